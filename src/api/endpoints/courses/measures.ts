/** Questionnaires and vital signs of a course, from its log: without what was corrected. */
import { z } from 'zod';
import { Instrument } from '../../../catalog/shapes';
import type { Recorded, RecordedOf } from '../../../course/events';
import { bandOf, measured, scaleOf } from '../../../course/selectors/measures';
import { courseEndpoint } from '../../http/courseAccess';
import { oneOf } from '../../oneOf';
import { CLINICAL } from '../../roles';
import { At, Count, InstrumentOut } from '../../schemas';

const Scale = z
  .object({
    instrument: InstrumentOut,
    most: Count.meta({ description: 'The highest total. The lowest is 0.' }),
    bands: z
      .array(z.object({ from: Count, name: z.string() }).meta({ id: 'ScaleBand' }))
      .meta({ description: 'By the lowest total of each, the highest first.' }),
  })
  .meta({ id: 'Scale', description: 'How a questionnaire is scored.' });

const Score = z
  .object({
    instrument: InstrumentOut,
    at: At,
    total: Count.optional().meta({ description: 'Absent if too many answers are missing.' }),
    band: z.string().optional(),
    blanks: Count.optional(),
    difficulty: Count.optional().meta({ description: 'How hard daily life is, from 0. Not in the total.' }),
  })
  .meta({ id: 'Score', description: 'The result of a questionnaire.' });

const WHEN = ['before', 'during', 'after'] as const;

const Reading = z
  .object({
    session: z.string().meta({ example: 'dosing-4' }),
    when: oneOf(WHEN, { id: 'VitalsWhen', description: 'When vital signs were taken.' }),
    at: At,
    ...{ systolic: Count, diastolic: Count, pulse: Count },
  })
  .meta({ id: 'VitalsReading', description: 'Vital signs of a session.' });

const TYPES = ['measureSubmitted', 'vitalsRecorded', 'clientReleased', 'signalCorrected'] as const;

const scoreOf = ({ instrument, items, at }: RecordedOf<'measureSubmitted'>): z.input<typeof Score> => {
  const { total, blanks, difficulty } = measured(instrument, items);
  return {
    ...{ instrument, at, total, blanks, difficulty },
    ...(total !== undefined && { band: bandOf(instrument, total) }),
  };
};

function readingOf(event: Recorded): z.input<typeof Reading>[] {
  if (event.type === 'vitalsRecorded') {
    const { session, when, at, vitals } = event;
    return [{ session, when, at, ...vitals }];
  }
  if (event.type !== 'clientReleased' || !event.vitals) return [];
  return [{ session: event.session, when: 'after', at: event.at, ...event.vitals }];
}

export const readMeasures = courseEndpoint({
  id: 'readMeasures',
  method: 'get',
  path: '/api/v1/courses/{id}/measures',
  tag: 'Courses',
  summary: 'Read the questionnaires and vital signs of a course.',
  description: 'The earliest first.',
  roles: CLINICAL,
  response: z
    .object({ scales: z.array(Scale), scores: z.array(Score), vitals: z.array(Reading) })
    .meta({ id: 'Measures' }),
  handler: async ({ params: { id }, deps: { store } }) => {
    const all = await store.events.ofTypes(id, TYPES);
    const corrected = new Set(all.flatMap((each) => (each.type === 'signalCorrected' ? each.signal : [])));
    const valid = all
      .filter(({ cause }) => !corrected.has(cause))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq));
    return {
      scales: Instrument.options.map((instrument) => {
        const { items, most, bands } = scaleOf(instrument);
        return { instrument, most: items * most, bands: bands.map(([from, name]) => ({ from, name })) };
      }),
      scores: valid.flatMap((each) => (each.type === 'measureSubmitted' ? [scoreOf(each)] : [])),
      vitals: valid.flatMap(readingOf),
    };
  },
});

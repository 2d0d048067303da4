/** Questionnaires and vital signs of a course, from its log: without what was corrected. */
import { z } from 'zod';
import { Instrument } from '../../../catalog/shapes';
import type { RecordedOf } from '../../../course/events';
import { bandOf, measured, scaleOf } from '../../../course/selectors/measures';
import { courseEndpoint } from '../../http/courseAccess';
import { CLINICAL } from '../../roles';
import { At, Count, InstrumentOut } from '../../schemas';
import { VITALS_EVENTS, VitalsOut, vitalsOf } from '../../vitals';

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

const scoreOf = ({ instrument, items, at }: RecordedOf<'measureSubmitted'>): z.input<typeof Score> => {
  const { total, blanks, difficulty } = measured(instrument, items);
  return {
    ...{ instrument, at, total, blanks, difficulty },
    ...(total !== undefined && { band: bandOf(instrument, total) }),
  };
};

export const readMeasures = courseEndpoint({
  id: 'readMeasures',
  method: 'get',
  path: '/api/v1/courses/{id}/measures',
  tag: 'Courses',
  summary: 'Read the questionnaires and vital signs of a course.',
  description: 'The earliest first.',
  roles: CLINICAL,
  response: z
    .object({ scales: z.array(Scale), scores: z.array(Score), vitals: z.array(VitalsOut) })
    .meta({ id: 'Measures' }),
  handler: async ({ params: { id }, deps: { store } }) => {
    const events = await store.events.standing(id, ['measureSubmitted', ...VITALS_EVENTS]);
    // A report may come late: by when it was measured.
    const inOrder = events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq));
    return {
      scales: Instrument.options.map((instrument) => {
        const { items, most, bands } = scaleOf(instrument);
        return { instrument, most: items * most, bands: bands.map(([from, name]) => ({ from, name })) };
      }),
      scores: inOrder.flatMap((each) => (each.type === 'measureSubmitted' ? [scoreOf(each)] : [])),
      vitals: inOrder.flatMap(vitalsOf),
    };
  },
});

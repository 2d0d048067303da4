/** Questionnaires: their items, totals and bands, and when they are requested. domain-report.md §E */
import { declined } from './screening';
import { inMaintenance } from './maintenance';
import { scheduledSession } from './sessions';
import { seriesDone } from './cycles';
import type { Instrument } from '../../catalog/shapes';
import { dateIn, plusCivilDays } from '../../time/civil';
import { earliest, latest, type Instant } from '../../time/instant';
import type { Course, Cycle, Measure } from '../state';

interface Scale {
  items: number;
  /** The highest answer to one item; the lowest is 0. */
  most: number;
  /** One more question may follow, on how hard daily life is. It is kept, and not part of the total. */
  difficulty?: true;
  /** The lowest total of each band, highest band first. Empty if no bands are validated. */
  bands: readonly (readonly [from: number, band: string])[];
  /** The item (from 0) that asks about thoughts of being better off dead. */
  safetyItem?: number;
}

const SCALES: Record<Instrument, Scale> = {
  'PHQ-9': {
    items: 9,
    most: 3,
    bands: [
      [20, 'severe'],
      [15, 'moderately severe'],
      [10, 'moderate'],
      [5, 'mild'],
      [0, 'minimal'],
    ],
    difficulty: true,
    safetyItem: 8,
  },
  'GAD-7': {
    items: 7,
    most: 3,
    difficulty: true,
    bands: [
      [15, 'severe'],
      [10, 'moderate'],
      [5, 'mild'],
      [0, 'minimal'],
    ],
  },
  'PCL-5': {
    items: 20,
    most: 4,
    bands: [
      [31, 'at or above the cut'],
      [0, 'below the cut'],
    ],
  },
};

export const scaleOf = (instrument: Instrument): Scale => SCALES[instrument];

/**
 * The most items that may be blank in a total: one or two are made up for in proportion, as the instructions for
 * the PHQ-9 say, and by custom those for the others.
 */
const MOST_BLANK = 2;

/** Null: left blank. */
export type Answers = readonly (number | null)[];

/** What is kept of the answers. With too many blanks there is no total. */
export function measured(instrument: Instrument, answers: Answers): Omit<Measure, 'instrument' | 'at'> {
  const { items: count, safetyItem } = SCALES[instrument];
  const scored = answers.slice(0, count);
  const given = scored.filter((answer) => answer !== null);
  const blanks = count - given.length;
  const difficulty = answers[count] ?? undefined;
  const sum = given.reduce((total, answer) => total + answer, 0);
  return {
    ...(blanks <= MOST_BLANK && { total: Math.round((sum * count) / given.length) }),
    ...(blanks > 0 && { blanks }),
    ...(safetyItem !== undefined && scored[safetyItem] === null && { safetyBlank: true }),
    ...(difficulty !== undefined && { difficulty }),
  };
}

/** The band of a total. */
export const bandOf = (instrument: Instrument, total: number): string =>
  SCALES[instrument].bands.find(([from]) => total >= from)?.[1] ?? '';

/** Whether the total fell by half or more. */
export const hasResponded = (before: number, now: number): boolean => before > 0 && now * 2 <= before;

/** Item 9 of the PHQ-9, answered with anything but "not at all", whatever else is blank. course.md §3 */
export function safetyItemAnswered(instrument: Instrument, items: Answers): boolean {
  const { safetyItem } = SCALES[instrument];
  return safetyItem !== undefined && (items[safetyItem] ?? 0) >= 1;
}

const hasTotal = ({ total }: Measure): boolean => total !== undefined;

/** The latest of one instrument. */
const latestOf = (measures: readonly Measure[], instrument: Instrument): Measure | undefined =>
  measures
    .filter((one) => one.instrument === instrument)
    .reduce<Measure | undefined>((last, one) => (last && last.at > one.at ? last : one), undefined);

/** The latest result of each instrument that has a total. */
export const latestMeasures = ({ measures }: Course): Measure[] => {
  const scored = measures.filter(hasTotal);
  return (Object.keys(SCALES) as Instrument[]).flatMap((instrument) => latestOf(scored, instrument) ?? []);
};

/** The latest questionnaires whose safety item was left blank and has not been answered since. */
export const safetyItemsBlank = ({ measures }: Course): Measure[] =>
  (Object.keys(SCALES) as Instrument[])
    .flatMap((instrument) => latestOf(measures, instrument) ?? [])
    .filter(({ safetyBlank }) => safetyBlank === true);

/** An occasion on which measures are requested. */
export interface Occasion {
  name: string;
  /** When the client is asked. */
  due: Instant;
  /** A measure from then on counts as the answer. */
  from: Instant;
}

type Occasions = (course: Course) => Occasion[];

const days = ({ client }: Course, at: Instant, count: number): Instant =>
  plusCivilDays(client.zone, at, count);

/** The latest cycle of the series, not counting boosters. */
const lastSeriesCycle = ({ cycles }: Course): Cycle | undefined =>
  cycles.filter(({ booster }) => !booster).at(-1);

const baseline: Occasions = ({ consents, cycles, startedAt }) =>
  consents.treatment && cycles.length === 0
    ? [{ name: 'baseline', due: consents.treatment, from: startedAt }]
    : [];

/** After the cycles the protocol names, and after the last of the series. */
const afterCycle: Occasions = (course) => {
  const cycle = lastSeriesCycle(course);
  if (!cycle?.endedAt || !cycle.integratedAt || inMaintenance(course)) return [];
  const name = seriesDone(course) ? 'end' : 'after';
  return name === 'end' || course.protocol.measures.afterCycles.includes(cycle.number)
    ? [{ name: `${name}.cycle-${cycle.number}`, due: cycle.integratedAt, from: cycle.endedAt }]
    : [];
};

/** Before the booked evaluation, or before the quarter ends. */
const beforeFollowUp: Occasions = (course) => {
  const { beforeFollowUpDays, freshDays } = course.protocol.measures;
  const { evaluatedAt } = course;
  if (!evaluatedAt || !lastSeriesCycle(course) || declined(course)) return [];
  const booked = scheduledSession(course, 'medical');
  const quarterEnds = days(course, evaluatedAt, course.protocol.followUp.everyDays);
  const ahead = days(course, booked?.start ?? quarterEnds, -beforeFollowUpDays);
  const due = booked ? latest(ahead, booked.bookedAt) : ahead;
  // If the due day moves, it is requested again: earlier answers may be too old by then.
  const name = `follow-up.${dateIn(course.client.zone, due)}`;
  return [{ name, due, from: days(course, due, -freshDays) }];
};

const quarterly: Occasions = (course) => {
  const { protocol, review } = course;
  if (!inMaintenance(course) || !review) return [];
  const each = protocol.measures.instruments.map(
    (instrument) => latestOf(course.measures.filter(hasTotal), instrument)?.at ?? course.startedAt,
  );
  const since = latest(review.at, earliest(each) ?? review.at);
  const due = days(course, since, protocol.measures.everyDays);
  return [{ name: `quarter.${since}`, due, from: days(course, due, -1) }];
};

/** Baseline, after some cycles, before each medical follow-up, at the end, then quarterly. course.md §5 */
export const measureOccasions: Occasions = (course) =>
  [baseline, afterCycle, beforeFollowUp, quarterly].flatMap((each) => each(course));

/** The instruments not answered yet on an occasion, or not far enough for a total. */
export const unansweredInstruments = ({ protocol, measures }: Course, { from }: Occasion): Instrument[] =>
  protocol.measures.instruments.filter(
    (instrument) => !measures.some((one) => one.instrument === instrument && one.at >= from && hasTotal(one)),
  );

/** The message that requests measures. */
export const MEASURE_REQUEST = 'measureReady';

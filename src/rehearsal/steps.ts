/** The steps of a scenario as people write them: reports, what is expected in between, and repeated blocks. */
import { z } from 'zod';
import { SIGNAL_NAMES, type SignalName } from '../catalog/signals';
import { Role } from '../catalog/shapes';
import { PHASES } from '../course/status/phase';
import { isObject } from '../vocabulary/json';
import { later, isRelative, isWhen } from './instants';

export const When = z
  .string()
  .refine(isWhen, 'must be +DAYSd HH:MM, such as "+3d 10:00", or a date-time with an offset');

const Expectation = z.union(
  [
    z.literal('accepted'),
    z.strictObject({
      refused: z.string().meta({ description: 'The code of the refusal.' }),
      reasons: z.array(z.string()).optional().meta({ description: 'The codes of all its reasons.' }),
    }),
    z.strictObject({
      warnings: z.array(z.string()).meta({ description: 'Accepted, with all of these warnings, by code.' }),
    }),
  ],
  'must be "accepted" or an object such as { "refused": "supply-empty" } or { "warnings": ["weekend"] }',
);
export type Expectation = z.infer<typeof Expectation>;
type Refused = Extract<Expectation, { refused: string }>;
export const isRefusal = (expect: Expectation): expect is Refused =>
  typeof expect === 'object' && 'refused' in expect;

const Line = z.strictObject({
  at: When.meta({
    description: 'When it is reported: civil days after the start and the time of day, in client time.',
  }),
  signal: z.enum(SIGNAL_NAMES as [SignalName, ...SignalName[]]),
  by: Role,
  with: z.record(z.string(), z.unknown()).default({}).meta({
    description:
      'The fields of the signal. A text like "+3d 10:00" in it becomes that instant. A task may be named by kind and session.',
  }),
  id: z.string().optional().meta({ description: 'Give two lines the same id to repeat a signal.' }),
  expect: Expectation.default('accepted'),
});
export type Line = z.infer<typeof Line>;

/** The state of the course at one moment. Only the given parts are compared, lists in any order. */
export const State = z
  .strictObject({
    phase: z.enum(PHASES).optional(),
    waitingOn: z.string().optional().meta({ description: 'The role that must act next, or nobody.' }),
    waiting: z.array(z.string()).optional().meta({
      description: 'All that the course waits for: the codes of gates and the kinds of tasks.',
    }),
    gates: z.array(z.string()).optional().meta({ description: 'The codes of all closed gates.' }),
    tasks: z.array(z.string()).optional().meta({ description: 'The kinds of all open tasks.' }),
    onHold: z.boolean().optional(),
    dosesInSupply: z.int().optional(),
    balanceCents: z.int().optional(),
    refundDueCents: z.int().optional().meta({ description: 'The refund due to the client now.' }),
  })
  .refine((state) => Object.keys(state).length > 0, 'must name something to compare, such as "waitingOn"');
export type State = z.infer<typeof State>;

const Check = z.strictObject({ at: When, state: State });
export type Check = z.infer<typeof Check>;

const MOST_REPETITIONS = 100;
const MOST_DAYS = 366;

/** A step is read by the schema of its kind, so that each problem is named at its place. */
const read = <T>(schemaOf: (raw: unknown) => z.ZodType<T>): z.ZodType<T> =>
  z.unknown().transform((raw, context) => {
    const result = schemaOf(raw).safeParse(raw);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues)
      context.issues.push({ code: 'custom', input: raw, path, message });
    return z.NEVER;
  });

const Single = read<Line | Check>((raw) => (isObject(raw) && 'state' in raw ? Check : Line));

const Block = z
  .strictObject({
    repeat: z.int().min(1).max(MOST_REPETITIONS).meta({ description: 'How often.' }),
    everyDays: z
      .int()
      .min(0)
      .max(MOST_DAYS)
      .meta({ description: 'Civil days from one repetition to the next.' }),
    from: z.int().min(0).default(1).meta({ description: 'The first number that stands for {n}.' }),
    signals: z.array(Single).min(1, 'must have at least one step'),
  })
  .superRefine(({ signals }, context) => {
    for (const [index, { at }] of signals.entries())
      if (!isRelative(at))
        context.addIssue({
          code: 'custom',
          path: ['signals', index, 'at'],
          message: 'must be +DAYSd HH:MM in a repeated block',
        });
  });
type Block = z.infer<typeof Block>;

export const Step = read<Line | Check | Block>((raw) => (isObject(raw) && 'repeat' in raw ? Block : Single));
export type Step = z.infer<typeof Step>;

/** A step and its place in the scenario, for people. */
export interface Placed {
  step: Line | Check;
  place: string;
  repetition?: number | undefined;
}

/** The steps with each block written out. */
export const unrolled = (steps: readonly Step[]): Placed[] =>
  steps.flatMap((step, index) =>
    'repeat' in step ? repetitions(step, `signals.${index}`) : [{ step, place: `signals.${index}` }],
  );

const repetitions = ({ repeat, everyDays, from, signals }: Block, place: string): Placed[] =>
  Array.from({ length: repeat }, (_, done) => done).flatMap((done) =>
    signals.map((step, index) => ({
      step: inTexts(step, (text) => later(text, done * everyDays).replaceAll('{n}', String(from + done))),
      place: `${place}.signals.${index}`,
      repetition: done + 1,
    })),
  );

/** The same value with every text in it changed. */
function inTexts<T>(value: T, change: (text: string) => string): T {
  const changed = (each: unknown): unknown => {
    if (typeof each === 'string') return change(each);
    if (Array.isArray(each)) return each.map(changed);
    return isObject(each)
      ? Object.fromEntries(Object.entries(each).map(([key, one]) => [key, changed(one)]))
      : each;
  };
  return changed(value) as T;
}

/** A scenario: what people report, when, and the expected outcome. docs/scenarios.md describes the format. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { instant } from '../time/instant';
import { parseJson } from '../input/jsonFile';
import { CityZone } from '../catalog/contact';
import { Day, Role } from '../catalog/shapes';
import { WITHHELD_REASONS } from '../course/events';
import { isDayOf, isDayOfYear, resolveWhen, TIME_OF_DAY } from './instants';
import { State, Step, unrolled, When } from './steps';

const SentMessage = z.strictObject({
  template: z.string(),
  to: Role.optional(),
  at: When.optional(),
});
/** Why a message that was due did not go out. */
const NOT_SENT = [...WITHHELD_REASONS.filter((reason) => reason !== 'superseded'), 'failed'] as const;
const OpenedTask = z.strictObject({ kind: z.string(), role: Role.optional(), at: When.optional() });

/** The expected outcome. Each part is optional, and only the given parts are compared. */
const Outcome = z.strictObject({
  chargesCents: z.int().optional(),
  breaches: z.int().optional(),
  outcome: z.string().optional(),
  messages: z.array(SentMessage).optional().meta({ description: 'Messages that must have gone out.' }),
  never: z
    .array(SentMessage.omit({ at: true }).extend({ after: When.optional() }))
    .optional()
    .meta({ description: 'Messages that must not come due. One that was only withheld counts as come due.' }),
  withheld: z
    .array(SentMessage.extend({ reason: z.enum(NOT_SENT).optional() }))
    .optional()
    .meta({ description: 'Messages that came due and must not have gone out, with the reason.' }),
  tasks: z.array(OpenedTask).optional().meta({ description: 'Tasks that must have been opened.' }),
  atEnd: State.optional(),
});

/** The first part of another scenario, up to a given time, as the history of this one. */
const Follows = z.strictObject({ scenario: z.string(), until: When });

export const ScenarioSchema = z.strictObject({
  title: z.string().min(3),
  protocol: z.string(),
  changes: z.record(z.string(), z.unknown()).default({}).meta({
    description: 'Values of the protocol that this scenario changes, by their path: "dosing.planned".',
  }),
  zone: CityZone.meta({ description: 'The client’s time zone.' }),
  practiceZone: CityZone.optional().meta({ description: 'The practice’s time zone. Default: the client’s.' }),
  closedDays: z.array(Day).default([]),
  mail: z
    .strictObject({ client: z.enum(['refused', 'none']).optional(), unsubscribed: When.optional() })
    .optional()
    .meta({
      description:
        '`client`: `refused` if the mail server permanently refuses the client’s address, `none` if they have none. `unsubscribed`: when the client unsubscribes from e-mail.',
    }),
  start: z
    .strictObject({
      year: z.int().min(2000).max(2099).optional().meta({
        description: 'The year in which it starts. A year in the past can only be simulated.',
      }),
      onOrAfter: z.string().refine(isDayOfYear, 'must be a date as MM-DD, such as 01-04'),
      weekday: z.enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']),
      at: z.string().regex(TIME_OF_DAY, 'must be HH:MM, from 00:00 to 23:59'),
    })
    .refine(({ year, onOrAfter }) => year === undefined || isDayOf(year, onOrAfter), {
      path: ['onOrAfter'],
      error: ({ input }) => `must be a day of ${String((input as { year?: unknown }).year)}`,
    })
    .meta({
      description:
        'Without a year, the scenario starts on the next such day, because time on a real server only moves forward.',
    }),
  end: When.meta({ description: 'When the rehearsal ends.' }),
  signals: z.array(Step),
  expect: Outcome.default({}),
});

/** A scenario that follows another inherits every field it does not set itself. */
const Following = ScenarioSchema.partial().extend({ follows: Follows });

export type Scenario = z.infer<typeof ScenarioSchema>;

const FOLDER = path.resolve(__dirname, '../../scenarios');

/** A scenario that cannot be read or rehearsed; the message lists every problem with its place. */
export class ScenarioError extends Error {
  constructor(
    readonly code: 'scenario-unknown' | 'scenario-invalid',
    message: string,
  ) {
    super(message);
    this.name = 'ScenarioError';
  }
}

/** The names of the scenarios shipped with this installation; those in a folder are `folder/name`. */
export const scenarioNames = (): string[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length).replaceAll(path.sep, '/'))
    .sort();

/** Reads `scenarios/<name>.json` or a file by its path. @throws ScenarioError */
export function readScenario(nameOrFile: string): Scenario {
  const shipped = path.join(FOLDER, `${nameOrFile}.json`);
  const file = existsSync(shipped) ? shipped : nameOrFile;
  if (!existsSync(file)) {
    throw new ScenarioError(
      'scenario-unknown',
      `There is no scenario "${nameOrFile}". Available: ${scenarioNames().join(', ')}; or give the path of a JSON file.`,
    );
  }
  return parseScenario(readFileSync(file, 'utf8'), path.basename(file));
}

/** @throws ScenarioError naming every mistake with its place, JsonFileError */
export function parseScenario(text: string, name: string): Scenario {
  const raw = parseJson(text, name);
  if (typeof raw !== 'object' || raw === null || !('follows' in raw)) return valid(ScenarioSchema, raw, name);
  const { follows, ...read } = valid(Following, raw, name);
  // A default of a field that this file does not set must not override the earlier scenario.
  const own: Partial<Scenario> = Object.fromEntries(Object.entries(read).filter(([key]) => key in raw));
  const before = readScenario(follows.scenario);
  const atAnyStart = (at: string) => resolveWhen(at, ANY_START, 'UTC');
  const earlier = unrolled(before.signals)
    .map(({ step }) => step)
    .filter(({ at }) => atAnyStart(at) < atAnyStart(follows.until));
  const whole = {
    ...before,
    expect: {},
    ...own,
    changes: { ...before.changes, ...own.changes },
    signals: [...earlier, ...(own.signals ?? [])],
  };
  return valid(ScenarioSchema, whole, name);
}

/** Any start will do for comparing relative times with each other. */
const ANY_START = instant('2001-01-01T00:00:00Z');

function valid<T extends z.ZodType>(schema: T, raw: unknown, name: string): z.output<T> {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(file)'}: ${issue.message}`,
  );
  throw new ScenarioError('scenario-invalid', `${name} is not a valid scenario:\n${problems.join('\n')}`);
}

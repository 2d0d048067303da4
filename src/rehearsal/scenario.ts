/** A scenario: what people report, when, and what should come of it. The format is in docs/scenarios.md. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isZone } from '../course/civil';
import { SIGNAL_NAMES, type SignalName } from '../signals/catalog';
import { Role } from '../signals/shapes';
import { WHEN } from './when';

const Zone = z.string().refine(isZone, 'must be a time zone such as America/Los_Angeles');
const When = z
  .string()
  .regex(WHEN, 'must be +DAYSd HH:MM, such as "+3d 10:00", or a date-time with an offset');

const Expectation = z.union([
  z.literal('accepted'),
  z.strictObject({ refused: z.string().meta({ description: 'The code of the refusal.' }) }),
]);
export type Expectation = z.infer<typeof Expectation>;

const Line = z.strictObject({
  at: When.meta({
    description: 'When it is reported: civil days after the start and the time of day, client time.',
  }),
  signal: z.enum(SIGNAL_NAMES as [SignalName, ...SignalName[]]),
  by: Role,
  with: z.record(z.string(), z.unknown()).default({}).meta({
    description: 'The fields of the signal. A text like "+3d 10:00" in it becomes that instant.',
  }),
  id: z.string().optional().meta({ description: 'Give two lines the same id to repeat a signal.' }),
  expect: Expectation.default('accepted'),
});

export const ScenarioSchema = z.strictObject({
  title: z.string().min(3),
  protocol: z.string(),
  zone: Zone.meta({ description: "The client's time zone." }),
  practiceZone: Zone.optional().meta({ description: "The practice's; the client's when absent." }),
  closedDays: z.array(z.iso.date()).default([]),
  start: z
    .strictObject({
      onOrAfter: z.string().regex(/^\d{2}-\d{2}$/, 'must be MM-DD'),
      weekday: z.enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']),
      at: z.string().regex(/^\d{2}:\d{2}$/, 'must be HH:MM'),
    })
    .meta({ description: 'The next such day still to come: time on a real server only goes forward.' }),
  end: When.meta({ description: 'When the rehearsal ends.' }),
  signals: z.array(Line),
  expect: z
    .strictObject({
      chargesCents: z.int().optional(),
      breaches: z.int().optional(),
      outcome: z.string().optional(),
    })
    .default({}),
});
export type Scenario = z.infer<typeof ScenarioSchema>;

const FOLDER = path.resolve(__dirname, '../../scenarios');

/** A scenario that cannot be read or lived; every problem with its place. */
export class ScenarioError extends Error {
  constructor(
    readonly code: 'scenario-unknown' | 'scenario-invalid',
    message: string,
  ) {
    super(message);
    this.name = 'ScenarioError';
  }
}

/** The scenarios shipped with this installation. */
export const scenarioNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

/** Reads `scenarios/<name>.json` or a file by its path. @throws ScenarioError */
export function readScenario(nameOrFile: string): Scenario {
  const shipped = path.join(FOLDER, `${nameOrFile}.json`);
  const file = existsSync(shipped) ? shipped : nameOrFile;
  if (!existsSync(file)) {
    throw new ScenarioError(
      'scenario-unknown',
      `There is no scenario "${nameOrFile}". There are: ${scenarioNames().join(', ')}; or give the path of a JSON file.`,
    );
  }
  return parseScenario(readFileSync(file, 'utf8'), path.basename(file));
}

export function parseScenario(text: string, name: string): Scenario {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new ScenarioError('scenario-invalid', `${name} is not JSON: ${(error as Error).message}`);
  }
  const read = ScenarioSchema.safeParse(raw);
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(file)'}: ${issue.message}`,
  );
  throw new ScenarioError('scenario-invalid', `${name} is not a valid scenario:\n${problems.join('\n')}`);
}

import { z } from 'zod';
import { CATALOG, SIGNAL_NAMES, type Signal, type SignalName } from '../../../catalog/signals';
import { readFilled } from '../../../protocols/readSignal';
import { envelopeShape } from '../../../catalog/shapes';
import { courseStream, type CourseRow } from '../../../store';
import type { ApiDeps } from '../../http/deps';
import { invalid, type Endpoint } from '../../http/endpoint';
import { EngineError, type EngineOutcome } from '../../../engine/engine';
import { ApiError, toApiError } from '../../http/errors';
import { courseEndpoint } from '../../http/courseAccess';
import { Count, At } from '../../schemas';
import { courseStuck, stuckOrSuspect } from '../../stuck';
import { rolesOverHttp, signalPath } from './possible';
import { fromMs, type Instant } from '../../../time/instant';

const Accepted = z
  .object({
    accepted: z.literal(true),
    repeated: z.boolean().meta({
      description: 'This Idempotency-Key had been answered before, or the course knew the id from elsewhere.',
    }),
    revision: Count.meta({ description: 'The step it became part of.' }),
    events: z
      .array(z.object({ type: z.string(), at: At }))
      .meta({ description: 'What followed from it at once.' }),
  })
  .meta({ id: 'SignalAccepted' });

/** A protocol as people name it over HTTP; what it says comes from the installation. */
export const ProtocolNamed = z.strictObject({
  protocol: z.strictObject({
    id: z.string().max(60).meta({ example: 'my-practice' }),
    version: z.int().min(1).meta({ description: 'The version you mean, as the installation has it.' }),
  }),
});

const NAMED: Partial<Record<SignalName, z.ZodRawShape>> = { protocolChanged: ProtocolNamed.shape };

/** What a signal carries over HTTP: its own fields, when it happened, a note. Key and token give the rest. */
export function signalBody(name: SignalName) {
  const { occurredAt, note } = envelopeShape;
  return z.strictObject({ ...CATALOG[name].fields, ...NAMED[name], occurredAt, note });
}

/** The signal a caller means, whole. @throws ApiError `request-invalid` */
export function signalFrom({ protocols }: ApiDeps, name: SignalName, payload: object): Signal {
  const read = readFilled(name, payload, protocols);
  if ('problems' in read) throw invalid(read.problems);
  return read.signal;
}

/** One operation for each signal of the catalog. */
export const signalEndpoints: Endpoint[] = SIGNAL_NAMES.map((name) =>
  courseEndpoint({
    id: name,
    method: 'post',
    path: signalPath('{id}', name),
    tag: 'Signals',
    summary: CATALOG[name].summary,
    description:
      'Impossible now: 409 with every reason and who can change it. The Idempotency-Key is the id of the signal.',
    roles: rolesOverHttp(name),
    problems: [
      'signal-refused',
      'course-not-running',
      'course-not-begun',
      'course-busy',
      'payload-keys-differ',
      'workers-unavailable',
      'temporal-unavailable',
      'course-stuck',
    ],
    // The id counts within the course, whoever reports: another person's key must not hide a report.
    scope: ({ id = '' }) => `course:${id}`,
    // The course knows it by its id: two at once become one Update. A crisis must not wait for a process that died.
    joins: true,
    repeat: (body) => ({ ...(body as object), repeated: true }),
    body: signalBody(name),
    response: Accepted,
    handler: async ({ subject: course, body, who, key, deps, now, resumed }) => {
      const { id } = course;
      const signal = signalFrom(deps, name, { ...body, id: key, by: { role: who.role, id: who.staffId } });
      const outcome = await report(deps, course, signal);
      if (outcome.accepted) {
        if (outcome.repeated) await needSameReport(deps, id, signal);
        // What the course had from an attempt nobody was answered is no repeat to the caller.
        return { ...outcome, repeated: outcome.repeated && !resumed && !outcome.resent };
      }
      if (outcome.unrecorded) await keepRefusal(deps, id, signal, outcome, now);
      throw refused(outcome);
    },
  }),
);

/** Sends it; when nobody answers, the failure says what the database knows, and what to do meanwhile. */
export async function report(
  { engine, store, now = () => new Date() }: ApiDeps,
  row: CourseRow,
  signal: Signal,
): Promise<EngineOutcome> {
  try {
    return await engine.signal(row.id, signal);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const stuck = await stuckOrSuspect(store, row, error.code, fromMs(now().getTime()));
    const failure = stuck ? await courseStuck(store, stuck, error) : toApiError(error);
    const { phase, waitingOn, onHold, revision, updatedAt } = row;
    const known = { live: false, phase, waitingOn, onHold, revision, updatedAt, ...failure.extras.known };
    const { code, message, extras } = failure;
    throw new ApiError(code, message, { ...extras, known }, { cause: error });
  }
}

/**
 * The course knew the id, this API does not: it came by another door, or its key has been forgotten. The course
 * compares nothing, so another report under that id would seem accepted and be lost.
 */
async function needSameReport({ store }: ApiDeps, course: string, { id, name, by }: Signal): Promise<void> {
  const first = (await store.events.ofCourse(course)).find(({ cause }) => cause === id);
  if (!first || (first.type === name && first.by.role === by.role && first.by.id === by.id)) return;
  throw new ApiError(
    'idempotency-key-reused',
    'The course has taken another report under this id. Take a new key.',
  );
}

type Refusal = Extract<EngineOutcome, { accepted: false }>;

function refused({ code, reasons }: Refusal): ApiError {
  const detail = reasons.map(({ sentence }) => sentence).join(' ') || 'The course refuses this now.';
  return new ApiError('signal-refused', detail, { reasons, refusal: code });
}

/** A refused Update leaves no history: the audit is where the attempt is kept. */
export async function keepRefusal(
  { store }: ApiDeps,
  course: string,
  signal: Signal,
  { code, reasons }: Refusal,
  at: Instant,
): Promise<void> {
  const detail = { signal, code, reasons, at };
  await store.audit.append({
    stream: courseStream(course),
    at,
    kind: 'signal-refused',
    by: signal.by,
    course,
    detail,
  });
}

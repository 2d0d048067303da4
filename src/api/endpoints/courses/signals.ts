import type { Endpoint, Nothing, Schemas } from '../../http/operation';
import { z } from 'zod';
import { CATALOG, SIGNAL_NAMES, type Signal, type SignalName } from '../../../catalog/signals';
import { EVENT_TYPES } from '../../../course/evolve';
import { readFilled } from '../../../protocols/readSignal';
import { envelopeShape } from '../../../catalog/shapes';
import { courseStream, type CourseRow } from '../../../store';
import { nowOf, type ApiDeps, type ApiStore } from '../../http/deps';
import { EngineError, type EngineOutcome } from '../../../engine/engine';
import { ApiError, invalid, toApiError } from '../../http/errors';
import { courseEndpoint } from '../../http/courseAccess';
import { oneOf } from '../../oneOf';
import { At, type CourseId, Count, WarningOut } from '../../schemas';
import { refuseStrangers } from '../../careTeam';
import { canBook, doseInOtherCourse, warningsElsewhere } from '../../otherCourses';
import { sendIfFree } from '../../ownTime';
import { protocolsOf } from '../../protocols';
import { STAFF } from '../../roles';
import { courseOver } from '../../courseOver';
import { courseStuck, stuckOrSuspect } from '../../stuck';
import { rolesOverHttp, signalPath } from './possible';
import { needsNote } from '../../../vocabulary/tasks';
import { reason, type Reason } from '../../../vocabulary/reasons';
import type { Instant } from '../../../time/instant';

export const EventTypeOut = oneOf(EVENT_TYPES, {
  id: 'EventType',
  description: 'What happened.',
  example: 'sessionCompleted',
});

const NewEvent = z
  .object({ type: EventTypeOut, at: At })
  .meta({ id: 'NewEvent', description: 'An event that the signal caused.' });

const Accepted = z
  .object({
    accepted: z.literal(true),
    repeated: z.boolean().meta({
      description:
        'Whether this Idempotency-Key was used before, or the course already had a signal with this id.',
    }),
    revision: Count.meta({ description: 'Number of the step that includes the signal.' }),
    warnings: z.array(WarningOut).meta({
      description: 'What to look at about what the signal booked or moved, although it was accepted.',
    }),
    events: z.array(NewEvent).meta({ description: 'Events that the signal caused immediately.' }),
  })
  .meta({ id: 'SignalAccepted', description: 'The course accepted the signal.' });

/** How a request names a protocol. Its content comes from the installation. */
export const ProtocolNamed = z.strictObject({
  protocol: z.strictObject({
    id: z.string().max(60).meta({ example: 'my-practice' }),
    version: z.int().min(1).meta({ description: 'A version in a file, or one that was saved.' }),
  }),
});

/** Fields that differ over HTTP from the catalog. */
const OVER_HTTP = { protocolChanged: ProtocolNamed.shape };
type OverHttp = typeof OVER_HTTP;

type BodyShape<N extends SignalName> = (N extends keyof OverHttp
  ? OverHttp[N]
  : (typeof CATALOG)[N]['fields']) &
  Pick<typeof envelopeShape, 'occurredAt' | 'note'>;
export type SignalBody<N extends SignalName> = z.ZodObject<BodyShape<N>, z.core.$strict>;

/** The body of a signal over HTTP: its fields, when it happened, a note. The key is its id; the token says who. */
export function signalBody<N extends SignalName>(name: N): SignalBody<N> {
  const { occurredAt, note } = envelopeShape;
  const over: Partial<Record<SignalName, z.ZodRawShape>> = OVER_HTTP;
  const shape = { ...CATALOG[name].fields, ...over[name], occurredAt, note };
  // The compiler does not follow a spread by name.
  return z.strictObject(shape) as unknown as SignalBody<N>;
}

/** The whole signal of a request. @throws ApiError `request-invalid` */
export async function signalFrom(deps: ApiDeps, name: SignalName, payload: object): Promise<Signal> {
  const protocols = name === 'protocolChanged' ? await protocolsOf(deps) : undefined;
  const read = readFilled(name, payload, protocols);
  if ('problems' in read) throw invalid(read.problems);
  return read.signal;
}

type SignalPath<N extends SignalName> = `/api/v1/courses/{id}/signals/${N}`;
type SignalEndpoint<N extends SignalName> = Endpoint<
  'post',
  SignalPath<N>,
  Schemas<typeof CourseId, Nothing, SignalBody<N>, typeof Accepted>
>;

const signalEndpoint = <N extends SignalName>(name: N): SignalEndpoint<N> =>
  courseEndpoint<'post', SignalPath<N>, typeof Accepted, Nothing, z.ZodObject>({
    id: name,
    method: 'post',
    path: signalPath('{id}', name),
    tag: 'Signals',
    summary: CATALOG[name].summary,
    description:
      'If the signal is not possible now, the response is 409 with every reason and who can resolve it. The ' +
      'Idempotency-Key is the id of the signal.',
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
    // Unique within the course, not per caller: two people may use the same key, and no report may get lost.
    scope: ({ id = '' }) => `course:${id}`,
    // Two at once become one Update, by the signal's id. A crisis report must not wait for a process that died.
    joins: true,
    // What an earlier release stored has no warnings.
    repeat: (body) => ({ warnings: [], ...(body as object), repeated: true }),
    body: signalBody(name),
    response: Accepted,
    handler: async ({ subject: course, body, who, key, deps, now, resumed }) => {
      const { id } = course;
      const by = { role: who.role, id: who.staffId };
      const signal = await signalFrom(deps, name, { ...body, id: key, by });
      if (signal.name === 'taskCompleted' && needsNote(signal.task) && !signal.note)
        throw invalid([{ field: 'note', message: 'is required: say what was done' }]);
      if (signal.name === 'consentSigned') await refuseUnknownText(deps, signal);
      if (signal.name === 'careTeamChanged') await refuseStrangers(deps.store, signal.team, 'team');
      const known = [
        ...(await doseInOtherCourse(deps.store, course, signal, now)),
        ...(await alreadySent(deps.store, id, signal)),
      ];
      const [first] = known;
      if (first) {
        const refusal = { accepted: false, repeated: false, code: first.code, reasons: known } as const;
        await keepRefusal(deps, id, signal, refusal, now);
        throw refused(refusal);
      }
      const before = canBook(signal) ? await deps.store.calendars.of(id) : undefined;
      const outcome = await report(deps, course, signal);
      if (outcome.accepted) {
        if (outcome.repeated) await needSameReport(deps, id, signal);
        // An earlier attempt that got no answer is not a repeat to the caller.
        const elsewhere =
          canBook(signal) && STAFF.includes(who.role)
            ? await warningsElsewhere(deps.store, course, before, await deps.store.calendars.of(id))
            : [];
        return {
          ...outcome,
          warnings: [...(outcome.warnings ?? []), ...elsewhere],
          repeated: outcome.repeated && !resumed && !outcome.resent,
        };
      }
      if (outcome.unrecorded) await keepRefusal(deps, id, signal, outcome, now);
      throw refused(outcome);
    },
  }) as unknown as SignalEndpoint<N>;

type SignalEndpoints = { [N in SignalName]: SignalEndpoint<N> };

/** One operation for each signal of the catalog, by name. */
export const signalEndpoints = Object.fromEntries(
  SIGNAL_NAMES.map((name) => [name, signalEndpoint(name)]),
) as SignalEndpoints;

/** What somebody says was signed is a text of the practice, word for word. @throws ApiError `request-invalid` */
async function refuseUnknownText(
  { store }: ApiDeps,
  { kinds, text }: Extract<Signal, { name: 'consentSigned' }>,
) {
  if (!text) return;
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    throw invalid([{ field: 'kinds', message: 'must be one kind where a text is named' }]);
  const known = await store.consents.text({ kind, ...text });
  if (known?.sha256 !== text.sha256)
    throw invalid([{ field: 'text', message: 'is no text of this practice' }]);
}

/** Sends it. If the course does not respond, the error says what the database knows and what to do. */
export async function report(deps: ApiDeps, row: CourseRow, signal: Signal): Promise<EngineOutcome> {
  const { engine, store } = deps;
  try {
    return await sendIfFree(deps, row, signal, () => engine.signal(row.id, signal));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const at = nowOf(deps);
    const stuck = await stuckOrSuspect(store, row, error.code, at);
    const over = error.code === 'course-not-running' && row.closed !== undefined;
    if (over) await keepRefusal({ store }, row.id, signal, { code: error.code, reasons: [] }, at);
    const failure = stuck
      ? await courseStuck(store, stuck, error)
      : over
        ? await courseOver(store, signal.name, error)
        : toApiError(error);
    const { phase, waitingOn, onHold, revision, updatedAt } = row;
    const known = { live: false, phase, waitingOn, onHold, revision, updatedAt, ...failure.extras.known };
    const { code, message, extras } = failure;
    throw new ApiError(code, message, { ...extras, known }, { cause: error });
  }
}

/**
 * The course has a signal with this id, but this API has no such key: the signal came by another way, or the key has
 * expired. The course compares only ids, so a different report with this id would seem accepted and be lost.
 */
export async function needSameReport(
  { store }: Pick<ApiDeps, 'store'>,
  course: string,
  { id, name, by }: Signal,
): Promise<void> {
  const first = (await store.events.ofCourse(course)).find(({ cause }) => cause === id);
  if (!first || (first.type === name && first.by.role === by.role && first.by.id === by.id)) return;
  throw new ApiError(
    'idempotency-key-reused',
    'The course already has another signal with this id. Use a new key.',
  );
}

/** The course is told only of e-mails that went wrong, so the database says what was sent. */
async function alreadySent({ messages }: ApiStore, course: string, signal: Signal): Promise<Reason[]> {
  if (signal.name !== 'messageGivenUp') return [];
  const row = await messages.find(course, signal.key);
  return row?.state === 'sent' ? [reason('message-already-sent')] : [];
}

type Refusal = Extract<EngineOutcome, { accepted: false }>;

function refused({ code, reasons }: Refusal): ApiError {
  const detail = reasons.map(({ sentence }) => sentence).join(' ') || 'The course refuses this signal now.';
  return new ApiError('signal-refused', detail, { reasons, refusal: code });
}

/** A refused Update leaves no trace in the history, so the attempt is kept in the audit log. */
export async function keepRefusal(
  { store }: Pick<ApiDeps, 'store'>,
  course: string,
  signal: Signal,
  { code, reasons }: Pick<Refusal, 'reasons'> & { code: string },
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

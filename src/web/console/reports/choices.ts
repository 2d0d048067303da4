/** What can be chosen where a signal names something of the course: a session, a hold, a supply, a charge. */
import type { SignalName } from '../../../catalog/signals';
import type { Answer } from '../../client/api';
import { dayAndTime } from '../../kit/time';
import { dollarRange, dollars, HOLD_REASONS, inWords, sessionName, SESSION_STATUSES } from '../../kit/words';
import { packageWords, type PackageOffer } from './packages';

type Course = Answer<'get', '/api/v1/courses/{id}'>;
type Ledger = Answer<'get', '/api/v1/courses/{id}/ledger'>;

type Estimate = Answer<'get', '/api/v1/courses/{id}/estimate'>;

type Staff = Answer<'get', '/api/v1/practice/staff'>;

/** What some reports choose from besides the course; undefined where the report does not ask for it. */
export interface Known {
  signal: SignalName;
  /** Of the person. */
  roles: readonly string[];
  ledger?: Ledger | undefined;
  staff?: Staff | undefined;
  /** The latest estimate. */
  issued?: Estimate['signed'] | undefined;
  /** What was issued is being read again: what is known of it may be from before. */
  reading: boolean;
  /** What the protocol sells. */
  packages?: readonly PackageOffer[] | undefined;
}

export interface Choice {
  value: string;
  words: string;
}

/** Reports about a session that is still to come. */
const AHEAD: readonly SignalName[] = ['sessionRescheduled', 'rescheduleRequested', 'sessionCancelled'];

const LIVE = ['scheduled', 'inSession', 'recovering'];

/** Why a value of a field cannot be chosen now. Undefined: it can. */
export function barredIn(
  { waiting }: Course,
  signal: SignalName,
  field: string,
  value: string,
): string | undefined {
  if (signal !== 'prescriberDecision' || field !== 'decision' || value !== 'approved') return undefined;
  const why = (waiting.approvalBarred ?? []).map(({ sentence }) => sentence).join(' ');
  return why === '' ? undefined : why;
}

/** By the name of the field. Undefined: it is entered as text. */
export function choicesFor(
  field: string,
  course: Course,
  { signal, roles, ledger, staff, issued, reading, packages }: Known,
  zone: string,
): Choice[] | undefined {
  const { facts, waiting } = course;
  if (!facts) return undefined;
  switch (field) {
    case 'session': {
      const live = facts.sessions.filter(({ status }) => LIVE.includes(status));
      const over = facts.sessions.filter(({ status }) => !LIVE.includes(status)).reverse();
      const offered = AHEAD.includes(signal)
        ? live.filter(({ status }) => status === 'scheduled')
        : [...live, ...over];
      return offered.map(({ ref, start, status }) => ({
        value: ref,
        words: `${sessionName(ref)}, ${dayAndTime(zone, start)}${status === 'scheduled' ? '' : ` (${SESSION_STATUSES[status].toLowerCase()})`}`,
      }));
    }
    case 'hold':
      return facts.holds.map(({ ref, reason, note, since }) => ({
        value: ref,
        words: `${[reason ? HOLD_REASONS[reason] : 'Hold', note].filter(Boolean).join(': ')}, since ${dayAndTime(zone, since)}`,
      }));
    case 'supply':
      return facts.supplies.map(({ ref, doses, issuedAt }) => ({
        value: ref,
        words: `${doses} doses, issued ${dayAndTime(zone, issuedAt)}`,
      }));
    case 'task':
      return waiting.tasks
        .filter(({ completedBy }) => completedBy.some((role) => roles.includes(role)))
        .map(({ key, sentence }) => ({ value: key, words: sentence }));
    case 'criteria':
      return waiting.tasks.flatMap(({ criteria = [] }) =>
        criteria.map((each) => ({ value: each, words: each })),
      );
    case 'gate':
      return (waiting.gates ?? []).map(({ code, sentence }) => ({ value: code, words: sentence }));
    case 'entry':
    case 'payment': {
      const kinds = field === 'entry' ? ['charge', 'fee'] : ['payment'];
      return ledger?.entries
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ entry, code, cents, at }) => ({
          value: entry,
          words: `${dollars(Math.abs(cents))} for ${inWords(code).toLowerCase()}, ${dayAndTime(zone, at)}`,
        }));
    }
    case 'estimate':
      return acknowledged(
        signal === 'estimateAcknowledged',
        issued && {
          value: issued.ref,
          words: `${issued.ref}: ${dollarRange(issued.fromCents, issued.totalCents)}, ${dayAndTime(zone, issued.issuedAt)}`,
        },
        reading,
      );
    case 'instructions':
      return acknowledged(signal === 'instructionsAcknowledged', asChoice(facts.instructions), reading);
    case 'order':
      return acknowledged(signal === 'doseChangeAcknowledged', asChoice(facts.order), reading);
    case 'package':
      return packages?.map((offer) => ({ value: offer.code, words: packageWords(offer) }));
    case 'therapist':
    case 'prescriber':
    case 'frontDesk':
    case 'biller':
    case 'lead':
      return staff?.staff
        .filter(({ roles }) => roles.includes(field))
        .map(({ id, name }) => ({ value: id, words: name }));
    default:
      return undefined;
  }
}

const asChoice = (reference: string | undefined): Choice | undefined =>
  reference === undefined ? undefined : { value: reference, words: reference };

/**
 * The latest one, where it is acknowledged; a new one gets a reference of its own. While there is none yet, but it is being
 * looked for, there is nothing to choose: a text would be taken for one that nobody issued.
 */
const acknowledged = (asked: boolean, latest: Choice | undefined, reading: boolean): Choice[] | undefined =>
  !asked ? undefined : latest ? [latest] : reading ? [] : undefined;

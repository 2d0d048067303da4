/** Whether a session can take place as things are: an icon and a word, and every reason. */
import type { ReasonCode } from '../../../vocabulary/reasons';
import type { WarningCode } from '../../../vocabulary/warnings';
import type { Answer } from '../../client/api';
import { Tag, type Tone } from '../../kit/Tag';
import { SESSION_STATUSES } from '../../kit/words';

export type Listed = Answer<'get', '/api/v1/sessions'>['sessions'][number];

export const keyOf = ({ course, ref }: Pick<Listed, 'course' | 'ref'>): string => `${course} ${ref}`;

/** Days ahead it is normal that something is missing: red is for the day itself. */
const ALARM_MS = 24 * 3_600_000;

export function readinessOf({ status, closedGates, onHold, start }: Listed): { tone: Tone; words: string } {
  if (status === 'completed') return { tone: 'good', words: SESSION_STATUSES[status] };
  if (status === 'cancelled') return { tone: 'none', words: SESSION_STATUSES[status] };
  if (status !== 'scheduled') return { tone: 'soon', words: SESSION_STATUSES[status] };
  if (onHold && !closedGates) return { tone: 'soon', words: 'The course is on hold' };
  if (!closedGates || closedGates.length === 0) return { tone: 'good', words: 'Ready' };
  return Date.parse(start) - Date.now() > ALARM_MS
    ? { tone: 'soon', words: 'Not ready yet' }
    : { tone: 'harm', words: 'Cannot start' };
}

export function Readiness({ session }: { session: Listed }) {
  const { tone, words } = readinessOf(session);
  return (
    <div className="wrap">
      <Tag tone={tone}>{words}</Tag>
      {session.status === 'scheduled' && session.closedGates && (
        <span className="quiet">{session.closedGates.map(({ sentence }) => sentence).join(' ')}</span>
      )}
    </div>
  );
}

/** The gate that a warning foresees, where it has another code: once it is closed, both say the same. */
const FORESEEN: Partial<Record<WarningCode, ReasonCode>> = {
  'approval-ends-first': 'approval-expired',
  'labs-expire-first': 'labs-owed',
  'follow-up-due-first': 'follow-up-overdue',
  'medical-review-first': 'medical-review-owed',
  'clinician-check-first': 'clinician-check-owed',
  'examination-required': 'in-person-exam-owed',
};

/** What to look at besides what `Readiness` says. */
export const warningsBesides = ({
  status,
  warnings = [],
  closedGates = [],
}: Pick<Listed, 'status' | 'warnings' | 'closedGates'>) =>
  status === 'scheduled'
    ? warnings.filter(({ code }) => !closedGates.some((gate) => gate.code === (FORESEEN[code] ?? code)))
    : warnings;

const CLASHES: readonly string[] = [
  'practice-closed',
  'practice-not-open',
  'outside-hours',
  'outside-client-hours',
  'staff-booked-elsewhere',
  'client-booked-elsewhere',
];

/** What is wrong with the time of a session: another session, a closed day, the hour. */
export const conflictsOf = ({ warnings = [] }: Listed) =>
  warnings.filter(({ code }) => CLASHES.includes(code));

/** What its time is called: a conflict is with another session. Undefined: all is well. */
export function clashWord(session: Listed): string | undefined {
  const clashes = conflictsOf(session);
  if (clashes.length === 0) return undefined;
  return clashes.some(({ code }) => code.endsWith('-booked-elsewhere')) ? 'Conflict' : 'Outside hours';
}

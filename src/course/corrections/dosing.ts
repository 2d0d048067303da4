/**
 * Corrections of a dosing session that was reported on the wrong client or too early: the release, then the end, then the
 * start, each as long as nothing depends on it. course.md §3
 */
import { scheduledSession } from '../selectors/sessions';
import { givenAtClinic } from '../selectors/supply';
import { templateOfMessage } from '../selectors/messageKeys';
import { patchSession, replaceSession } from '../patches/patch';
import type { SignalName } from '../../catalog/signals';
import type { TemplateId } from '../../vocabulary/templates';
import { reason, type Reason } from '../../vocabulary/reasons';
import { signalWords } from '../../vocabulary/signalWords';
import type { Course, Cycle, Patch, SignalRecord } from '../state';
import { chargeTouched, packageTouched } from './money';
import { reopenBlockers } from './sessions';
import { blockedByLater, blockedIf, laterReports, type Correctable, type Rules } from './rule';

/** What people decide from the doses given so far. */
const DECIDED_FROM_DOSES: readonly SignalName[] = [
  'doseConfirmed',
  'doseChanged',
  'prescriberDecision',
  'courseReviewed',
];

/** What goes out, or is recorded, because a dosing session ended: once for each cycle. */
const AFTER_THE_END: ReadonlySet<string> = new Set<TemplateId | 'integration-breach'>([
  'checkIn',
  'integrationInvite',
  'integrationWarning',
  'integrationWarningStaff',
  'integrationBreach',
  'integration-breach',
]);

/** It would not go out, or be recorded, a second time for the real end. */
function followedUp({ done }: Course, number: number | undefined): boolean {
  return Object.keys(done).some(
    (key) => AFTER_THE_END.has(templateOfMessage(key)) && `${key}:`.includes(`:cycle-${number}:`),
  );
}

const cycleOf = ({ cycles }: Course, { session }: SignalRecord): Cycle | undefined =>
  cycles.find(({ dosing }) => dosing === session);

/** Integration of the cycle depends on the release, or on the end where it belongs to the visit. */
const integrationHeld = (course: Course, record: SignalRecord): Reason[] =>
  blockedIf(
    (cycleOf(course, record)?.integrations ?? 0) > 0,
    reason('built-upon:report', { signal: signalWords('integrationCompleted') }),
  );

/** The cycle of a dosing session becomes another; what `to` leaves out is gone. */
const replaceCycle = (course: Course, ref: string | undefined, to: (cycle: Cycle) => Cycle) => ({
  cycles: course.cycles.map((cycle) => (cycle.dosing === ref ? to(cycle) : cycle)),
});

/** The client is under observation again. */
const stillThere = (course: Course, { session: ref, vitalsAfter }: SignalRecord): Patch => ({
  ...replaceSession(course, ref, ({ vitalsAfter: _with, leftAt: _left, ...kept }) => ({
    ...kept,
    status: 'recovering',
    ...(vitalsAfter && { vitalsAfter }),
  })),
  ...replaceCycle(course, ref, ({ releasedAt: _then, ...kept }) => kept),
});

const letGo = (by: Correctable['by']): Correctable => ({
  by,
  against: (course, record) => [
    ...blockedByLater(course, record, 'dosingStarted', ...DECIDED_FROM_DOSES),
    ...(course.protocol.integration.sameVisit ? [] : integrationHeld(course, record)),
  ],
  without: stillThere,
});

export const dosing = {
  dosingStarted: {
    by: ['therapist', 'prescriber'],
    against: (course, record) => [
      ...blockedByLater(
        course,
        record,
        'dosingEnded',
        ...DECIDED_FROM_DOSES,
        'gateOverridden',
        'dosesReconciled',
      ),
      ...blockedIf(
        laterReports(course, record, 'vitalsRecorded').some(
          ({ session, when }) => session === record.session && when !== 'before',
        ),
        reason('built-upon:report', { signal: signalWords('vitalsRecorded') }),
      ),
      ...blockedIf(scheduledSession(course, 'dosing') !== undefined, reason('built-upon:dosing')),
      ...reopenBlockers(course, record, () => []),
    ],
    without: (course, { session: ref = '', overrides = [], resumedAt }) => {
      const { used, dispensed } = course.supply;
      return {
        ...replaceSession(course, ref, ({ supportPersonPresent: _there, ...kept }) => ({
          ...kept,
          status: 'scheduled',
        })),
        cycles: course.cycles.filter((cycle) => cycle.dosing !== ref),
        supply: {
          ...course.supply,
          used: used - 1,
          dispensed: dispensed - (givenAtClinic(course) ? 1 : 0),
        },
        overrides,
        resumedAt,
      };
    },
  },
  dosingEnded: {
    by: ['therapist', 'prescriber'],
    against: (course, record) => [
      ...blockedByLater(
        course,
        record,
        'clientReleased',
        'clientLeftAgainstAdvice',
        'dosingStarted',
        ...DECIDED_FROM_DOSES,
      ),
      ...integrationHeld(course, record),
      ...blockedIf(followedUp(course, cycleOf(course, record)?.number), reason('built-upon:followed')),
      ...chargeTouched(course, record),
      ...packageTouched(course, record),
    ],
    without: (course, { session: ref = '' }) => ({
      ...patchSession(course, ref, { status: 'inSession' }),
      ...replaceCycle(course, ref, ({ endedAt: _then, ...kept }) => kept),
    }),
  },
  clientReleased: letGo(['therapist', 'prescriber']),
  clientLeftAgainstAdvice: letGo(['prescriber', 'lead']),
} satisfies Rules;

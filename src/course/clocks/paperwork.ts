/** Coverage, confidentiality, instructions, requested information, and expiring approvals. course.md §2, §5 */
import { moreDosingPossible } from '../selectors/maintenance';
import { locationOwed } from '../selectors/paperwork';
import { scheduledSession } from '../selectors/sessions';
import { FIRST_HOUR as NOTICE_HOUR, plusBusinessDays } from '../../time/calendar';
import { atTimeOfDay } from '../../time/civil';
import { latest, plusHours } from '../../time/instant';
import { message, task, owedIf, type Clock } from './obligation';

/** If insurance may pay, coverage is checked before the first session. A task, never a gate. §2 */
export const coverage: Clock = ({ protocol, coverage: checked = {}, startedAt }) =>
  protocol.coverage.check
    .filter((service) => !checked[service])
    .map((service) => task('check-coverage', 'frontDesk', startedAt, { about: service }));

/** The law depends on the client's location: requested at the start and after a move, required before a dose at home. §4.11 */
export const place: Clock = (course) => {
  const { startedAt, movedAt } = course;
  return owedIf(locationOwed(course), () => [
    task('location-declaration', 'frontDesk', movedAt ?? startedAt, { ...(movedAt && { about: movedAt }) }),
  ]);
};

/** Whether 42 CFR Part 2 applies to the records is determined once, if the protocol requires that consent. */
export const part2: Clock = ({ protocol, startedAt }) =>
  owedIf(protocol.consents.includes('part2'), () => [task('part2-determination', 'lead', startedAt)]);

/** The prescriber's diet and medication text: issued, announced without its content, read before dosing. §2 */
export const instructions: Clock = (course) => {
  const { approval, instructions: text, protocol } = course;
  const { ask, ackBeforeHours } = protocol.instructions;
  if (!text) {
    return owedIf(ask && approval && moreDosingPossible(course), () => [
      task('issue-instructions', 'prescriber', approval?.decidedAt ?? course.clock),
    ]);
  }
  if (text.acknowledgedAt) return [];
  const dosing = scheduledSession(course, 'dosing');
  const by = dosing && plusHours(dosing.start, -ackBeforeHours);
  return [
    message(course, 'instructionsReady', text.ref, 'client', text.issuedAt),
    ...owedIf(dosing && by, () => [
      task(
        'instructions-acknowledgement',
        'frontDesk',
        latest(by ?? text.issuedAt, latest(text.issuedAt, dosing?.bookedAt ?? text.issuedAt)),
        {
          about: `${text.ref}.${dosing?.ref ?? ''}.${dosing?.revision ?? 0}`,
          ...(dosing && { dueBy: dosing.start }),
        },
      ),
    ]),
  ];
};

/** The prescriber requested information: the therapist sends it. If that takes too long, the lead is notified. */
export const informationAsked: Clock = (course) => {
  const { referral, practice, protocol } = course;
  if (referral?.answer !== 'needsInformation') return [];
  const at = referral.answeredAt ?? referral.requestedAt;
  const dueBy = plusBusinessDays(practice, at, protocol.clocks.decisionBusinessDays);
  const facts = { by: dueBy };
  return [
    task('send-information', 'therapist', at, { about: at, dueBy }),
    message(course, 'informationAsked', at, 'therapist', at, { facts }),
    message(course, 'informationAsked', at, 'lead', dueBy, { facts }),
  ];
};

/** An approval must be renewed before it expires, while more dosing is possible. §6 */
export const approvalEnds: Clock = (course) => {
  const { approval, practice, protocol } = course;
  if (!approval || !moreDosingPossible(course)) return [];
  const { decidedAt, validUntil } = approval;
  const notice = atTimeOfDay(practice.zone, validUntil, -protocol.clocks.approvalNoticeDays, NOTICE_HOUR);
  return [
    ...owedIf(notice > decidedAt, () => [
      message(course, 'approvalExpiring', validUntil, 'prescriber', notice, { facts: { by: validUntil } }),
    ]),
    task('renew-approval', 'prescriber', latest(notice, decidedAt), { about: validUntil, dueBy: validUntil }),
  ];
};

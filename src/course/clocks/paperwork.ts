/** Coverage, confidentiality, instructions, information asked for, and the end of an approval. course.md §2, §5 */
import { moreDosingPossible } from '../selectors/maintenance';
import { locationOwed } from '../selectors/paperwork';
import { scheduledSession } from '../selectors/sessions';
import { plusBusinessDays } from '../../time/calendar';
import { plusCivilDays } from '../../time/civil';
import { latest, plusHours } from '../../time/instant';
import { message, task, owedIf, type Clock } from './obligation';

/** Where insurance is in play: checked before the first meeting, a task and never a gate. §2 */
export const coverage: Clock = ({ protocol, coverage: checked = {}, startedAt }) =>
  protocol.coverage.check
    .filter((service) => !checked[service])
    .map((service) => task('check-coverage', 'frontDesk', startedAt, { about: service }));

/** The law depends on where the client is: asked for at the start, owed before a dose outside the clinic. §4.11 */
export const place: Clock = (course) =>
  owedIf(locationOwed(course), () => [task('location-declaration', 'frontDesk', course.startedAt)]);

/** Whether the records fall under 42 CFR Part 2 is determined once, where the protocol asks for that consent. */
export const part2: Clock = ({ protocol, startedAt }) =>
  owedIf(protocol.consents.includes('part2'), () => [task('part2-determination', 'lead', startedAt)]);

/** The prescriber's diet and medication text: issued, announced without a word of it, read before dosing. §2 */
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

/** The prescriber asked: the therapist sends it, and the lead is told when that takes as long as a decision may. */
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

/** An approval is renewed before it ends, while dosing is to come. §6 */
export const approvalEnds: Clock = (course) => {
  const { approval, practice, protocol } = course;
  if (!approval || !moreDosingPossible(course)) return [];
  const { decidedAt, validUntil } = approval;
  const notice = plusCivilDays(practice.zone, validUntil, -protocol.clocks.approvalNoticeDays);
  return [
    ...owedIf(notice > decidedAt, () => [
      message(course, 'approvalExpiring', validUntil, 'prescriber', notice, { facts: { by: validUntil } }),
    ]),
    task('renew-approval', 'prescriber', latest(notice, decidedAt), { about: validUntil, dueBy: validUntil }),
  ];
};

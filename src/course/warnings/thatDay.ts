/** What will be in the way of a booked session on its day, as far as it is known now. course.md §9 */
import { bookedEnd, bookingsOf } from '../selectors/sessions';
import { boosterWindow } from '../selectors/maintenance';
import { preparationsDone, preparationsOwed } from '../selectors/preparation';
import { wordOwed } from '../selectors/therapistsWord';
import { givenAtClinic, nextDoseAvailable, pendingPrescription } from '../selectors/supply';
import { followedDosing, followedUntil, windowOf } from '../selectors/windows';
import { latest, toMs } from '../../time/instant';
import { closedGates } from '../gates';
import { examRule } from '../gates/jurisdictions';
import { estimateMissing } from '../money/estimateDue';
import type { ReasonCode } from '../../vocabulary/reasons';
import { warning, type Warning } from '../../vocabulary/warnings';
import type { Course, Session } from '../state';
import { warnIf, type Rule } from './rule';

/** Gates that time closes. Others are opened in the days before the session, which is nothing to warn of. */
const CLOSED_BY_TIME: Partial<Record<ReasonCode, Warning>> = {
  'approval-missing': warning('approval-missing'),
  'approval-expired': warning('approval-ends-first'),
  'follow-up-overdue': warning('follow-up-due-first'),
  'medical-review-owed': warning('medical-review-first'),
  'clinician-check-owed': warning('clinician-check-first'),
  'in-person-exam-owed': warning('examination-required'),
};

export const gatesThen: Rule = (course, session) =>
  session.kind === 'dosing'
    ? closedGates(course, session.start, 'start', session).flatMap(({ code }) => CLOSED_BY_TIME[code] ?? [])
    : [];

/** Labs not yet cleared are cleared before the session. Cleared ones grow too old. */
export const labs: Rule = (course, session) =>
  warnIf(
    session.kind === 'dosing' &&
      course.labsClearedAt !== undefined &&
      closedGates(course, session.start, 'start', session).some(({ code }) => code === 'labs-owed'),
    () => warning('labs-expire-first'),
  );

/** Where the client is not declared yet, the rule of the whole country counts. */
export const examination: Rule = (course, { kind, setting, place = course.place, start }) =>
  warnIf(
    kind === 'dosing' &&
      setting !== 'inPerson' &&
      !givenAtClinic(course) &&
      place === undefined &&
      !course.examinedAt &&
      examRule('US', course.client.zone, start) !== undefined,
    () => warning('examination-required'),
  );

export const prescription: Rule = (course, { kind, start }) => {
  const pending = pendingPrescription(course);
  const unfilled = pending && !pending.sentAt && pending.expires < start;
  return warnIf(kind === 'dosing' && !nextDoseAvailable(course) && unfilled, () =>
    warning('prescription-expires-first'),
  );
};

export const boosterClosed: Rule = (course, { booster, start }) => {
  const window = boosterWindow(course);
  return warnIf(booster && window && !course.medicalReviewOwed && toMs(start) >= toMs(window.closes), () =>
    warning('booster-window-closes-first'),
  );
};

export const preparation: Rule = (course, { kind, start }) => {
  const owed = preparationsOwed(course);
  const over = bookedEnd(course, 'preparation', owed);
  return warnIf(kind === 'dosing' && owed > 0 && (over === undefined || over > start), () =>
    warning('preparation-short', {
      done: preparationsDone(course),
      minimum: course.preparationMinimum,
    }),
  );
};

/** To start a dose is the therapist's word too, so nothing is refused for it. */
export const readiness: Rule = (course, { kind }) =>
  warnIf(kind === 'dosing' && wordOwed(course, 'confirm-readiness'), () => warning('readiness-unconfirmed'));

/** Another one of the cycle is booked, and the protocol asks for fewer. */
function moreThanAsked(course: Course, { cycle }: Session): boolean {
  const booked = bookingsOf(course, 'integration', cycle).length;
  const done = course.cycles.find(({ number }) => number === cycle)?.integrations ?? 0;
  return booked > 1 && booked + done > course.protocol.integration.perCycle;
}

export const integration: Rule = (course, session) => {
  const { kind, start, bookedAt } = session;
  if (kind !== 'integration') return [];
  const dosing = followedDosing(course, session);
  const ends = followedUntil(course, session);
  const { from, to } = windowOf(course, session);
  return [
    ...warnIf(dosing && start < dosing.start, () => warning('integration-before-dosing')),
    ...warnIf(ends && from && start >= ends && start < from, () =>
      warning('integration-too-early', { hours: course.protocol.integration.fromHours }),
    ),
    ...warnIf(to && start > to, () =>
      warning(to && latest(course.clock, bookedAt) > to ? 'integration-overdue' : 'integration-too-late'),
    ),
    ...warnIf(moreThanAsked(course, session), () => warning('integration-booked')),
  ];
};

/** A pause stops every session, any other hold only dosing. */
export const holds: Rule = ({ holds: open }, { kind }) => {
  const stopping = open.filter(({ reason }) => kind === 'dosing' || reason === 'pause');
  return warnIf(stopping.length > 0, () => warning('on-hold'));
};

export const consents: Rule = ({ consents: signed, protocol }, { setting }) => [
  ...warnIf(!signed.treatment, () => warning('consent-missing')),
  ...warnIf(setting === 'remote' && protocol.consents.includes('telehealth') && !signed.telehealth, () =>
    warning('telehealth-consent-missing'),
  ),
];

/** The law wants it before the session. Once that is held, too: it is never too late to tell the client. */
export const estimate: Rule = (course, session) =>
  warnIf(estimateMissing(course, session), () => warning('estimate-missing'));

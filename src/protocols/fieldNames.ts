/** What each value of a protocol is called, for people. */
import { TASKS, type TaskKind } from '../vocabulary/tasks';

/** By path. A path that is missing here is described by its own name. */
const WORDS: Record<string, string> = {
  id: 'id',
  version: 'version',
  title: 'title',
  page: 'page',
  setting: 'usual setting',
  consents: 'required consents',
  estimateRequired: 'acknowledged estimate before the first dosing session',
  'coverage.check': 'services whose insurance coverage is checked',
  'instructions.ask': 'instructions the client acknowledges',
  'instructions.ackBeforeHours': 'time before a session by which instructions must be acknowledged',
  'preparation.label': 'name of a preparation session',
  'preparation.minimum': 'minimum number of preparation sessions',
  'preparation.minutes': 'length of a preparation session',
  'preparation.afterSupply': 'preparation only after the supply arrives',
  'preparation.confirmReadiness': 'therapist’s word on readiness after preparation',
  'preparation.opening.label': 'name of an opening session',
  'preparation.opening.sessions': 'number of opening sessions',
  'preparation.opening.minutes': 'length of an opening session',
  'screening.partner': 'partner for the medical evaluation',
  'screening.label': 'name of the medical evaluation',
  'screening.afterPreparations': 'number of preparation sessions before the referral',
  'screening.confirmSuitability': 'therapist’s word on suitability before the referral',
  'screening.criteria': 'criteria the therapist confirms before the referral',
  'screening.beforePreparation': 'medical evaluation before the first preparation session',
  'screening.minutes': 'length of the medical evaluation',
  'screening.approvalValidDays': 'time an approval is valid',
  'screening.labs': 'labs',
  'screening.labsValidDays': 'time cleared labs are valid',
  'screening.training': 'training in vital signs and self-administration',
  'supply.kind': 'how doses reach the client',
  'supply.starterDoses': 'number of doses in the first supply',
  'supply.refillDoses': 'maximum number of doses in a refill',
  'supply.prescriptionValidDays': 'time a prescription can be filled',
  'dosing.label': 'name of a dosing session',
  'dosing.planned': 'planned number of dosing sessions',
  'dosing.exploratory': 'number of exploratory dosing sessions',
  'dosing.minutes': 'length of a dosing session',
  'dosing.gapDays': 'usual time between dosing sessions',
  'dosing.minGapDays': 'shortest time between dosing sessions',
  'dosing.maxPerWeek': 'maximum number of dosing sessions in seven days',
  'dosing.maxGapDays': 'longest time between dosing sessions',
  'dosing.routes': 'routes of administration',
  'dosing.alsoIn': 'other settings for dosing sessions',
  'dosing.houseCallsMax': 'maximum number of house calls',
  'dosing.supportPersonWhenRemote': 'support person at remote dosing sessions',
  'dosing.rideHomeWhenInPerson': 'ride home after in-person dosing sessions',
  'dosing.travelFee': 'travel fee for house calls',
  'dosing.readinessRequired': 'attested readiness before dosing sessions',
  'dosing.vitalsEveryMinutes': 'time between vital signs during dosing sessions',
  'dosing.vitalsAtRelease': 'vital signs at release',
  'integration.perCycle': 'number of integration sessions after each dosing session',
  'integration.minutes': 'length of an integration session',
  'integration.fromHours': 'earliest integration after a dosing session',
  'integration.withinHours': 'latest integration after a dosing session',
  'integration.clientChooses': 'clients choose the time of the integration themselves',
  'integration.sameVisit': 'integration in the same visit',
  'followUp.everyDays': 'longest time between medical follow-ups',
  'followUp.bookAfterDosings': 'number of dosing sessions after which the first follow-up is booked',
  'followUp.minutes': 'length of a medical follow-up',
  'measures.instruments': 'questionnaires',
  'measures.afterCycles': 'cycles after which questionnaires are sent',
  'measures.beforeFollowUpDays': 'time before a medical follow-up when questionnaires are sent',
  'measures.everyDays': 'time between questionnaires in maintenance',
  'measures.freshDays': 'time a questionnaire counts toward a follow-up',
  'measures.owedDays': 'time until staff are notified of a missing questionnaire',
  'review.everyCycles': 'number of cycles between reviews of progress',
  'review.therapyDays': 'time of additional therapy until the next review',
  'maintenance.opensDays': 'time from the last dosing session until the booster window opens',
  'maintenance.closesDays': 'time from the last dosing session until the booster window closes',
  'maintenance.noticeDays': 'time from the last dosing session until the booster notice',
  'maintenance.closingNoticeDays': 'notice period before the booster window closes',
  'clocks.referralUnbookedDays': 'time to book after a referral',
  'clocks.decisionBusinessDays': 'time for the prescriber’s decision',
  'clocks.shipmentDays': 'time for a shipment',
  'clocks.supportPersonAskHours': 'time before a session when the client is asked about the support person',
  'clocks.sessionReminderHours': 'time before a session when reminders are sent',
  'clocks.integrationInviteHours': 'time from a dosing session to the integration invitation',
  'clocks.integrationWarnHours': 'time from a dosing session to the integration warning',
  'clocks.checkInHour': 'hour of the check-in on the day after a dosing session',
  'clocks.followUpNoticeDays': 'time before a medical follow-up is due when notices are sent',
  'clocks.prescriptionNoticeDays': 'notice period before a prescription expires',
  'clocks.approvalNoticeDays': 'notice period before an approval expires',
  'clocks.escalateAfterHours': 'time until an unanswered page is escalated to the lead',
  'clocks.pauseCheckDays': 'length of a pause after which a clinician check is required',
  'clocks.silenceDays': 'time without a response after which the client is contacted',
  'clocks.silenceDecisionDays': 'time without a response after which a clinician decides',
  'clocks.staleHours': 'time after which a late message is dropped',
  'clocks.unpaidReminderDays': 'time until the client is reminded of an unpaid charge',
  'clocks.unpaidTaskDays': 'time until the biller takes up an unpaid charge',
  'clocks.taskDays': 'time until a task is due, by kind',
  'clocks.outcomeOwedHours': 'time to record the outcome of a session',
  'cancellation.noticeHours': 'notice required to cancel without a fee',
  'cancellation.feeCents': 'late cancellation fee',
  'cancellation.feeFor': 'what the late cancellation fee applies to',
  'fees.preparation': 'price of a preparation session',
  'fees.medical': 'price of the medical evaluation',
  'fees.dosing': 'price of a dosing session',
  'fees.integration': 'price of an integration session',
  'fees.payWhen': 'when sessions are paid',
  'partnerFees.*.code': 'code of the partner’s charge',
  'partnerFees.*.label': 'name of the partner’s charge',
  'partnerFees.*.cents': 'partner’s charge',
  'partnerFees.*.times': 'how often the partner charges it',
  'packages.*.code': 'code of the package',
  'packages.*.label': 'name of the package',
  'packages.*.cents': 'price of the package',
  'packages.*.infusions': 'dosing sessions in the package',
  'packages.*.includesConsult': 'consult included in the package',
  'estimate.followUps': 'numbers of follow-ups shown in an estimate',
  'estimate.dosingMinutes': 'length of a dosing session used in an estimate',
  'estimate.reissueCents': 'increase over the signed estimate that requires a new one',
  'estimate.statedTotalCents': 'total stated on the page',
  'estimate.partnerCoverage': 'what insurance may pay of the partner’s charges',
  'estimate.notIncluded': 'what an estimate does not include',
};

/** The last part of an unknown path as words: `clocks.firstCallHours` becomes "first call hours (clocks)". */
function nameAsWords(path: string): string {
  const parts = path.split('.');
  const name = (parts.at(-1) ?? path).replace(
    /([a-z])([A-Z])/g,
    (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`,
  );
  return parts.length > 1 ? `${name} (${parts.slice(0, -1).join('.')})` : name;
}

export const TASK_DAYS = 'clocks.taskDays.';

function taskDays(kind: string): string {
  if (kind === 'any') return 'time for any other task';
  const sentence = TASKS[kind as TaskKind] as string | undefined;
  return `time for the task “${sentence?.split(/[:.]/)[0] ?? kind}”`;
}

const FEE = /^fees\.(preparation|medical|dosing|integration)\.(\w+)$/;

/** The parts of a fee, as they are said of a kind of session. */
const FEE_WORDS: Record<string, string> = {
  kind: 'how {session} is charged',
  cents: 'price of {session}',
  once: '{session} charged once only',
  due: 'when {session} is paid',
  insurable: '{session} billable to insurance',
  firstMinutes: 'length of {session} up to which the first price holds',
  firstCents: 'first price of {session}',
  longerCents: 'price added if {session} is longer',
  fromCents: 'lowest price of {session}',
  toCents: 'highest price of {session}',
  ask: 'price of {session} that the practice has to enter',
  selfPayCents: 'price of {session} that insurance does not cover',
};

const SESSION_WORDS: Record<string, string> = {
  preparation: 'a preparation session',
  medical: 'a medical visit',
  dosing: 'a dosing session',
  integration: 'an integration session',
};

function partOfFee(path: string): string | undefined {
  const [, kind = '', part = ''] = FEE.exec(path) ?? [];
  return FEE_WORDS[part]?.replace('{session}', SESSION_WORDS[kind] ?? kind);
}

/** What the value at a path is called. */
export function fieldName(path: string): string {
  if (path.startsWith(TASK_DAYS)) return taskDays(path.slice(TASK_DAYS.length));
  const [folder, code] = path.split('.');
  const coded =
    folder === 'packages'
      ? `package ${code ?? ''}`
      : folder === 'partnerFees'
        ? `partner fee ${nameAsWords(code ?? '')}`
        : undefined;
  return WORDS[path] ?? partOfFee(path) ?? coded ?? nameAsWords(path);
}

/** The messages a course sends, by the id of their text. `messages/templates` has the texts. */
export const TEMPLATE_IDS = [
  // To the client
  'sessionBooked',
  'sessionMoved',
  'sessionCancelled',
  'sessionCalledOff',
  'sessionReminder',
  'supportPersonAsk',
  'integrationInvite',
  'integrationWarning',
  'checkIn',
  'followUpDue',
  'boosterNotice',
  'boosterClosing',
  'boosterMissed',
  'reachOut',
  'measureReady',
  'supplyDelayed',
  'orderChanged',
  'instructionsReady',
  'estimateReady',
  'paymentDue',
  'welcome',
  'courseDeclined',
  'courseEndedEarly',
  'courseEnded',
  // To staff
  'integrationWarningStaff',
  'integrationBookedLate',
  'integrationBreach',
  'rhythmBreaking',
  'supportPersonUnconfirmed',
  'decisionOverdue',
  'prescriptionExpiring',
  'informationAsked',
  'approvalExpiring',
  'supplyLost',
  'silenceDecision',
  'safetyPage',
  'safetyEscalation',
  'clientUnwell',
  'clientMeasured',
  'supportPersonAbsent',
  'sessionOutcomeOwed',
  'staffSessionBooked',
  'staffSessionOff',
  'staffSessionMoved',
  'staffSessionMissed',
  'staffClientWithdrew',
  // To the partner
  'referral',
] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** Messages whose name alone says how a client is. */
export const CLINICAL_TEMPLATES: readonly string[] = [
  'safetyPage',
  'safetyEscalation',
  'clientUnwell',
  'clientMeasured',
] satisfies TemplateId[];

/** What they are called for those who do not treat clients. */
export const NEUTRAL_TEMPLATE = 'aboutCare';
export type ShownTemplate = TemplateId | typeof NEUTRAL_TEMPLATE;

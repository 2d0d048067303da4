/** Finds hours and days that contradict each other. */
import { wrong, type Rule } from './rule';

const integration: Rule = ({ integration: { fromHours, withinHours }, clocks }) => [
  ...wrong(
    fromHours > withinHours,
    'integration.withinHours',
    `must be at least ${fromHours} hours, when integration may begin`,
  ),
  ...wrong(
    clocks.integrationInviteHours >= withinHours,
    'clocks.integrationInviteHours',
    `must be less than ${withinHours} hours, the deadline for integration`,
  ),
  ...wrong(
    clocks.integrationWarnHours <= clocks.integrationInviteHours,
    'clocks.integrationWarnHours',
    `must be more than ${clocks.integrationInviteHours} hours, when the invitation goes out`,
  ),
  ...wrong(
    clocks.integrationWarnHours >= withinHours,
    'clocks.integrationWarnHours',
    `must be less than ${withinHours} hours, the deadline for integration`,
  ),
];

const maintenance: Rule = ({ maintenance: { opensDays, closesDays, noticeDays, closingNoticeDays } }) => [
  ...wrong(
    closesDays <= opensDays,
    'maintenance.closesDays',
    `must be after day ${opensDays}, when the window opens`,
  ),
  ...wrong(
    noticeDays > opensDays,
    'maintenance.noticeDays',
    `must not be after day ${opensDays}, when the window opens`,
  ),
  ...wrong(
    closesDays > opensDays && closesDays - closingNoticeDays < opensDays,
    'maintenance.closingNoticeDays',
    `must be at most ${closesDays - opensDays} days, because the window is not open before that`,
  ),
];

const clocks: Rule = ({ clocks: each, followUp, supply, screening: { approvalValidDays } }) => {
  const lastMessage = Math.max(...each.silenceDays);
  return [
    ...wrong(
      each.silenceDecisionDays <= lastMessage,
      'clocks.silenceDecisionDays',
      `must be after day ${lastMessage}, when the last message goes out`,
    ),
    ...wrong(
      (each.unpaidTaskDays ?? 14) <= (each.unpaidReminderDays ?? 7),
      'clocks.unpaidTaskDays',
      `must be more than ${each.unpaidReminderDays ?? 7} days, when the client is reminded`,
    ),
    ...wrong(
      Math.max(...each.followUpNoticeDays) >= followUp.everyDays,
      'clocks.followUpNoticeDays',
      `must be less than the ${followUp.everyDays} days between medical follow-ups`,
    ),
    ...wrong(
      each.prescriptionNoticeDays >= supply.prescriptionValidDays,
      'clocks.prescriptionNoticeDays',
      `must be less than the ${supply.prescriptionValidDays} days a prescription is valid`,
    ),
    ...wrong(
      each.approvalNoticeDays >= approvalValidDays,
      'clocks.approvalNoticeDays',
      `must be less than the ${approvalValidDays} days an approval is valid`,
    ),
  ];
};

/** Six months have at most 184 days, and as few as 181. */
const MOST_DAYS_TO_FILL = 183;

/** What is shipped or handed out is a Schedule III prescription, which nobody fills after six months. */
const prescriptions: Rule = ({ supply: { kind, prescriptionValidDays } }) =>
  wrong(
    kind !== 'infusion' && prescriptionValidDays > MOST_DAYS_TO_FILL,
    'supply.prescriptionValidDays',
    `must be at most ${MOST_DAYS_TO_FILL} days: no Schedule III prescription is filled more than six months after its issue`,
  );

const measures: Rule = ({ measures: { instruments, beforeFollowUpDays, freshDays }, followUp }) =>
  instruments.length === 0
    ? []
    : [
        ...wrong(
          beforeFollowUpDays >= followUp.everyDays,
          'measures.beforeFollowUpDays',
          `must be less than the ${followUp.everyDays} days between medical follow-ups`,
        ),
        ...wrong(
          beforeFollowUpDays + freshDays >= followUp.everyDays,
          'measures.freshDays',
          `must be less than ${followUp.everyDays - beforeFollowUpDays} days: an older questionnaire belongs to the previous quarter`,
        ),
      ];

export const TIMES: readonly Rule[] = [integration, maintenance, clocks, prescriptions, measures];

/** What a protocol says of hours and days that cannot be meant. */
import { wrong, type Rule } from './rule';

const integration: Rule = ({ integration: { fromHours, withinHours }, clocks }) => [
  ...wrong(
    fromHours > withinHours,
    'integration.withinHours',
    `integration would have to be over (${withinHours} h) before it may begin (${fromHours} h)`,
  ),
  ...wrong(
    clocks.integrationInviteHours >= withinHours,
    'clocks.integrationInviteHours',
    `the invitation (${clocks.integrationInviteHours} h) comes when the time is over (${withinHours} h)`,
  ),
  ...wrong(
    clocks.integrationWarnHours <= clocks.integrationInviteHours,
    'clocks.integrationWarnHours',
    `the warning (${clocks.integrationWarnHours} h) does not come after the invitation (${clocks.integrationInviteHours} h)`,
  ),
  ...wrong(
    clocks.integrationWarnHours >= withinHours,
    'clocks.integrationWarnHours',
    `the warning (${clocks.integrationWarnHours} h) comes when the time is over (${withinHours} h)`,
  ),
];

const maintenance: Rule = ({ maintenance: { opensDays, closesDays, noticeDays, closingNoticeDays } }) => [
  ...wrong(
    closesDays <= opensDays,
    'maintenance.closesDays',
    `the window closes (day ${closesDays}) before it opens (day ${opensDays})`,
  ),
  ...wrong(
    noticeDays > opensDays,
    'maintenance.noticeDays',
    `the notice (day ${noticeDays}) comes after the window opens (day ${opensDays})`,
  ),
  ...wrong(
    closesDays > opensDays && closesDays - closingNoticeDays < opensDays,
    'maintenance.closingNoticeDays',
    `${closingNoticeDays} days before it closes the window is not open yet`,
  ),
];

const clocks: Rule = ({ clocks: each, followUp, supply, screening: { approvalValidDays } }) => {
  const lastMessage = Math.max(...each.silenceDays);
  return [
    ...wrong(
      each.silenceDecisionDays <= lastMessage,
      'clocks.silenceDecisionDays',
      `a clinician decides on day ${each.silenceDecisionDays}, before the last message of day ${lastMessage}`,
    ),
    ...wrong(
      Math.max(...each.followUpNoticeDays) >= followUp.everyDays,
      'clocks.followUpNoticeDays',
      `the first notice comes before the quarter of ${followUp.everyDays} days begins`,
    ),
    ...wrong(
      each.prescriptionNoticeDays >= supply.prescriptionValidDays,
      'clocks.prescriptionNoticeDays',
      `the notice comes before the prescription of ${supply.prescriptionValidDays} days is issued`,
    ),
    ...wrong(
      each.approvalNoticeDays >= approvalValidDays,
      'clocks.approvalNoticeDays',
      `the notice comes before the approval of ${approvalValidDays} days is given`,
    ),
  ];
};

const measures: Rule = ({ measures: { instruments, beforeFollowUpDays, freshDays }, followUp }) =>
  instruments.length === 0
    ? []
    : [
        ...wrong(
          beforeFollowUpDays >= followUp.everyDays,
          'measures.beforeFollowUpDays',
          `${beforeFollowUpDays} days before the follow-up the quarter of ${followUp.everyDays} days has not begun`,
        ),
        ...wrong(
          beforeFollowUpDays + freshDays >= followUp.everyDays,
          'measures.freshDays',
          `a measure ${freshDays} days old would answer for the quarter before`,
        ),
      ];

export const TIMES: readonly Rule[] = [integration, maintenance, clocks, measures];

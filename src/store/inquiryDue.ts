/** By when an inquiry is answered: the end of a business day of the practice, as for other tasks. */
import { plusBusinessDays } from '../time/calendar';
import { endOfDay } from '../time/civil';
import type { Instant } from '../time/instant';

import type { Practice } from './practice';
import { INQUIRIES_UNSET, type InquirySettings } from './practiceTables';

type Known = Pick<Practice, 'zone' | 'closedDays' | 'inquiries'>;

/** What holds for the inquiries of a practice. */
export const inquirySettingsOf = ({ inquiries }: Pick<Practice, 'inquiries'>): InquirySettings =>
  inquiries ?? INQUIRIES_UNSET;

/** From `from` on. */
export const owedFrom = (practice: Known, from: Instant): { from: Instant; by: Instant } => ({
  from,
  by: endOfDay(practice.zone, plusBusinessDays(practice, from, inquirySettingsOf(practice).answerDays)),
});

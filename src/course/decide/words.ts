/** Words that refusals use for statuses, settings and outcomes. */
import type { Outcome, Session } from '../state';

export const STATUS_WORDS: Record<Session['status'], string> = {
  scheduled: 'booked',
  inSession: 'in progress',
  recovering: 'under observation',
  completed: 'completed',
  noShow: 'a no-show',
  cancelled: 'canceled',
};

export const SETTING_WORDS: Record<Session['setting'], string> = {
  remote: 'by video',
  inPerson: 'in person',
  houseCall: 'at home',
};

export const OUTCOME_WORDS: Record<Outcome, string> = {
  completed: 'completed',
  declined: 'declined',
  withdrawn: 'withdrawn',
  transferred: 'transferred',
  lostToFollowUp: 'lost to follow-up',
  discharged: 'discharged',
};

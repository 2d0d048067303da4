/** Why a message is in the state it is in, as a sentence for staff. */
import type { WithheldReason } from '../course/events';
import type { MessageStanding } from '../store';

const DROPPED: Record<WithheldReason, string> = {
  stale: 'It was not sent in time and would have been out of date.',
  'not-consented': 'The client has not consented to e-mail.',
  'opted-out': 'The client unsubscribed from e-mail.',
  'no-address': 'There is no e-mail address.',
  superseded: 'The course changed before it was sent.',
  'on-hold': 'The course was on hold.',
  'given-up': 'Somebody decided not to send it.',
};

/** By the codes of `smtpFailure` and `delivery`. */
const REFUSED: Readonly<Record<string, string>> = {
  'recipient-refused': 'The mail server does not know the address.',
  'message-refused': 'The mail server refused the e-mail.',
  'address-invalid': 'The address is not valid.',
  'address-missing': 'There is no e-mail address.',
  'opted-out': 'The client unsubscribed from e-mail.',
  'practice-missing': 'The practice has not been set up.',
  'client-missing': 'The course has no client.',
};

const DEFERRED: Readonly<Record<string, string>> = {
  'mail-connection': 'The mail server cannot be reached.',
  'mail-sign-in-refused': 'The mail server refuses the practice’s sign-in.',
  'mail-sender-refused': 'The mail server refuses the practice’s sender address.',
};

interface Told {
  standing: MessageStanding;
  lastError?: string;
  dropReason?: WithheldReason;
}

export function whyOf({ standing, lastError = '', dropReason }: Told): string {
  switch (standing) {
    case 'waiting':
      return dropReason === 'on-hold'
        ? 'The course is on hold.'
        : 'It is about to be sent, or waits for the client’s morning.';
    case 'parked':
      return `${DEFERRED[lastError] ?? 'The mail server does not accept it for now.'} It is tried again until it is out of date.`;
    case 'sending':
      return 'It is being sent.';
    case 'sent':
      return 'The mail server accepted it.';
    case 'failed':
      return REFUSED[lastError] ?? 'It could not be sent.';
    case 'unknown':
      return 'The connection broke while it was being sent. It may have arrived.';
    case 'dropped':
      return dropReason ? DROPPED[dropReason] : 'It was not sent.';
  }
}

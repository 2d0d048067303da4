/**
 * What a failed SMTP conversation means for the message: definitely not accepted and worth a retry,
 * permanently refused, or uncertain.
 */
export type FailureCode =
  | 'mail-not-set-up'
  | 'mail-connection'
  | 'mail-sign-in-refused'
  | 'mail-sender-refused'
  | 'mail-deferred'
  | 'recipient-refused'
  | 'message-refused'
  | 'address-invalid'
  | 'answer-missing';

export interface SendFailure {
  outcome: 'temporary' | 'permanent' | 'unknown';
  /** Safe to log and show: contains no address and no text from the server. */
  code: FailureCode;
}

interface SmtpError {
  code?: unknown;
  responseCode?: unknown;
  command?: unknown;
}

const temporary = (code: FailureCode): SendFailure => ({ outcome: 'temporary', code });
const permanent = (code: FailureCode): SendFailure => ({ outcome: 'permanent', code });

/**
 * Classifies an error from nodemailer. `contentSent`: the content had begun to go out, so a lost connection
 * leaves the outcome uncertain. A definite reply from the server always decides.
 */
export function classifyFailure(error: unknown, contentSent: boolean): SendFailure {
  const { code, responseCode, command } = (error ?? {}) as SmtpError;
  const reply = typeof responseCode === 'number' ? responseCode : undefined;
  // 503 means that the session was in the wrong state, not that the message is unwanted.
  if (reply !== undefined && ((reply >= 400 && reply < 500) || reply === 503))
    return temporary('mail-deferred');
  if (reply !== undefined && reply >= 500) return refused(code, command);
  if (contentSent) return { outcome: 'unknown', code: 'answer-missing' };
  if (code === 'EENVELOPE' && command === 'API') return permanent('address-invalid');
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return temporary('mail-sign-in-refused');
  return temporary('mail-connection');
}

/** A 5xx about this message is permanent. One about our own sender or sign-in is not: an engineer can fix it. */
function refused(code: unknown, command: unknown): SendFailure {
  if (command === 'RCPT TO') return permanent('recipient-refused');
  if (code === 'EMESSAGE' || command === 'DATA') return permanent('message-refused');
  if (command === 'MAIL FROM') return temporary('mail-sender-refused');
  return temporary(code === 'EAUTH' ? 'mail-sign-in-refused' : 'mail-connection');
}

/** Where clients call and join, where alarms go, who e-mails come from, and how staff sign in: a person changes them, by their password. */
export const SENSITIVE_SETTINGS = [
  'secondFactorRequired',
  'contacts',
  'callbackNumber',
  'videoLink',
  'senderAddress',
] as const;

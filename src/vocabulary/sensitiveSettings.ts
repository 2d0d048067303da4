/** Where clients call and join, where alarms go, who e-mails come from, and how staff sign in and the partner is asked: a person changes them, by their password. */
export const SENSITIVE_SETTINGS = [
  'secondFactorRequired',
  'partnerCodeRequired',
  'contacts',
  'callbackNumber',
  'videoLink',
  'senderAddress',
] as const;

/** What clients can answer themselves on a page. */
export const ASKED_KINDS = [
  'supportPerson',
  'rideHome',
  'travelFee',
  'estimate',
  'instructions',
  'changedOrder',
  'delivery',
  'questionnaire',
  'checkIn',
] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];

/** What clients can do there of their own accord: nobody asks them for it. */
export const OFFERED_KINDS = ['ownTime', 'anotherTime', 'message'] as const;
export type OfferedKind = (typeof OFFERED_KINDS)[number];

/** What a link in an e-mail to a client opens: all that is next and asked, one appointment, or one question. */
export const PAGE_PURPOSES = ['overview', 'appointment', ...ASKED_KINDS] as const;
export type PagePurpose = (typeof PAGE_PURPOSES)[number];

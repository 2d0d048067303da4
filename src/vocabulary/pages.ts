/** The languages of the pages for clients. */
export const PAGE_LANGUAGES = ['en', 'es'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** What clients can answer themselves on a page. */
export const ASKED_KINDS = [
  'consent',
  'supportPerson',
  'rideHome',
  'travelFee',
  'estimate',
  'instructions',
  'changedOrder',
  'delivery',
  'questionnaire',
  'checkIn',
  'vitals',
] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];

/** What clients can do there of their own accord: nobody asks them for it. */
export const OFFERED_KINDS = [
  'ownTime',
  'anotherTime',
  'takeBack',
  'askSupport',
  'reminders',
  'message',
] as const;
export type OfferedKind = (typeof OFFERED_KINDS)[number];

/** What a link in an e-mail to a client opens: all that is next and asked, one appointment, their documents, or one question. */
export const CLIENT_PURPOSES = ['overview', 'appointment', 'documents', ...ASKED_KINDS] as const;
export type ClientPurpose = (typeof CLIENT_PURPOSES)[number];

/** What a link to the partner, or to a prescriber without an account, opens: one matter that waits for them. */
export const PRESCRIBER_PURPOSES = [
  'referral',
  'doseReview',
  'approval',
  'followUp',
  'prescription',
  'shipment',
] as const;
export type PrescriberPurpose = (typeof PRESCRIBER_PURPOSES)[number];

/** Whose address on file such a link goes to. */
export const READER_ROLES = ['partner', 'prescriber'] as const;
export type ReaderRole = (typeof READER_ROLES)[number];

/** What any link opens. `companion`: time and place, for the support person, who says whether they will be there. */
export const PAGE_PURPOSES = [...CLIENT_PURPOSES, 'companion', ...PRESCRIBER_PURPOSES] as const;
export type PagePurpose = (typeof PAGE_PURPOSES)[number];

export const isForPrescriber = (purpose: PagePurpose): purpose is PrescriberPurpose =>
  PRESCRIBER_PURPOSES.some((each) => each === purpose);

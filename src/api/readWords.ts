/** What somebody did who looked at data of clients, by operation; "of …" follows. */
const WORDS: Readonly<Record<string, string>> = {
  checkHours: 'looked up which sessions other opening hours would leave outside',
  exportMoney: 'saved a file with invoices, payments or the ledger',
  listClients: 'saw contact data in the list',
  listCourses: 'saw a list of courses',
  listFreeTimes: 'looked up free times',
  listInquiries: 'saw the list of inquiries',
  listInvoices: 'saw the invoices',
  listMessages: 'read the e-mails',
  listMoney: 'saw a list of amounts',
  listPageLinks: 'saw the links to pages',
  listPlannedMessages: 'saw the planned e-mails',
  listPracticeMessages: 'saw a list of e-mails',
  listReads: 'looked up who looked at data',
  listSessions: 'saw a list of sessions',
  listTasks: 'saw the open tasks',
  previewMessage: 'read an e-mail',
  previewProtocol: 'saw what another protocol would change for the course',
  readClient: 'looked at the contact data',
  readCourse: 'opened the course',
  readCourseEstimate: 'read the estimate',
  readInquiry: 'read the inquiry',
  readForecast: 'read the forecast',
  readLedger: 'read the ledger',
  readMeasures: 'saw the measures',
  readMedical: 'read the medical side',
  readRefund: 'looked up the refund',
  readTimeline: 'read the record',
  whatIf: 'looked up what a report would change',
};

/** An operation that has no words yet is named. */
export const wordsOfRead = (operation: string): string => WORDS[operation] ?? `used ${operation}`;

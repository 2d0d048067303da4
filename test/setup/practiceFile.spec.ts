import { PracticeFile } from '../../src/setup/practice';

/** What is said of a practice's file, each mistake with its place. */
const told = (raw: unknown): string[] =>
  PracticeFile.safeParse(raw).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe("a practice's file", () => {
  it('is explained in plain words', () => {
    const staff = [{ id: 'Jane Doe', role: 'boss', name: '', email: 'jane' }];
    const contacts = { boss: { email: 'boss@example.org' }, lead: { email: 'lead', fax: '1' } };
    expect(
      told({ senderName: 3, closedDays: ['Christmas'], zone: 'Mars', contacts, staff, colour: 'red' }),
    ).toEqual([
      'name: is missing',
      'zone: must be a time zone such as America/Los_Angeles',
      'senderName: must be text in double quotes',
      'senderAddress: is missing',
      'callbackNumber: is missing',
      'closedDays.0: must be a date such as 2027-12-24',
      'contacts.lead.email: must be an e-mail address',
      'contacts.lead: there is no fax here; there are email, phone',
      'contacts: there is no boss here; there are therapist, prescriber, frontDesk, biller, lead, partner',
      'staff.0.id: must be 1 to 60 letters, digits or . _ -',
      expect.stringMatching(/^staff\.0\.role: must be one of "therapist", /),
      'staff.0.name: must have at least 1 character',
      'staff.0.email: must be an e-mail address',
      expect.stringMatching(/^: there is no colour here; there are name, zone, /),
    ]);
  });
});

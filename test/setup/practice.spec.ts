import { enterPractice, inviteStaff, issueTokens, PracticeFile } from '../../src/setup/practice';
import { openLink } from '../../src/accounts/links';
import { fromMs } from '../../src/time/instant';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';
import { storeForTests } from '../support/store';

/** What is said of a practice's file, each mistake with its place. */
const problems = (raw: unknown): string[] =>
  PracticeFile.safeParse(raw).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const PRACTICE = {
  ...{ name: 'CALM demo', senderName: 'CALM', senderAddress: 'care@example.org' },
  ...{ zone: 'America/Los_Angeles', callbackNumber: '+1 503 555 0199', contacts: {} },
  staff: [{ id: 't-1', roles: ['therapist'], name: 'Thea Example', email: 'thea@example.org' }],
};

describe("a practice's file", () => {
  it('needs names that can be read, numbers that can be dialed and days of our time', () => {
    expect(problems(PRACTICE)).toEqual([]);
    const lead = { email: 'lead@example.org', phone: '     ' };
    const [member] = PRACTICE.staff;
    expect(
      problems({
        ...PRACTICE,
        ...{
          name: '\u200b\u200b',
          senderName: 'CALM\r\nBcc: x',
          callbackNumber: '-----',
          contacts: { lead },
        },
        ...{ closedDays: ['9999-12-24'], staff: [{ ...member, name: ' \u3164' }] },
      }),
    ).toEqual([
      'name: must contain a letter',
      'senderName: must be one line of visible text',
      'callbackNumber: must be one phone number, such as +1 503 555 0100 or (503) 555-0100 x12',
      'closedDays.0: must be in the years 2000 to 2099',
      'contacts.lead.phone: must be one phone number, such as +1 503 555 0100 or (503) 555-0100 x12',
      'staff.0.name: must contain a letter',
    ]);
  });

  it('may say where clients are told to be, in words that reveal nothing', () => {
    const places = { officeAddress: '12 Cedar Street', videoLink: 'https://video.example/cedar' };
    expect(problems({ ...PRACTICE, ...places })).toEqual([]);
    expect(problems({ ...PRACTICE, officeAddress: 'Ketamine House', videoLink: 'video' })).toEqual([
      'officeAddress: must not reveal the kind of care; choose a neutral one, such as 12 Cedar Street, Suite 4, Portland, OR 97201',
      'videoLink: must be a link such as https://video.example/cedar',
    ]);
  });

  it('lists each person once, with at least one role and each role once', () => {
    const of = (...members: object[]) =>
      problems({ ...PRACTICE, staff: members.map((member) => ({ ...PRACTICE.staff[0], ...member })) });
    const other = { id: 't-2', email: 'other@example.org' };
    expect(of({ roles: ['therapist', 'lead'] }, other)).toEqual([]);
    expect(of({ roles: [] })).toEqual(['staff.0.roles: must have at least 1 entry']);
    expect(of({ roles: ['lead', 'lead'] })).toEqual(['staff.0.roles: must name each role once']);
    expect(of({ roles: ['client'] })).toEqual([expect.stringMatching(/^staff\.0\.roles\.0: must be one of/)]);
    expect(of({}, { ...other, id: 't-1' })).toEqual(['staff: must have each id once']);
    expect(of({}, { ...other, email: 'THEA@example.org' })).toEqual([
      'staff: must have each e-mail address once: a person is listed once, with all their roles',
    ]);
  });

  it('is explained in plain words', () => {
    const staff = [{ id: 'Jane Doe', roles: ['boss'], name: '', email: 'jane' }];
    const contacts = { boss: { email: 'boss@example.org' }, lead: { email: 'lead', fax: '1' } };
    expect(
      problems({ senderName: 3, closedDays: ['Christmas'], zone: 'Mars', contacts, staff, color: 'red' }),
    ).toEqual([
      'name: is missing',
      'zone: must be the time zone of a city, such as America/Los_Angeles',
      'senderName: must be text in double quotes',
      'senderAddress: is missing',
      'callbackNumber: is missing',
      'closedDays.0: must be a date such as 2027-12-24',
      'contacts.lead.email: must be an e-mail address',
      'contacts.lead: unknown field fax; known fields are email, phone',
      'contacts: unknown field boss; known fields are therapist, prescriber, frontDesk, biller, lead, partner',
      'staff.0.id: must be 1 to 60 letters, digits or . _ -',
      expect.stringMatching(/^staff\.0\.roles\.0: must be one of "therapist", /),
      'staff.0.name: must contain a letter',
      'staff.0.email: must be an e-mail address',
      expect.stringMatching(/^: unknown field color; known fields are name, zone, /),
    ]);
  });
});

const store = storeForTests();
const NOW = new Date('2027-01-04T17:00:00Z');
const { staff } = DEMO_PRACTICE;
const listed = async () => (await store().staff.list()).map(({ id }) => id).sort();

describe('entering a practice file', () => {
  it('makes those leave whom it no longer lists, and brings them back', async () => {
    await enterPractice(store(), DEMO_PRACTICE, NOW);
    expect(await listed()).toEqual(staff.map(({ id }) => id).sort());
    const fewer = staff.filter(({ id }) => id !== 'biller-demo');
    await enterPractice(store(), { ...DEMO_PRACTICE, staff: fewer }, NOW);
    expect(await listed()).toEqual(fewer.map(({ id }) => id).sort());
    expect(await store().staff.find('biller-demo')).toMatchObject({ leftAt: '2027-01-04T17:00:00.000Z' });
    await enterPractice(store(), DEMO_PRACTICE, NOW);
    expect(await listed()).toContain('biller-demo');
  });

  it('gives the address of somebody who leaves to a successor', async () => {
    await enterPractice(store(), DEMO_PRACTICE, NOW);
    const successors = staff.map((member) => ({ ...member, id: `new-${member.id}` }));
    await enterPractice(store(), { ...DEMO_PRACTICE, staff: successors }, NOW);
    expect(await listed()).toEqual(successors.map(({ id }) => id).sort());
  });

  it('issues a token for each role of a person', async () => {
    const [member] = PRACTICE.staff;
    const several = PracticeFile.parse({ ...PRACTICE, staff: [{ ...member, roles: ['lead', 'biller'] }] });
    const issued = await issueTokens(store(), several.staff, NOW);
    expect(issued.map(({ id, role }) => [id, role])).toEqual([
      ['t-1', 'lead'],
      ['t-1', 'biller'],
    ]);
  });

  it('invites those who have no password yet, and nobody else', async () => {
    await enterPractice(store(), DEMO_PRACTICE, NOW);
    await store().accounts.setPassword('lead-demo', 'hash', fromMs(NOW.getTime()));
    const invited = await inviteStaff(store(), staff, NOW);
    expect(invited.map(({ id }) => id)).toEqual(staff.map(({ id }) => id).filter((id) => id !== 'lead-demo'));
    const [first] = invited;
    expect(await openLink(store(), first?.secret ?? '', fromMs(NOW.getTime()))).toMatchObject({
      ...{ purpose: 'invitation', person: { id: first?.id } },
    });
  });
});

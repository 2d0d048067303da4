import type { MessageToSend } from '../../src/course/events';
import { partiesOf } from '../../src/messages/addressee';
import { compose } from '../../src/messages/compose';
import { linksAt } from '../../src/messages/links';
import { linkOfMessage } from '../../src/messages/pageLink';
import type { TemplateId } from '../../src/vocabulary/templates';
import type { Contacts } from '../../src/store';
import { AT, newId, step } from '../store/fixtures';
import { freshStore } from '../support/store';

type OpenStore = Awaited<ReturnType<typeof freshStore>>;
let store: OpenStore;
beforeEach(async () => {
  store = await freshStore();
});
afterEach(() => store.close());

const staffed = async (contacts: Contacts, ...ids: string[]): Promise<void> => {
  await store.practice.save({
    ...{ name: 'Cedar Practice', zone: 'America/Los_Angeles', closedDays: [], contacts },
    ...{ senderName: 'Cedar', senderAddress: 'care@cedar.example', callbackNumber: '+1 503 555 0199' },
  });
  for (const id of ids)
    await store.staff.save({
      id,
      roles: ['therapist'],
      name: id,
      email: `${id}@cedar.example`,
      createdAt: AT,
    });
};
async function courseOf(therapist?: string): Promise<string> {
  const id = newId('course');
  await store.courses.register({ id, protocol: 'calm', protocolVersion: 1, startedAt: AT });
  if (therapist)
    await store.commitStep(step(id, 1, [{ type: 'careTeamChanged', at: AT, team: { therapist } }]));
  return id;
}
const addressed = async (
  course: string,
  to: 'therapist' | 'lead' | 'partner' = 'therapist',
  safety = false,
) => {
  const parties = await partiesOf(store, course, { to, safety });
  return 'problem' in parties ? parties.problem : parties.addressee.addresses;
};
const MAILBOX: Contacts = { therapist: { email: 'therapy@cedar.example' } };

describe('a message to a role', () => {
  it('goes to the member of the care team', async () => {
    await staffed(MAILBOX, 'ada', 'bea');
    expect(await addressed(await courseOf('ada'))).toEqual(['ada@cedar.example']);
  });

  it('goes to the role’s mailbox if nobody is named', async () => {
    await staffed(MAILBOX, 'ada', 'bea');
    expect(await addressed(await courseOf())).toEqual(['therapy@cedar.example']);
  });

  it('goes to everyone with the role if there is no mailbox either', async () => {
    await staffed({}, 'ada', 'bea');
    expect(await addressed(await courseOf())).toEqual(['ada@cedar.example', 'bea@cedar.example']);
  });

  it('goes to the role’s mailbox once the named person has left', async () => {
    await staffed(MAILBOX, 'ada', 'bea');
    const course = await courseOf('ada');
    await store.staff.keepOnly(['bea'], AT);
    expect(await addressed(course)).toEqual(['therapy@cedar.example']);
  });

  it('goes to no one else’s team: another role is addressed as before', async () => {
    await staffed(
      { ...MAILBOX, lead: { email: 'lead@cedar.example' }, partner: { email: 'partner@p.example' } },
      'ada',
    );
    const course = await courseOf('ada');
    expect(await addressed(course, 'lead')).toEqual(['lead@cedar.example']);
    expect(await addressed(course, 'partner')).toEqual(['partner@p.example']);
  });

  it('about safety also goes where it would go without a care team', async () => {
    await staffed(MAILBOX, 'ada', 'bea');
    const course = await courseOf('ada');
    expect(await addressed(course, 'therapist', true)).toEqual([
      'ada@cedar.example',
      'therapy@cedar.example',
    ]);
    await staffed({}, 'ada', 'bea');
    expect(await addressed(course, 'therapist', true)).toEqual(['ada@cedar.example', 'bea@cedar.example']);
  });
});

describe('what asks a prescriber who has no account', () => {
  const asked = async (template: TemplateId, to: 'prescriber' | 'partner' | 'lead' = 'prescriber') => {
    const parties = await partiesOf(store, await courseOf(), { to, safety: false, template });
    return 'problem' in parties ? parties.problem : [parties.addressee.addresses, parties.reader?.role];
  };
  const PARTNER: Contacts = { partner: { email: 'partner@p.example' } };
  const DOCTOR: Contacts = { prescriber: { email: 'doctor@own.example' } };
  const onStaff = () =>
    store.staff.save({
      ...{ id: 'dee', roles: ['prescriber'], name: 'dee', email: 'dee@cedar.example', createdAt: AT },
    });

  it('goes to their address on file, or else to the partner', async () => {
    await staffed({ ...PARTNER, ...DOCTOR });
    expect(await asked('approvalExpiring')).toEqual([['doctor@own.example'], 'prescriber']);
    expect(await asked('referral', 'partner')).toEqual([['partner@p.example'], 'partner']);
    await staffed(PARTNER);
    expect(await asked('approvalExpiring')).toEqual([['partner@p.example'], 'partner']);
  });

  it('goes to nobody’s page while somebody on the staff prescribes, and never what is about safety', async () => {
    await staffed({ ...PARTNER, ...DOCTOR });
    expect(await asked('safetyPage')).toEqual([['doctor@own.example'], undefined]);
    expect(await asked('decisionOverdue', 'lead')).toEqual([[], undefined]);
    await onStaff();
    expect(await asked('approvalExpiring')).toEqual([['doctor@own.example'], undefined]);
    await staffed(PARTNER);
    expect(await asked('approvalExpiring')).toEqual([['dee@cedar.example'], undefined]);
  });
});

describe('the link of a message', () => {
  const READER = { role: 'partner', address: 'partner@p.example' } as const;
  const message = (template: TemplateId, key = template as string): MessageToSend => ({
    ...{ template, key, to: 'prescriber', safety: false, staleAt: AT, facts: {} },
  });

  it.each<[TemplateId, string, string]>([
    ['decisionOverdue', 'decisionOverdue:2027-01-04T17:00:00.000Z:prescriber', 'referral'],
    ['decisionOverdue', 'decisionOverdue:dose-review.cycle-2:prescriber', 'doseReview'],
    ['approvalExpiring', 'approvalExpiring:x:prescriber', 'approval'],
    ['supplyLost', 'supplyLost:supply-1:prescriber', 'prescription'],
    ['prescriptionExpiring', 'prescriptionExpiring:x:prescriber', 'shipment'],
  ])('%s with the key %s opens what it asks: %s', (template, key, purpose) => {
    expect(linkOfMessage(message(template, key), AT, READER)).toMatchObject({ purpose, reader: 'partner' });
    expect(linkOfMessage(message(template, key), AT)).toBeUndefined();
  });

  it('takes the place of the way to the console in the text', () => {
    const input = {
      ...{ course: 'c-1', message: message('approvalExpiring'), addressee: { addresses: [READER.address] } },
      ...{ sender: { name: 'Cedar', address: 'a@b.example', phone: '+1', zone: 'UTC' }, at: AT },
      links: linksAt('https://care.example'),
    };
    const [page, console] = [compose({ ...input, page: 's'.repeat(43) }), compose(input)];
    const texts = [page, console].map((each) => ('mail' in each ? each.mail.text : ''));
    expect(texts[0]).toContain('Open the page:\nhttps://care.example/c/sss');
    expect(texts[0]).not.toMatch(/console|Open the course/);
    expect(texts[1]).toContain('https://care.example/console/courses/c-1');
  });
});

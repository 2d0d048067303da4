import { partiesOf } from '../../src/messages/addressee';
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

import { storeForTests } from '../support/store';
import { AT, newId, step } from './fixtures';

const store = storeForTests();

const CALM = { protocol: 'calm', protocolVersion: 1, startedAt: AT };
const member = (id: string, ...roles: ('therapist' | 'prescriber' | 'lead')[]) => ({
  ...{ id, roles: roles.length > 0 ? roles : (['therapist'] as 'therapist'[]) },
  ...{ name: `Person ${id.slice(0, 12)}`, email: `${id}@practice.example`, createdAt: AT },
});
const changed = (team: Record<string, string | null>) => ({ type: 'careTeamChanged', at: AT, team }) as const;

/** A course whose log has these changes of its team, each in a step of its own. */
async function courseWith(...teams: Record<string, string | null>[]): Promise<string> {
  const course = newId('course');
  await store().courses.register({ id: course, ...CALM });
  for (const [index, team] of teams.entries())
    await store().commitStep(step(course, index + 1, [changed(team)]));
  return course;
}
const teamOf = async (course: string) =>
  (await store().staff.careTeam(course)).map(({ teamRole, id }) => `${teamRole}: ${id}`);

describe('the care team of a course', () => {
  it('is what was last reported, by role', async () => {
    const [one, two, doctor] = [newId('t'), newId('t'), newId('p')];
    for (const each of [member(one), member(two), member(doctor, 'prescriber')])
      await store().staff.save(each);
    const course = await courseWith({ therapist: one, prescriber: doctor }, { therapist: two });
    expect(await teamOf(course)).toEqual([`prescriber: ${doctor}`, `therapist: ${two}`]);
  });

  it('has nobody in a role after null, and nobody at first', async () => {
    const one = newId('t');
    await store().staff.save(member(one));
    expect(await teamOf(await courseWith({ therapist: one }, { therapist: null }))).toEqual([]);
    expect(await teamOf(await courseWith())).toEqual([]);
  });

  it('is the one of that course alone', async () => {
    const one = newId('t');
    await store().staff.save(member(one));
    await courseWith({ therapist: one });
    expect(await teamOf(await courseWith())).toEqual([]);
  });

  it('may be one person in several of their roles', async () => {
    const one = newId('solo');
    await store().staff.save(member(one, 'therapist', 'prescriber', 'lead'));
    const course = await courseWith({ therapist: one, lead: one });
    expect(await teamOf(course)).toEqual([`lead: ${one}`, `therapist: ${one}`]);
    await store().staff.save(member(one, 'therapist', 'prescriber'));
    expect(await teamOf(course)).toEqual([`therapist: ${one}`]);
  });

  it('leaves out who has left, who has another role now, and an unknown id', async () => {
    const [gone, promoted] = [newId('t'), newId('p')];
    for (const each of [member(gone), member(promoted, 'prescriber')]) await store().staff.save(each);
    const course = await courseWith({ therapist: gone, prescriber: promoted, lead: newId('unknown') });
    await store().staff.save(member(promoted, 'lead'));
    await store().staff.keepOnly([promoted], AT);
    expect(await teamOf(course)).toEqual([]);
    await store().staff.save(member(gone));
    expect(await teamOf(course)).toEqual([`therapist: ${gone}`]);
  });

  it('is the same after the lists are rebuilt from the log', async () => {
    const one = newId('t');
    await store().staff.save(member(one));
    const course = await courseWith({ therapist: newId('t') }, { therapist: one });
    await store().db.deleteFrom('careTeam').execute();
    await store().rebuild();
    expect(await teamOf(course)).toEqual([`therapist: ${one}`]);
  });
});

describe('staff who have left', () => {
  it('are not listed, but found', async () => {
    const [stays, leaves] = [newId('t'), newId('t')];
    for (const id of [stays, leaves]) await store().staff.save(member(id));
    await store().staff.keepOnly([stays], AT);
    expect((await store().staff.list('therapist')).map(({ id }) => id)).toEqual([stays]);
    expect(await store().staff.find(leaves)).toMatchObject({ leftAt: AT });
  });
});

describe('staff with several roles', () => {
  it('are listed once, and under each of their roles', async () => {
    const one = newId('solo');
    await store().staff.save(member(one, 'lead', 'therapist'));
    const idsOf = async (role?: 'therapist' | 'prescriber' | 'lead') =>
      (await store().staff.list(role)).map(({ id }) => id).filter((id) => id === one);
    expect(await idsOf()).toEqual([one]);
    expect(await idsOf('lead')).toEqual([one]);
    expect(await idsOf('therapist')).toEqual([one]);
    expect(await idsOf('prescriber')).toEqual([]);
    expect(await store().staff.find(one)).toMatchObject({ roles: ['lead', 'therapist'] });
  });

  it('hold each of their roles in a course where nobody is named', async () => {
    await store().staff.keepOnly([], AT);
    const one = newId('solo');
    await store().staff.save(member(one, 'therapist', 'lead'));
    const course = await courseWith();
    const holder = await store().staff.holders([course]);
    const held = (['therapist', 'lead', 'prescriber'] as const).map((role) => holder(course, role)?.id);
    expect(held).toEqual([one, one, undefined]);
  });

  it('always have at least one', async () => {
    await expect(store().staff.save({ ...member(newId('t')), roles: [] })).rejects.toMatchObject({
      code: 'value-refused',
    });
  });
});

describe('an e-mail address', () => {
  it('is of one person, whatever its capitals, until they have left', async () => {
    const [first, second] = [newId('t'), newId('t')];
    const email = `${first}@practice.example`;
    await store().staff.save({ ...member(first), email });
    const successor = { ...member(second), email: email.toUpperCase() };
    await expect(store().staff.save(successor)).rejects.toMatchObject({ code: 'already-exists' });
    await store().staff.keepOnly([], AT);
    await store().staff.save(successor);
    expect(await store().staff.find(second)).toMatchObject({ email: successor.email });
  });
});

import { reason } from '../../src/vocabulary/reasons';
import type { Refusal } from '../../src/store/contract';
import { commitActivity } from '../../src/activities/commit';
import { instant } from '../../src/time/instant';
import { courseStream } from '../../src/store';
import { AT, charged, due, newId, noted, opened, step, SUMMARY } from './fixtures';
import { storeForTests } from '../support/store';

const refusal: Refusal = {
  signal: { id: 's-1', name: 'dosingStarted', by: { role: 'therapist', id: 'staff-1' }, session: 'dosing-1' },
  code: 'approval-missing',
  reasons: [reason('approval-missing:decision')],
  at: AT,
};

const store = storeForTests();

describe('a commit', () => {
  const commit = (request: Parameters<ReturnType<typeof commitActivity>>[0]) =>
    commitActivity({ store: store() })(request);

  it('stores events, refusals and consumed ids, and gives them back as they were offered', async () => {
    const course = newId('course');
    const offered = step(course, 1, [noted('first'), charged('charge-1', 25_000)], { refusals: [refusal] });
    const { events, refusals, consumed } = offered;
    expect(await commit(offered)).toEqual({ events, refusals, consumed });
    expect(await store().events.ofCourse(course)).toEqual(events);
  });

  describe('of a move of the client', () => {
    const NEW_YORK = 'America/New_York';
    const moved = (zone = NEW_YORK) => ({ type: 'clientMoved', at: AT, zone }) as const;
    const registered = async (client: string): Promise<string> => {
      const course = newId('course');
      await store().courses.register({
        ...{ id: course, client, protocol: 'calm', protocolVersion: 1, startedAt: AT },
      });
      return course;
    };
    /** A client with two open courses and a closed one; another client has one, too. */
    async function courses() {
      const [id, stranger] = [newId('client'), newId('client')];
      const contact = { name: 'Robin Example', email: 'robin@mail.example', zone: 'America/Los_Angeles' };
      for (const each of [id, stranger])
        await store().clients.add({ id: each, ...contact, unsubscribeToken: newId('token'), createdAt: AT });
      const [first, second, over] = [await registered(id), await registered(id), await registered(id)];
      await registered(stranger);
      await commit(step(over, 1, [noted('over')], { summary: { ...SUMMARY, closed: 'completed' } }));
      const zone = async () => (await store().clients.find(id))?.zone;
      const announced = async () =>
        (await store().broadcasts.unreached())
          .filter(
            ({ report: { name }, course }) =>
              name === 'clientMoved' && [first, second, over].includes(course),
          )
          .map(({ course, report: { fields } }) => ({ course, ...fields }));
      return { first, second, zone, announced };
    }

    it('takes it into their record, and announces it to their other open courses', async () => {
      const { first, second, zone, announced } = await courses();
      await commit(step(first, 1, [moved()]));
      expect(await zone()).toBe(NEW_YORK);
      expect(await announced()).toEqual([{ course: second, zone: NEW_YORK }]);
    });

    it('announces once, however often the step is committed', async () => {
      const { first, second, announced } = await courses();
      await commit(step(first, 1, [moved()]));
      await commit(step(first, 1, [moved()]));
      expect(await announced()).toEqual([{ course: second, zone: NEW_YORK }]);
    });

    it('goes no further from a course that learns what the record knows', async () => {
      const { first, second, announced } = await courses();
      await commit(step(first, 1, [moved()]));
      const [pending] = await store().broadcasts.unreached({});
      expect(pending).toBeDefined();
      for (const { report, course } of await store().broadcasts.unreached())
        await store().broadcasts.reached(report.id, course);
      await commit(step(second, 1, [moved()]));
      expect(await announced()).toEqual([]);
    });

    it('replaces an earlier move that has not arrived, also one to where the later was reported', async () => {
      const { first, second, zone, announced } = await courses();
      await commit(step(first, 1, [moved()]));
      await commit(step(second, 1, [moved('America/Chicago')]));
      expect(await zone()).toBe('America/Chicago');
      expect(await announced()).toEqual([{ course: first, zone: 'America/Chicago' }]);
    });
  });

  describe('of a consent to e-mail', () => {
    const LATER = instant('2027-01-06T17:00:00Z');
    const signed = (kinds: ('treatment' | 'electronicMessages')[], at = LATER) =>
      ({ type: 'consentSigned', at, kinds }) as const;

    /** A client who opted out a day after `AT`, and two of their courses. */
    async function optedOut() {
      const [id, token] = [newId('client'), newId('token')];
      const contact = { name: 'Robin Example', email: 'robin@mail.example', zone: 'America/Los_Angeles' };
      await store().clients.add({ id, ...contact, unsubscribeToken: token, createdAt: AT });
      const courses = [newId('course'), newId('course')] as const;
      const pinned = { protocol: 'calm', protocolVersion: 1, startedAt: AT };
      for (const course of courses) await store().courses.register({ id: course, client: id, ...pinned });
      await store().clients.optOut(token, instant('2027-01-05T17:00:00Z'));
      const optedOutAt = async () => (await store().clients.find(id))?.optedOutAt;
      const audited = async () =>
        (await store().audit.list('clients')).filter(
          ({ kind, detail }) => kind === 'opted-in' && (detail as { client: string }).client === id,
        );
      return { id, course: courses[0], other: courses[1], optedOutAt, audited };
    }

    it('ends an earlier opt-out, for every course of the client, and is audited', async () => {
      const { id, course, other, optedOutAt, audited } = await optedOut();
      await commit(step(course, 1, [signed(['treatment', 'electronicMessages'])]));
      expect(await optedOutAt()).toBeUndefined();
      expect((await store().clients.ofCourse(other))?.optedOutAt).toBeUndefined();
      expect(await audited()).toMatchObject([
        { at: AT, byRole: 'therapist', byId: 'staff-1', courseId: course, detail: { client: id } },
      ]);
    });

    it('leaves an opt-out that came after it', async () => {
      const { course, optedOutAt, audited } = await optedOut();
      await commit(step(course, 1, [signed(['electronicMessages'], AT)]));
      expect(await optedOutAt()).toBe('2027-01-05T17:00:00.000Z');
      expect(await audited()).toEqual([]);
    });

    it('is not given by another consent', async () => {
      const { course, optedOutAt } = await optedOut();
      await commit(step(course, 1, [signed(['treatment'])]));
      expect(await optedOutAt()).toBe('2027-01-05T17:00:00.000Z');
    });

    it('leaves other clients as they are', async () => {
      const { course } = await optedOut();
      const other = await optedOut();
      await commit(step(course, 1, [signed(['electronicMessages'])]));
      expect(await other.optedOutAt()).toBe('2027-01-05T17:00:00.000Z');
    });

    it('is not audited for a client who had not opted out', async () => {
      const { course, audited } = await optedOut();
      await commit(step(course, 1, [signed(['electronicMessages'])]));
      await commit(step(course, 2, [signed(['electronicMessages'])]));
      expect(await audited()).toHaveLength(1);
    });

    it('does not end it again when the lists are rebuilt', async () => {
      const { id, course, optedOutAt } = await optedOut();
      await commit(step(course, 1, [signed(['electronicMessages'])]));
      const { unsubscribeToken = '' } = (await store().clients.find(id)) ?? {};
      await store().clients.optOut(unsubscribeToken, instant('2027-01-07T17:00:00Z'));
      await store().rebuild();
      expect(await optedOutAt()).toBe('2027-01-07T17:00:00.000Z');
    });
  });

  it('is idempotent: the same revision again changes nothing', async () => {
    const course = newId('course');
    const offered = step(course, 1, [charged('charge-1', 25_000), due('welcome'), opened('book')], {
      refusals: [refusal],
    });
    const first = await commit(offered);
    expect(await commit(offered)).toEqual(first);
    expect(await store().events.ofCourse(course)).toHaveLength(3);
    expect((await store().ledger.ofCourse(course)).entries).toHaveLength(1);
    expect(await store().audit.list(courseStream(course))).toHaveLength(1);
  });

  it('returns the stored events when others are offered for a taken revision', async () => {
    const course = newId('course');
    const stored = await commit(step(course, 1, [noted('stored')]));
    const other = step(course, 1, [noted('other'), charged('charge-1', 1)], { consumed: ['another'] });
    expect(await commit(other)).toEqual(stored);
    expect((await store().ledger.ofCourse(course)).entries).toEqual([]);
    await commit(step(course, 2, [noted('next')]));
    expect(await commit(other)).toEqual(stored);
  });

  // The first revision also makes the course's row, so it is decided elsewhere than the later ones.
  it.each([1, 2])(
    'is won by exactly one of many racing for revision %i; all get its step',
    async (revision) => {
      const course = newId('course');
      if (revision === 2) await commit(step(course, 1, []));
      const offers = Array.from({ length: 8 }, (_, n) =>
        step(course, revision, [noted(`offer ${n}`), charged(`charge-${n + 1}`, 100 + n)], { firstSeq: 1 }),
      );
      const results = await Promise.all(offers.map(commit));
      const stored = await store().events.ofCourse(course);
      expect(stored).toHaveLength(2);
      for (const result of results) expect(result.events).toEqual(stored);
      expect((await store().ledger.ofCourse(course)).entries).toHaveLength(1);
    },
  );

  it('refuses a gap in revisions or in event numbers', async () => {
    const course = newId('course');
    await expect(commit(step(course, 2, [noted('early')]))).rejects.toMatchObject({ type: 'revision-gap' });
    await commit(step(course, 1, [noted('first')]));
    await expect(commit(step(course, 3, [noted('third')]))).rejects.toMatchObject({ type: 'revision-gap' });
    const later = step(course, 3, [noted('third')], { firstSeq: 2 });
    await expect(commit(later)).rejects.toMatchObject({ type: 'revision-gap' });
    const skipping = step(course, 2, [noted('second')], { firstSeq: 5 });
    await expect(commit(skipping)).rejects.toMatchObject({ type: 'revision-gap' });
    expect(await store().events.ofCourse(course)).toHaveLength(1);
  });

  it('leaves nothing behind when it fails in the middle', async () => {
    const course = newId('course');
    const twice = step(course, 1, [due('welcome'), charged('charge-1', 1), charged('charge-1', 1)]);
    await expect(commit(twice)).rejects.toMatchObject({ type: 'already-exists' });
    expect(await store().courses.find(course)).toBeUndefined();
    expect(await store().events.ofCourse(course)).toEqual([]);
    expect(await store().messages.ofCourse(course)).toEqual([]);
    expect((await commit(step(course, 1, [noted('retry')]))).events).toHaveLength(1);
  });

  it('updates the summary of a registered course', async () => {
    const course = newId('course');
    await store().courses.register({ id: course, protocol: 'calm', protocolVersion: 1, startedAt: AT });
    const nextDeadline = instant('2027-01-11T17:00:00Z');
    await commit(
      step(course, 1, [noted('first')], {
        summary: { ...SUMMARY, phase: 'betweenCycles', onHold: true, balanceCents: 25_000, nextDeadline },
      }),
    );
    expect(await store().courses.find(course)).toEqual({
      ...{ id: course, protocol: 'calm', protocolVersion: 1, startedAt: AT, updatedAt: AT },
      ...{ revision: 1, sequence: 1, phase: 'betweenCycles', waitingOn: 'frontDesk', onHold: true },
      ...{ balanceCents: 25_000, nextDeadline },
    });
  });

  it('survives what PostgreSQL cannot hold: NUL, half a surrogate pair, instants past the year 9999', async () => {
    const course = newId('course');
    const far = instant('9999-12-31T23:59:59-08:00');
    const offered = step(course, 1, [noted('a\u0000b\ud800c\\u0000'), opened('far', far)]);
    const { events } = await commit(offered);
    expect(events[0]).toMatchObject({ note: 'a\ufffdb\ufffdc\\u0000' });
    expect(await store().events.ofCourse(course)).toEqual(events);
    expect((await store().tasks.ofCourse(course))[0]?.dueBy).toBe('9999-12-31T23:59:59.999Z');
    expect(await store().events.verify(course)).toMatchObject({ ok: true });
  });
});

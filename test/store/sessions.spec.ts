/** The sessions of all courses as a list: what a step changes, what a correction takes back, and a rebuild. */
import { randomUUID } from 'node:crypto';
import { calendarOf } from '../../src/course/status/calendar';
import { sessionFacts, type SessionFact } from '../../src/course/status/facts';
import { turns } from '../../src/course/status/next';
import { moneyLines } from '../../src/course/status/moneyLines';
import { plannedMessages } from '../../src/course/status/planned';
import { summaryOf } from '../../src/workflows/signalChecks';
import { reason } from '../../src/vocabulary/reasons';
import { plusHours } from '../../src/time/instant';
import { courseUntil } from '../support/courseStates';
import { storeForTests } from '../support/store';
import { AT, newId, step } from './fixtures';

const opened = storeForTests();

const day = { from: AT, before: plusHours(AT, 24), now: AT, limit: 10 };

const fact = (ref: string, hours: number, more: Partial<SessionFact> = {}): SessionFact => ({
  ...{ ref, kind: 'preparation', start: plusHours(AT, hours), minutes: 50, setting: 'remote' },
  ...{ status: 'scheduled', roles: ['therapist'] },
  ...more,
});

async function courseOf(name: string): Promise<string> {
  const [client, course] = [randomUUID(), newId('course')];
  await opened().clients.add({
    ...{ id: client, name, zone: 'America/Denver', unsubscribeToken: client, createdAt: AT },
  });
  await opened().courses.register({
    id: course,
    client,
    protocol: 'calm',
    protocolVersion: 1,
    startedAt: AT,
  });
  return course;
}

const listed = async (course: string) =>
  (await opened().sessions.list(day)).filter((each) => each.course === course).map(({ ref }) => ref);

/** With a history that no list has yet. */
async function livedCourse() {
  const { course, events } = courseUntil(({ cycles }) => cycles[0]?.releasedAt !== undefined);
  await opened().commitStep({
    ...{ course: course.id, revision: 1, at: course.clock, events, refusals: [], signals: [] },
    consumed: Object.keys(course.answers),
    summary: summaryOf(course, course.clock),
  });
  return { course };
}

describe('the list of sessions', () => {
  it('has those that begin in the period, by start, with the client', async () => {
    const course = await courseOf('Sam Sample');
    const sessions = [fact('preparation-1', 5), fact('preparation-2', 2), fact('preparation-3', 30)];
    await opened().commitStep(step(course, 1, [], { sessions }));
    expect(await listed(course)).toEqual(['preparation-2', 'preparation-1']);
    const [first] = (await opened().sessions.list(day)).filter((each) => each.course === course);
    expect(first).toMatchObject({
      client: { name: 'Sam Sample', zone: 'America/Denver' },
      onHold: false,
      closed: false,
    });
  });

  it('takes the period to end before its last instant', async () => {
    const course = await courseOf('Kim Demo');
    await opened().commitStep(step(course, 1, [], { sessions: [fact('preparation-1', 24)] }));
    expect(await listed(course)).toEqual([]);
  });

  it('says what is missing at the time it is asked, although the course took no step since', async () => {
    const course = await courseOf('Lee Fixture');
    const expired = reason('approval-expired');
    const dosing = fact('dosing-1', 6, {
      ...{ kind: 'dosing', closedGates: [] },
      gatesLater: [
        { from: plusHours(AT, 2), closedGates: [expired] },
        { from: plusHours(AT, 4), closedGates: [] },
      ],
    });
    await opened().commitStep(step(course, 1, [], { sessions: [dosing] }));
    const missing = async (hours: number) =>
      (await opened().sessions.list({ ...day, now: plusHours(AT, hours) })).find(
        (each) => each.course === course,
      );
    expect((await missing(1))?.closedGates).toEqual([]);
    expect((await missing(2))?.closedGates).toEqual([expired]);
    expect((await missing(5))?.closedGates).toEqual([]);
    expect(await missing(5)).not.toHaveProperty('gatesLater');
  });

  it('moves with a step, and loses what the step no longer has', async () => {
    const course = await courseOf('Jo Testcase');
    await opened().commitStep(
      step(course, 1, [], { sessions: [fact('preparation-1', 5), fact('dosing-1', 6)] }),
    );
    await opened().commitStep(step(course, 2, [], { sessions: [fact('preparation-1', 48)] }));
    expect(await listed(course)).toEqual([]);
    const later = await opened().sessions.list({
      ...day,
      from: plusHours(AT, 47),
      before: plusHours(AT, 49),
    });
    expect(later.map(({ ref }) => ref)).toEqual(['preparation-1']);
  });

  it('stays as it is if a step says nothing of sessions', async () => {
    const course = await courseOf('Alex Invented');
    await opened().commitStep(step(course, 1, [], { sessions: [fact('preparation-1', 5)] }));
    await opened().commitStep(step(course, 2, []));
    expect(await listed(course)).toEqual(['preparation-1']);
  });

  it('is derived again from the log', async () => {
    const { course } = await livedCourse();
    const all = { from: course.startedAt, before: plusHours(course.clock, 10_000), now: AT, limit: 100 };
    const ofCourse = async () =>
      (await opened().sessions.list(all)).filter((each) => each.course === course.id);
    expect(await ofCourse()).toEqual([]);
    await opened().rebuild();
    const { planned } = await opened().plannedMessages.list(
      { before: all.before, course: course.id },
      { limit: 200 },
    );
    expect(planned.map(({ key }) => key).sort()).toEqual(
      plannedMessages(course, course.clock)
        .map(({ key }) => key)
        .sort(),
    );
    expect(planned.length).toBeGreaterThan(0);
    const { lines } = await opened().moneyLines.list({ list: 'unpaid', now: AT });
    expect(lines).toMatchObject(moneyLines(course).filter(({ list }) => list === 'unpaid'));
    expect((await ofCourse()).map(({ ref, status }) => ({ ref, status }))).toEqual(
      sessionFacts(course, course.clock).map(({ ref, status }) => ({ ref, status })),
    );
    expect(await opened().calendars.of(course.id)).toEqual(calendarOf(course));
    expect((await opened().courses.find(course.id))?.turns).toEqual(turns(course, course.clock));
  });

  it('is filled once at a start after an update, of all courses, and again after an interruption', async () => {
    const { db, relistIfOwed } = opened();
    const { course: lived } = await livedCourse();
    const course = lived.id;
    await opened().rebuild();
    const ofCourse = () =>
      db.selectFrom('sessions').select('ref').where('courseId', '=', course).orderBy('ref').execute();
    const lists = ['sessions', 'plannedMessages', 'moneyLines'] as const;
    const before = await ofCourse();
    for (const list of lists) await db.deleteFrom(list).execute();
    await db.updateTable('courses').set({ turns: null, waitingOn: 'biller' }).execute();
    const begun: string[] = [];
    expect(await relistIfOwed(() => begun.push('begun'), AbortSignal.abort())).toBeUndefined();
    expect(await ofCourse()).toEqual([]);

    // Two processes start: one does it.
    const both = [relistIfOwed(() => begun.push('begun')), relistIfOwed(() => begun.push('begun'))];
    const done = (await Promise.all(both)).filter((count) => count !== undefined);
    expect([done.length, begun]).toEqual([1, ['begun', 'begun']]);
    expect(before.length).toBeGreaterThan(0);
    expect(await ofCourse()).toEqual(before);
    for (const list of lists)
      expect(
        (await db.selectFrom(list).selectAll().where('courseId', '=', course).execute()).length,
      ).toBeGreaterThan(0);

    const kept = turns(lived, lived.clock);
    expect(await opened().courses.find(course)).toMatchObject({
      ...{ turns: kept, waitingOn: kept.turns[0]?.waitingOn },
    });

    expect(await relistIfOwed()).toBeUndefined();
  });
});

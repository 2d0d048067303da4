/** What is next in a course, and whose turn it is: the course page and the lists go by the same rule. */
import fc from 'fast-check';
import { plusHours, plusMinutes, type Instant } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';
import { dueAt, turn, turnAt, turns } from '../../../src/course/status/next';
import { status } from '../../../src/course/status/status';
import { after } from '../support/given';
import { history, runHistory, usual, type HistoryRun } from '../support/history';
import { booked, report } from '../support/signals';

const HOURS_LATER = [1, 71, 720, 9_000];
const numRuns = Number(process.env.THROUGHLINE_RUNS ?? 10);
const seed = Number(process.env.THROUGHLINE_SEED ?? Date.now() % 1_000_000);

const states = ({ course, now, reports }: HistoryRun): [Course, Instant][] => [
  [course, now],
  ...reports.map(({ taken, now: at }): [Course, Instant] => [taken.course, at]),
];

describe('what is next', () => {
  it('is what the role can do whose move it is', () => {
    expect(after('start').status).toMatchObject({ waitingOn: 'client', next: { what: 'consent-missing' } });
    expect(after('dosing 1').status).toMatchObject({
      waitingOn: 'frontDesk',
      next: { what: 'book-integration', dueBy: '2027-02-18T19:45:00.000Z' },
    });
  });

  it('is a task of somebody else only once it is overdue', () => {
    const { course } = after('preparation 2').when(report('planChanged', { dosings: 9 }));
    const [estimate] = Object.values(course.tasks).filter(({ kind }) => kind === 'reissue-estimate');
    const due = estimate?.dueBy ?? course.clock;
    const only = { ...course, tasks: { ...(estimate && { [estimate.key]: estimate }) } };
    expect(turn(only, plusMinutes(due, -1)).waitingOn).toBe('frontDesk');
    expect(turn(only, due)).toMatchObject({ waitingOn: 'biller', next: { what: 'reissue-estimate' } });
  });

  it('is not what is unpaid, however overdue: care goes on', () => {
    const { course } = after('preparation 2').when(report('planChanged', { dosings: 9 }));
    const [estimate] = Object.values(course.tasks).filter(({ kind }) => kind === 'reissue-estimate');
    if (!estimate) throw new Error('no estimate is owed');
    const only = { ...course, tasks: { [estimate.key]: { ...estimate, kind: 'unpaid-balance' as const } } };
    expect(turn(only, estimate.dueBy ?? course.clock).waitingOn).toBe('frontDesk');
  });

  it('is the integration once its deadline has passed, booked or not, by that deadline', () => {
    const deadline = after('dosing 1').status.next?.dueBy ?? '';
    const late = after('dosing 1').when(booked('integration', '2027-02-22T10:00-08:00'));
    expect(late.at('2027-02-19T10:00-08:00').status).toMatchObject({
      waitingOn: 'therapist',
      next: { what: 'integration-owed', dueBy: deadline },
    });
  });

  it('is an open task in a phase in which it is nobody’s move', () => {
    const maintained = after('maintenance');
    expect(maintained.status).toMatchObject({ waitingOn: 'nobody' });
    expect(maintained.status).not.toHaveProperty('next');
    expect(maintained.at('2027-06-07T09:00-07:00').status).toMatchObject({
      waitingOn: 'prescriber',
      next: { what: 'follow-up-overdue', who: ['prescriber'] },
    });
  });

  it('is what is about safety before what is overdue, and a hold in maintenance, too', () => {
    const late = after('dosing 1').hours(100);
    expect(late.status.next).toMatchObject({ what: 'book-integration' });
    expect(late.when(report('crisisFlagged', {})).status.next).toMatchObject({ what: 'incident' });
    const paused = report(
      'coursePaused',
      { reason: 'traveling', reviewOn: '2028-06-01T10:00-07:00' },
      { by: 'therapist' },
    );
    expect(after('maintenance').when(paused).status).toMatchObject({
      waitingOn: 'therapist',
      next: { what: 'on-hold' },
    });
  });
});

describe('by when something is due', () => {
  it('is the earliest of deadlines and tasks, also after it has passed, and after the end', () => {
    const scene = after('dosing 1');
    expect(scene.status.dueAt).toBe('2027-02-18T19:45:00.000Z');
    expect(scene.hours(200).status.dueAt).toBe('2027-02-18T19:45:00.000Z');
    expect(after('maintenance').status).not.toHaveProperty('dueAt');
    const { course, status: ended } = after('preparation 2').when(report('clientWithdrew', {}));
    const dues = Object.values(course.tasks).flatMap(({ dueBy = [] }) => dueBy);
    expect(dues.length).toBeGreaterThan(0);
    expect(ended.dueAt).toBe([...dues].sort()[0]);
  });
});

describe('what lists keep of a course', () => {
  it('says the same as its page at every later time, whatever happened', () => {
    let changed = 0;
    const check = (life: HistoryRun) => {
      for (const [course, now] of states(life)) {
        const kept = turns(course, now);
        expect(kept.dueAt).toBe(dueAt(course));
        changed += kept.turns.length - 1;
        const times = [
          ...HOURS_LATER.map((hours) => plusHours(now, hours)),
          ...kept.turns.flatMap(({ from }) => [from, plusMinutes(from, -1)]).filter((at) => at >= now),
        ];
        for (const at of times) {
          const { waitingOn, next } = turn(course, at);
          const { waitingOn: listed, next: named } = turnAt(kept, at) ?? {};
          expect([at, listed, named]).toEqual([at, waitingOn, next]);
        }
      }
    };
    fc.assert(
      fc.property(history, (each) => {
        check(runHistory(each));
      }),
      { numRuns, seed },
    );
    for (const each of usual) check(runHistory(each));
    expect(changed).toBeGreaterThan(3);
  });

  it('names a role if and only if something waits for it', () => {
    const check = (life: HistoryRun) => {
      for (const [course, now] of states(life)) {
        const { waitingOn, next, waiting } = status(course, now);
        if (waitingOn === 'nobody')
          expect(waiting.blockers.filter(({ kind }) => kind === 'task')).toEqual([]);
        if (next) expect(waiting.blockers).toContainEqual(expect.objectContaining(next));
        if (next && waitingOn !== 'nobody') expect(next.who).toContain(waitingOn);
      }
    };
    fc.assert(
      fc.property(history, (each) => {
        check(runHistory(each));
      }),
      { numRuns, seed },
    );
  });
});

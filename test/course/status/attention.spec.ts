import { attention } from '../../../src/course/status/attention';
import { atTimeOfDay } from '../../../src/time/civil';
import { plusHours } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith, courseAfter, started } from '../support/courses';
import { given } from '../support/given';
import { booked, report } from '../support/signals';

describe('what puts a course on the morning lists', () => {
  it('is the instant of a breach, before it and as long as integration is owed', () => {
    const scene = given(courseAfter('dosing 1'));
    const endedAt = scene.course.cycles[0]?.endedAt ?? scene.now;
    expect(attention(scene.course).breachAt).toBe(plusHours(endedAt, 72));
    expect(attention(scene.hours(100).course).breachAt).toBe(plusHours(endedAt, 72));
    expect(attention(courseAfter('integration 1'))).not.toHaveProperty('breachAt');
  });

  it('is silence from the first reaching out on, while nothing is booked', () => {
    const scene = given(courseAfter('preparation 1'));
    const { progressAt, client } = scene.course;
    expect(attention(scene.course).silentFrom).toBe(atTimeOfDay(client.zone, progressAt, 14, 9));
    const next = scene.when(booked('preparation', plusHours(scene.now, 48))).thenAccepted();
    expect(attention(next.course)).not.toHaveProperty('silentFrom');
  });

  it('is since when the prescriber owes a decision', () => {
    const { course } = given(courseAfter('preparation 3'));
    const sentAt = course.referral?.sentAt;
    expect(sentAt).toBeDefined();
    expect(attention(course).prescriberSince).toBe(sentAt);
    expect(attention(course).decisions).toEqual([{ kind: 'referral', since: sentAt }]);
    expect(attention(courseAfter('preparation 2'))).not.toHaveProperty('prescriberSince');
  });

  it('is since when the prescriber owes the dose review, or owns a hold', () => {
    const reviewed = courseAfter('integration 2');
    expect(attention(reviewed).prescriberSince).toBe(reviewed.cycles[1]?.endedAt);
    expect(attention(reviewed).decisions).toMatchObject([{ kind: 'doseReview' }]);
    const held = given(courseAfter('dosing booked 1')).hours(1).when(report('adverseEventReported', {}));
    expect(attention(held.course)).toMatchObject({ prescriberSince: held.now, waitingSince: held.now });
    const hold = { ref: 'hold-1', reason: 'adverseEvent' };
    expect(attention(held.course).decisions).toMatchObject([{ kind: 'hold', since: held.now, hold }]);
  });

  it('is since when a task of the prescriber is open, not since another role has one', () => {
    const owed = given(courseAfter('dosing booked 1')).at('2027-04-25T12:00-07:00');
    const [task] = Object.values(owed.course.tasks).filter(({ role }) => role === 'prescriber');
    expect(task?.kind).toBe('follow-up-overdue');
    expect(attention(owed.course).prescriberSince).toBe(task?.openedAt);
    const others = given(courseAfter('preparation 2')).course;
    expect(Object.keys(others.tasks)).not.toHaveLength(0);
    expect(attention(others)).not.toHaveProperty('prescriberSince');
  });

  it('ignores a hold of another role', () => {
    const held = given(courseAfter('preparation 2')).when(
      report('holdPlaced', { reason: 'away', reviewOn: '2027-02-20T12:00-08:00' }, { by: 'therapist' }),
    );
    expect(held.course.holds[0]?.owner).toBe('therapist');
    expect(attention(held.course)).not.toHaveProperty('prescriberSince');
    expect(attention(held.course).decisions).toEqual([]);
  });

  it('is the earliest of them', () => {
    const reviewed = given(courseAfter('integration 2'));
    const held = reviewed.hours(3).when(report('adverseEventReported', {}));
    expect(attention(held.course).prescriberSince).toBe(reviewed.course.cycles[1]?.endedAt);
  });

  it('is so also with the tasks ticked off', () => {
    const since = (course: Course) => attention({ ...course, tasks: {} }).prescriberSince;
    const reviewed = courseAfter('integration 2');
    expect(since(reviewed)).toBe(reviewed.cycles[1]?.endedAt);
    const confirmed = courseAfter('dose confirmed');
    expect(since(confirmed)).toBe(confirmed.progressAt);
    const held = given(courseAfter('dosing booked 1')).hours(1).when(report('adverseEventReported', {}));
    expect(since(held.course)).toBe(held.now);
    const paused = given(confirmed)
      .hours(1)
      .when(report('coursePaused', { reason: 'travel', reviewOn: '2027-05-20T12:00-07:00' }))
      .thenAccepted();
    expect(since(paused.course)).toBeUndefined();
  });

  it('is nothing once the course is closed', () => {
    const withdrawn = given(courseAfter('preparation 3')).when(report('clientWithdrew', {})).thenAccepted();
    expect(Object.keys(attention(withdrawn.course))).toEqual(['waitingSince']);
  });
});

describe('a task', () => {
  const dueOf = (scene: ReturnType<typeof given>, kind: string) =>
    Object.values(scene.course.tasks).find((task) => task.kind === kind)?.dueBy;

  it('is due at the end of a civil day of the practice, by its kind', () => {
    expect(dueOf(given(started()), 'issue-estimate')).toBe('2027-01-07T07:59:00.000Z');
    expect(dueOf(given(started()), 'collect-consents')).toBe('2027-01-08T07:59:00.000Z');
  });

  it('keeps a day of its own', () => {
    const { course } = given(courseAfter('dosing 1'));
    const endedAt = course.cycles[0]?.endedAt;
    expect(dueOf(given(course), 'book-integration')).toBe(endedAt && plusHours(endedAt, 72));
  });

  it('has no day where the protocol gives none', () => {
    const without = calmWith(({ clocks: { taskDays: _none, ...clocks }, ...calm }) => ({ ...calm, clocks }));
    expect(dueOf(given(started({ protocol: without })), 'issue-estimate')).toBeUndefined();
  });

  it.each(['calm', 'healing-cornerstone', 'mackenzie', 'healingmaps', 'welches-pazio'])(
    'of %s is due some day, whatever its kind',
    (id) => {
      expect(loadProtocol(id).clocks.taskDays?.any).toBeGreaterThan(0);
    },
  );
});

/** One step of a course: what was due, what is reported, what follows; and what the log makes of it. */
import type { Recorded } from '../../src/course/events';
import { plusHours } from '../../src/time/instant';
import { adopt, noteDelivery, owes, pending, settle, start, take } from '../../src/course/step';
import type { Course } from '../../src/course/state';
import { courseAfter, started } from './support/courses';
import { given } from './support/given';
import { booked, report } from './support/signals';

const types = (events: readonly Recorded[]) => events.map(({ type }) => type);
const preparing = () => courseAfter('enrolment');

const booking = report(
  'sessionScheduled',
  { kind: 'preparation', start: '2027-01-08T10:00-08:00' },
  { id: 'b-1' },
);

describe('a signal taken in', () => {
  it('comes after what was due before, and before what follows from it', () => {
    const asleep = courseAfter('dosing ended 1');
    const late = plusHours(asleep.clock, 80);
    const reported = take(asleep, booked('integration', plusHours(late, 2)), late);
    const at = (type: string) => types(reported.events).indexOf(type as Recorded['type']);
    expect(at('breached')).toBeGreaterThanOrEqual(0);
    expect(at('breached')).toBeLessThan(at('sessionScheduled'));
    expect(at('sessionScheduled')).toBeLessThan(at('taskClosed'));
    expect(reported.events.map(({ seq }) => seq)).toEqual(
      reported.events.map((_, index) => asleep.sequence + 1 + index),
    );
    expect(reported).toMatchObject({ answer: { accepted: true }, repeated: false, reasons: [] });
  });

  it('refused keeps its answer and what was due, and nothing else', () => {
    const asleep = courseAfter('dosing ended 1');
    const late = plusHours(asleep.clock, 80);
    const reported = take(asleep, report('courseResumed', {}, { id: 'r-1' }), late);
    expect(types(reported.events)).toEqual(types(settle(asleep, late).events));
    expect(reported).toMatchObject({ answer: { accepted: false, code: 'not-paused' }, repeated: false });
    expect(reported.course.answers['r-1']).toEqual({ accepted: false, code: 'not-paused', at: late });
  });

  it('reported again is answered as before, and changes nothing, not even what is due', () => {
    const first = take(preparing(), booking, preparing().clock);
    const again = take(first.course, booking, plusHours(first.course.clock, 1_000));
    expect(again).toEqual({
      course: first.course,
      events: [],
      answer: { accepted: true },
      reasons: [],
      warnings: [],
      repeated: true,
    });
  });
});

describe('what is due', () => {
  it('at one instant is discharged in the order of its keys', () => {
    const { events } = settle(
      courseAfter('dosing ended 1'),
      plusHours(courseAfter('dosing ended 1').clock, 72),
    );
    const breach = events.filter(({ at }) => at === events.find(({ type }) => type === 'breached')?.at);
    expect(
      breach.map((each) => ('key' in each ? each.key : 'message' in each ? each.message.key : '')),
    ).toEqual([
      'integration-breach:cycle-1',
      'integrationBreach:cycle-1:lead',
      'integrationBreach:cycle-1:therapist',
    ]);
  });

  it('later than it was takes its task back until then', () => {
    const overdue = given(courseAfter('preparation 3')).at('2027-01-27T11:00-08:00');
    overdue.thenTask('decision-overdue', 'frontDesk');
    const closed = ['2027-01-25', '2027-01-26'];
    const moved = overdue.when(report('practiceCalendarChanged', { closedDays: closed }));
    moved
      .thenNoTask('decision-overdue')
      .at('2027-01-29T11:00-08:00')
      .thenTask('decision-overdue', 'frontDesk');
  });

  it('is looked up by its key, discharged or not', () => {
    const course = given(courseAfter('dosing ended 1')).hours(80).course;
    const [open] = pending(course);
    expect(owes(course, open?.key ?? '')).toBe(true);
    expect(owes(course, 'integration-breach:cycle-1')).toBe(true);
    expect('integration-breach:cycle-1' in course.done).toBe(true);
    expect(owes(course, 'integration-breach:cycle-2')).toBe(false);
  });
});

describe('what becomes of a mail', () => {
  it('is recorded with what follows at once', () => {
    const course = courseAfter('enrolment');
    const key = 'welcome:course:client';
    const noted = noteDelivery(
      course,
      { type: 'messageUndelivered', at: course.clock, key, how: 'failed' },
      course.clock,
    );
    expect(types(noted.events)).toEqual(['messageUndelivered', 'taskOpened']);
    expect(noted.course.sequence).toBe(course.sequence + 2);
  });
});

describe('a step as the log has it', () => {
  const course: Course = preparing();
  const taken = take(course, booking, course.clock);

  it('is adopted: its events, the answers to what it consumed, and its number', () => {
    const adopted = adopt(course, {
      events: taken.events,
      refusals: [{ signal: { id: 'x-1' }, code: 'not-paused', at: course.clock }],
      consumed: ['b-1', 'x-1'],
    });
    expect(adopted).toEqual({
      ...taken.course,
      revision: course.revision + 1,
      answers: {
        ...course.answers,
        'b-1': { accepted: true },
        'x-1': { accepted: false, code: 'not-paused', at: course.clock },
      },
    });
  });

  it('answers nothing it did not consume', () => {
    const refusals = [{ signal: { id: 'x-1' }, code: 'not-paused', at: course.clock }];
    expect(adopt(course, { events: [], refusals, consumed: [] }).answers).toEqual(course.answers);
  });

  it('begins a course with its first event and what is due at once', () => {
    const from = started();
    const { protocol, practice, client } = from;
    const begun = start(
      { course: 'c-1', at: from.startedAt, protocol, practice, client },
      { role: 'frontDesk', id: 'f-1' },
      from.startedAt,
    );
    expect(types(begun.events).slice(0, 2)).toEqual(['courseStarted', 'taskOpened']);
    expect(begun.events[0]).toMatchObject({ seq: 1, cause: 'start:c-1', by: { role: 'frontDesk' } });
    const adopted = adopt(undefined, { events: begun.events, refusals: [], consumed: [] });
    expect(adopted).toEqual({ ...begun.course, revision: 1 });
  });
});

const waiver = (id: string) => report('chargeWaived', { entry: 'charge-1', reason: 'as agreed' }, { id });

describe('a signal', () => {
  it('reported twice happens once and gets the first answer', () => {
    const first = given(courseAfter('preparation 1')).when(waiver('w-1')).thenAccepted();
    const again = first.when(waiver('w-1'));
    expect(again.answer).toMatchObject({ repeated: true, events: [], answer: { accepted: true } });
    expect(again.course).toEqual(first.course);
  });

  it('refused and reported again is judged again: it changed nothing, and it may be possible by now', () => {
    const refused = given(courseAfter('enrolment')).when(waiver('w-1')).thenRejected('nothing-charged');
    const now = courseAfter('preparation 1').clock;
    const course = { ...courseAfter('preparation 1'), answers: refused.course.answers };
    const later = take(course, waiver('w-1'), now);
    expect(later).toMatchObject({ repeated: false, answer: { accepted: true } });
    const again = take(later.course, waiver('w-1'), now);
    expect(again).toMatchObject({ repeated: true, events: [], answer: { accepted: true } });
  });

  it('refused and reported again too early is refused again, for the reasons of that time', () => {
    const refused = given(courseAfter('enrolment')).when(waiver('w-1')).thenRejected('nothing-charged');
    const again = take(refused.course, waiver('w-1'), refused.course.clock);
    expect(again).toMatchObject({ repeated: false, events: [], answer: { code: 'nothing-charged' } });
    expect(again.reasons.map(({ code }) => code)).toEqual(['nothing-charged', 'charge-unknown']);
  });

  it('with the same id is the same signal, whatever its other fields', () => {
    const twice = given(courseAfter('preparation 1')).when(
      waiver('w-1'),
      report('paymentPosted', { cents: 100 }, { id: 'w-1' }),
    );
    expect(twice.answer).toMatchObject({ repeated: true, events: [] });
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('may have the id %s', (id) => {
    given(courseAfter('preparation 1')).when(waiver(id)).thenEvents('chargeWaived', 'ledgerEntered');
  });

  it('that is refused changes nothing but its answer', () => {
    const before = courseAfter('preparation 1');
    const { course } = given(before)
      .when(booked('dosing', '2027-02-20T10:00-08:00'))
      .thenRejected('approval-missing');
    expect({ ...course, answers: before.answers }).toEqual(before);
  });
});

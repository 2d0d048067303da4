/** A closed course still takes what concerns someone's safety, and what began before it closed. course.md §9 */
import { isOver, ledgerCloses } from '../../../src/course/decide/afterClose';
import { plusHours, plusMinutes, type Instant } from '../../../src/time/instant';
import type { Signal } from '../../../src/catalog/signals';
import { courseAfter } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { booked, report, about, released } from '../support/signals';
import { balanceCents } from '../../../src/course/money/ledger';

const ENDS: readonly Signal[] = [
  report('clientWithdrew', {}),
  report('courseTransferred', { to: 'practice-2' }),
  report('courseClosed', { outcome: 'discharged' }),
];

const questionnaire = (item9: number): Signal =>
  report('measureSubmitted', { instrument: 'PHQ-9', items: [1, 1, 1, 1, 1, 1, 1, 1, item9] });

const ended = (end: Signal = report('clientWithdrew', {}), days = 2): Scene =>
  after('integration 1')
    .when(end)
    .hours(24 * days);

describe.each(ENDS)('two days after $name', (end) => {
  it.each([
    ['crisisFlagged', report('crisisFlagged', {}), 'incident', 'therapist'],
    ['adverseEventReported', report('adverseEventReported', {}), 'incident', 'prescriber'],
    ['contraindicationReported', report('contraindicationReported', {}), 'incident', 'prescriber'],
    ['a questionnaire with item 9', questionnaire(3), 'call-now', 'therapist'],
  ] as const)('%s pages people at once, and is work', (_, report, task, owner) => {
    const reported = ended(end).when(report).thenAccepted().thenTask(task, owner);
    expect(reported.sent('safetyPage', 'therapist')).toHaveLength(1);
    expect(reported.sent('safetyPage', 'prescriber')).toHaveLength(1);
  });
});

describe('a report about a closed course', () => {
  it('reaches the lead if nobody takes it up', () => {
    const reported = ended().when(report('crisisFlagged', {}));
    reported.hours(0.9).thenNoMessages('safetyEscalation');
    expect(reported.hours(1).sent('safetyEscalation', 'lead')).toHaveLength(1);
    reported
      .when(report('taskCompleted', { task: 'incident:hold-1' }))
      .thenNoTask('incident')
      .hours(48)
      .thenNoMessages('safetyEscalation');
  });

  it('pages again for each report', () => {
    const reported = ended().when(report('crisisFlagged', {}), report('adverseEventReported', {}));
    expect(reported.sent('safetyPage', 'therapist')).toHaveLength(2);
  });

  it('ends, when it was a false alarm, by the owner of its hold', () => {
    const reported = ended().when(report('crisisFlagged', {}));
    const lifted = (by: 'therapist' | 'prescriber') =>
      report('holdLifted', { hold: 'hold-1', reason: 'it was a drill' }, { by });
    reported.when(lifted('prescriber')).thenRejected('hold-not-yours');
    reported.when(lifted('therapist')).thenAccepted().thenNoTask('incident');
    ended().when(lifted('therapist')).thenRejected('course-closed');
  });

  it('about what took place before the end may also be a false alarm', () => {
    const before = '2027-02-15T18:00-08:00';
    const reported = ended().when(report('crisisFlagged', {}, { occurredAt: before }));
    reported
      .when(report('holdLifted', { hold: 'hold-1', reason: 'it was a drill' }, { by: 'therapist' }))
      .thenAccepted()
      .thenNoTask('incident');
  });

  it('does not end a hold from before the end, which keeps back the farewell', () => {
    const held = after('integration 1')
      .when(report('crisisFlagged', {}), report('clientWithdrew', {}))
      .hours(1);
    const reported = held.when(report('crisisFlagged', {}));
    const lifted = (hold: string) => report('holdLifted', { hold, reason: 'safe' }, { by: 'therapist' });
    reported.when(lifted('hold-1')).thenRejected('course-closed');
    reported.when(lifted('hold-2')).thenAccepted().hours(48).thenNoMessages('courseEndedEarly');
  });

  it('may be a questionnaire that alarms nobody', () => {
    const before = courseAfter('integration 1').measures.length;
    const reported = ended().when(questionnaire(0)).thenAccepted().thenNoTask('incident');
    reported.thenNoMessages('safetyPage');
    expect(reported.course.measures).toHaveLength(before + 1);
  });

  it('is shown as possible', () => {
    expect(ended().status.possible).toEqual(
      expect.arrayContaining([
        'adverseEventReported',
        'contraindicationReported',
        'crisisFlagged',
        'measureSubmitted',
      ]),
    );
  });

  it('starts nothing again', () => {
    const reported = ended().when(report('crisisFlagged', {}));
    expect(reported.status.phase).toBe('closed');
    reported.when(booked('integration', plusHours(reported.now, 24))).thenRejected('course-closed');
    given(reported.course)
      .when(report('holdPlaced', { reason: 'to be sure', reviewOn: plusHours(reported.now, 48) }))
      .thenRejected('course-closed');
  });
});

describe('the end of the ledger', () => {
  const late = () => ended(undefined, 89).when(report('crisisFlagged', {}));

  it('is ninety days after the closing', () => {
    const scene = ended(undefined, 1);
    const closes = ledgerCloses(scene.course) ?? scene.now;
    expect(closes.slice(0, 10)).toBe('2027-05-17');
    expect(isOver(scene.course, plusHours(closes, -1))).toBe(false);
    expect(isOver(scene.course, closes)).toBe(true);
    expect(isOver(courseAfter('integration 1'), closes)).toBe(false);
  });

  it('waits for an incident that nobody has taken up', () => {
    const waiting = late().hours(72);
    expect(isOver(waiting.course, waiting.now)).toBe(false);
    const done = waiting.when(report('taskCompleted', { task: 'incident:hold-1' }));
    expect(isOver(done.course, done.now)).toBe(true);
  });
});

/** An hour into a dosing session nobody has reported on, the client withdraws. */
const withdrawn = (): Scene => {
  const scene = after('support for dosing 1');
  const start = scene.session('dosing-1').start;
  return scene
    .when(booked('integration', plusHours(start, 26)))
    .at(plusHours(start, 1))
    .when(report('clientWithdrew', {}, { by: 'client' }))
    .thenAccepted();
};

describe('a dosing session that started before the client withdrew', () => {
  it('is not canceled: the therapist reports its outcome', () => {
    const scene = withdrawn();
    expect(scene.session('dosing-1').status).toBe('scheduled');
    expect(scene.session('integration-1').status).toBe('cancelled');
    scene.hours(24).thenTask('session-outcome', 'therapist');
  });

  it('is charged, its dose is used, and no task for it stays open', () => {
    const scene = withdrawn();
    const { start } = scene.session('dosing-1');
    const reported = scene
      .hours(2)
      .when(about('dosingStarted', 'dosing-1', { occurredAt: start }))
      .thenAccepted()
      .when(about('dosingEnded', 'dosing-1', { occurredAt: plusHours(start, 1) }))
      .thenAccepted()
      .when(released('dosing-1'))
      .thenAccepted();
    expect(reported.course.supply.used - scene.course.supply.used).toBe(1);
    expect(balanceCents(reported.course.money) - balanceCents(scene.course.money)).toBe(33_000);
    reported
      .hours(24 * 10)
      .thenNoTask('session-outcome')
      .thenNoTask('book-integration')
      .thenNoMessages('checkIn');
    reported.when(about('dosingStarted', 'dosing-1', { occurredAt: start })).thenRejected('course-closed');
  });

  it('is the only one whose outcome can be reported', () => {
    const scene = withdrawn().hours(2);
    expect(scene.status.possible).toEqual(expect.arrayContaining(['dosingStarted', 'sessionNoShow']));
    scene.when(about('integrationCompleted', 'integration-1')).thenRejected('course-closed');
    scene.when(about('sessionNoShow', 'preparation-1')).thenRejected('course-closed');
    const reported = scene.when(about('sessionNoShow', 'dosing-1')).thenAccepted();
    expect(reported.status.possible).not.toContain('dosingStarted');
  });

  it('that starts the moment the client withdraws has started', () => {
    const scene = after('support for dosing 1');
    const left = scene
      .at(scene.session('dosing-1').start)
      .when(report('clientWithdrew', {}, { by: 'client' }));
    expect(left.thenAccepted().session('dosing-1').status).toBe('scheduled');
  });

  it('cannot start after that: no dose is given once the course is closed', () => {
    const scene = withdrawn();
    const closedAt = scene.now;
    const dose = (occurredAt: Instant) => about('dosingStarted', 'dosing-1', { occurredAt });
    const later = scene.hours(1);
    later.when(about('dosingStarted', 'dosing-1')).thenRejected('course-closed');
    later.when(dose(plusMinutes(closedAt, 1))).thenRejected('course-closed');
    expect(later.when(dose(later.now)).answer.reasons[0]?.sentence).toContain('with its actual time');
    later.when(dose(closedAt)).thenAccepted();
  });

  it('can be reported as a no-show', () => {
    withdrawn()
      .hours(2)
      .when(about('sessionNoShow', 'dosing-1'))
      .thenAccepted()
      .thenNoTask('session-outcome');
  });
});

describe('an integration session booked to start before the client withdrew', () => {
  it('is reported as booked, or with its actual times if it had started by then', () => {
    const booked = after('integration booked 1');
    const { ref, start } = booked.session('integration-1');
    const over = booked
      .at(plusMinutes(start, 30))
      .when(report('clientWithdrew', {}, { by: 'client' }))
      .hours(2);
    const took = (from: number) => ({ from: plusMinutes(start, from), to: plusMinutes(start, 80) });
    const integrated = (from: number) => report('integrationCompleted', { session: ref, took: took(from) });
    over.when(about('integrationCompleted', ref)).thenAccepted();
    over.when(integrated(30)).thenAccepted();
    over.when(integrated(31)).thenRejected('course-closed');
  });
});

describe('a session in the future when the course was closed', () => {
  it('is canceled, and its outcome cannot be reported', () => {
    const scene = after('support for dosing 1').when(report('clientWithdrew', {}, { by: 'client' }));
    expect(scene.session('dosing-1').status).toBe('cancelled');
    scene.when(about('dosingStarted', 'dosing-1')).thenRejected('course-closed');
    scene.when(report('consentSigned', { kinds: ['treatment'] })).thenRejected('course-closed');
  });
});

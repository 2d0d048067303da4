/** What took place before a course was closed is told all the same, and charged. course.md §3, §7 */
import { balanceCents } from '../../../src/course/money/ledger';
import { plusHours, plusMinutes, type Instant } from '../../../src/time/instant';
import { after, type Scene } from '../support/given';
import { about, booked, released, said } from '../support/said';

/** An hour into a dosing session nobody has reported on, the client withdraws. */
const withdrawn = (): Scene => {
  const scene = after('support for dosing 1');
  const start = scene.session('dosing-1').start;
  return scene
    .when(booked('integration', plusHours(start, 26)))
    .at(plusHours(start, 1))
    .when(said('clientWithdrew', {}, { by: 'client' }))
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
    const told = scene
      .hours(2)
      .when(about('dosingStarted', 'dosing-1', { occurredAt: start }))
      .thenAccepted()
      .when(about('dosingEnded', 'dosing-1', { occurredAt: plusHours(start, 1) }))
      .thenAccepted()
      .when(released('dosing-1'))
      .thenAccepted();
    expect(told.course.supply.used - scene.course.supply.used).toBe(1);
    expect(balanceCents(told.course.money) - balanceCents(scene.course.money)).toBe(33_000);
    told
      .hours(24 * 10)
      .thenNoTask('session-outcome')
      .thenNoTask('book-integration')
      .thenNoMessages('checkIn');
    told.when(about('dosingStarted', 'dosing-1', { occurredAt: start })).thenRejected('course-closed');
  });

  it('is the only one whose outcome can be reported', () => {
    const scene = withdrawn().hours(2);
    expect(scene.status.possible).toEqual(expect.arrayContaining(['dosingStarted', 'sessionNoShow']));
    scene.when(about('integrationCompleted', 'integration-1')).thenRejected('course-closed');
    scene.when(about('sessionNoShow', 'preparation-1')).thenRejected('course-closed');
    const told = scene.when(about('sessionNoShow', 'dosing-1')).thenAccepted();
    expect(told.status.possible).not.toContain('dosingStarted');
  });

  it('that starts the moment the client withdraws has started', () => {
    const scene = after('support for dosing 1');
    const left = scene.at(scene.session('dosing-1').start).when(said('clientWithdrew', {}, { by: 'client' }));
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
      .when(said('clientWithdrew', {}, { by: 'client' }))
      .hours(2);
    const took = (from: number) => ({ from: plusMinutes(start, from), to: plusMinutes(start, 80) });
    const told = (from: number) => said('integrationCompleted', { session: ref, took: took(from) });
    over.when(about('integrationCompleted', ref)).thenAccepted();
    over.when(told(30)).thenAccepted();
    over.when(told(31)).thenRejected('course-closed');
  });
});

describe('a session in the future when the course was closed', () => {
  it('is canceled, and its outcome cannot be reported', () => {
    const scene = after('support for dosing 1').when(said('clientWithdrew', {}, { by: 'client' }));
    expect(scene.session('dosing-1').status).toBe('cancelled');
    scene.when(about('dosingStarted', 'dosing-1')).thenRejected('course-closed');
    scene.when(said('consentSigned', { kinds: ['treatment'] })).thenRejected('course-closed');
  });
});

/** A course ended on the wrong client goes on where it was. course.md §9 */
import { balanceCents } from '../../../src/course/money/ledger';
import { loadProtocol } from '../../../src/protocols/load';
import type { Signal } from '../../../src/catalog/signals';
import { courseAfter } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { about, booked, released, report } from '../support/signals';
import { correction } from '../support/corrections';

const END = { id: 'the-end' };
const withdrew = (): Signal => report('clientWithdrew', {}, { ...END, by: 'frontDesk' });
const ENDS: readonly Signal[] = [
  withdrew(),
  report('courseTransferred', { to: 'practice-2' }, END),
  report('courseClosed', { outcome: 'discharged' }, END),
];
const undo = () => correction('the-end');

/** A dosing session and its integration are booked. */
const two = (): Scene => after('support for dosing 1').when(booked('integration', '2027-02-16T14:00-08:00'));

describe.each(ENDS)('$name, undone by the lead five minutes later', (end) => {
  const undone = () => two().when(end).hours(0.1).when(undo()).thenAccepted();

  it('leaves the course open, with its bookings and what was known about them', () => {
    const scene = undone();
    expect(scene.course).not.toHaveProperty('closed');
    expect(scene.status.phase).toBe(two().status.phase);
    expect(scene.session('dosing-1')).toMatchObject({ status: 'scheduled', supportPerson: 'confirmed' });
    expect(scene.session('dosing-1')).not.toHaveProperty('calledOff');
    expect(scene.session('integration-1').status).toBe('scheduled');
    scene.thenNoTask('discharge-follow-up').thenNoTask('leftover-supply').thenNoTask('send-records');
  });

  it('confirms the sessions to the client again, with later entries for the calendar, and someone calls', () => {
    const scene = undone().thenTask('course-reopened', 'frontDesk');
    const facts = scene
      .all('messageDue')
      .filter(({ message }) => message.template === 'sessionBooked')
      .slice(-2);
    expect(facts.map(({ message }) => message.facts.revision)).toEqual([2, 2]);
    expect(scene.sent('courseEndedEarly', 'client')).toHaveLength(1);
    scene.thenNoMessages('sessionMoved');
  });

  it('goes on: the session takes place', () => {
    const scene = undone();
    const { start } = scene.session('dosing-1');
    const dosed = scene.at(start).when(about('dosingStarted', 'dosing-1')).thenAccepted();
    dosed.hours(2).when(about('dosingEnded', 'dosing-1'), released('dosing-1')).thenAccepted();
  });

  it('can end in earnest later: the client is notified then, too', () => {
    const scene = undone().hours(3).when(report('clientWithdrew', {})).thenAccepted();
    expect(scene.sent('courseEndedEarly', 'client')).toHaveLength(2);
    expect(scene.sent('sessionCalledOff', 'client')).toHaveLength(4);
  });
});

describe('undoing the end of a course', () => {
  const ended = () => two().when(withdrew());

  it('is for the lead alone', () => {
    ended().when(correction('the-end', 'frontDesk')).thenRejected('correction-not-yours', 'lead');
    ended().when(correction('the-end', 'client')).thenRejected('correction-not-yours', 'lead');
  });

  it('is possible for a day', () => {
    ended().hours(24).when(undo()).thenAccepted();
    ended().hours(24.1).when(undo()).thenRejected('closing-stands', 'lead');
  });

  it('is possible once', () => {
    ended().when(undo(), undo()).thenRejected('already-corrected');
  });

  it('counts the day from the report of an end that was reported late', () => {
    const scene = two().hours(30);
    const backdated = report('clientWithdrew', {}, { ...END, occurredAt: two().now });
    scene.when(backdated).thenAccepted().hours(20).when(undo()).thenAccepted();
  });

  it('makes a session whose time has passed work for the front desk, until another is booked', () => {
    const scene = two();
    const { start } = scene.session('dosing-1');
    const late = scene.at(start).wakingAt(start);
    const before = given(late.course);
    expect(before.session('dosing-1').status).toBe('scheduled');
    const early = two().at('2027-02-14T20:00-08:00').when(withdrew()).hours(16).when(undo()).thenAccepted();
    expect(early.session('dosing-1').status).toBe('cancelled');
    expect(early.session('integration-1').status).toBe('scheduled');
    early.thenTask('rebook-session', 'frontDesk');
    early
      .hours(1)
      .when(booked('dosing', '2027-02-15T15:00-08:00'))
      .thenAccepted()
      .thenNoTask('rebook-session');
  });

  it('sends no second confirmation if the client has not been notified of anything', () => {
    const scene = after('support for dosing 1')
      .when(report('crisisFlagged', {}), withdrew())
      .hours(1)
      .when(undo())
      .thenAccepted();
    expect(scene.session('dosing-1').revision).toBe(
      courseAfter('support for dosing 1').sessions.at(-1)?.revision,
    );
    scene.hours(2).thenNoMessages('sessionBooked').thenNoMessages('courseEndedEarly');
    expect(scene.status.onHold).toBe(true);
  });

  it('brings back the pause that ended with the course', () => {
    const reviewOn = '2027-04-01T10:00-07:00';
    const scene = after('integration 1')
      .when(report('coursePaused', { reason: 'traveling', reviewOn }, { by: 'therapist' }), withdrew())
      .hours(1)
      .when(undo())
      .thenAccepted();
    expect(scene.course.holds.map(({ reason }) => reason)).toEqual(['pause']);
    expect(scene.course.resumedAt).toBeUndefined();
    scene.when(report('courseResumed', {})).thenAccepted();
  });

  it('keeps a safety report that came in between', () => {
    const scene = ended().when(report('crisisFlagged', {}), undo()).thenAccepted();
    scene.thenTask('incident', 'therapist');
    expect(scene.status.onHold).toBe(true);
  });

  it('comes after a supply that arrived in between is corrected: it was set aside', () => {
    const left = after('prescription').when(report('shipmentSent', { doses: 2 }), withdrew());
    const arrived = left.when(report('shipmentReceived', { doses: 2 }, { id: 'parcel' }));
    arrived.when(undo()).thenRejected('built-upon', 'lead');
    arrived.when(correction('parcel'), undo(), report('shipmentReceived', { doses: 2 })).thenAccepted();
  });

  it('gives back what was left of a package', () => {
    const setup = { protocol: loadProtocol('welches-pazio') };
    const sold = after('dosing booked 1', setup).when(
      report('packageSold', { package: 'six' }),
      report('paymentPosted', { cents: 350_000 }),
    );
    const scene = sold.when(withdrew());
    expect(balanceCents(scene.course.money)).toBeLessThan(balanceCents(sold.course.money));
    const undone = scene.hours(1).when(undo()).thenAccepted();
    expect(balanceCents(undone.course.money)).toBe(balanceCents(sold.course.money));
    expect(undone.course.packages).toEqual(sold.course.packages);
    const again = undone.hours(1).when(report('clientWithdrew', {})).thenTask('refund-due', 'biller');
    expect(balanceCents(again.course.money)).toBe(balanceCents(scene.course.money));
  });

  it('undoes a review that ended the course', () => {
    const done = given(courseAfter('integration 8')).when(
      booked('preparation', '2027-06-20T10:00-07:00'),
      report('courseReviewed', { decision: 'end' }, END),
    );
    const scene = done.hours(1).when(undo()).thenAccepted();
    expect(scene.course).not.toHaveProperty('review');
    expect(scene.session('preparation-7').status).toBe('scheduled');
    scene.when(report('courseReviewed', { decision: 'maintenance' })).thenAccepted();
  });
});

import { plusHours } from '../../../src/time/instant';
import { blockers } from '../../../src/course/status/waiting';
import { courseAfter, started } from '../support/courses';
import { given, type Scene } from '../support/given';
import { booked, report } from '../support/signals';

const asked = ({ course, now }: Scene) => blockers(course, now);
const waits = (scene: Scene, what: string) => asked(scene).blockers.find((each) => each.what === what);

describe('why a course waits', () => {
  it('at the start: for the consents, since then, and the client can act', () => {
    const { course } = given(started());
    expect(waits(given(course).hours(30), 'consent-missing')).toMatchObject({
      since: course.startedAt,
      who: ['client', 'frontDesk'],
    });
  });

  it('after dosing: for the integration, since the end of the session', () => {
    const course = courseAfter('dosing 1');
    const owed = waits(given(course).hours(5), 'integration-owed');
    expect(owed).toMatchObject({ since: course.cycles[0]?.endedAt, who: ['therapist'] });
    expect(owed).not.toHaveProperty('notBefore');
  });

  it('says when it can be over at the earliest', () => {
    const scene = given(courseAfter('dosing 1'));
    const start = plusHours(scene.now, 20);
    const booking = scene.when(booked('integration', start, { minutes: 60 })).thenAccepted();
    expect(waits(booking, 'integration-owed')).toMatchObject({ notBefore: plusHours(start, 1) });
  });

  it('names the open tasks with whose they are', () => {
    const scene = given(courseAfter('dosing 1'));
    expect(waits(scene, 'book-integration')).toMatchObject({
      sentence: 'Book the integration session.',
      who: ['frontDesk'],
      since: scene.course.cycles[0]?.endedAt,
    });
  });

  it('says how much more the course will cost, and how much is to be paid back', () => {
    const dearer = given(courseAfter('preparation 2'))
      .when(report('planChanged', { dosings: 9 }))
      .thenAccepted();
    expect(waits(dearer, 'reissue-estimate')?.sentence).toBe(
      'Issue a new estimate: the course will cost $745.00 more than the one the client signed.',
    );
    const paid = given(courseAfter('preparation 2')).when(
      report('paymentPosted', { cents: 12_345, method: 'card' }),
      report('clientWithdrew', {}),
    );
    expect(waits(paid, 'refund-due')?.sentence).toBe('Refund the client’s credit balance of $123.45.');
  });

  it('names the session a task is about', () => {
    const scene = given(courseAfter('dosing booked 1')).at('2027-02-16T10:00-08:00');
    expect(waits(scene, 'session-outcome')).toMatchObject({ session: 'dosing-1' });
  });

  it('on hold: since the hold, and its owner can act', () => {
    const scene = given(courseAfter('dosing booked 1')).hours(3).when(report('crisisFlagged', {}));
    const [hold] = scene.course.holds;
    expect(asked(scene).since).toBe(hold?.since);
    expect(waits(scene, 'on-hold')).toMatchObject({ since: hold?.since, who: ['therapist'] });
  });

  it('lists what happens if nobody acts: what staff will see, in order', () => {
    const scene = given(courseAfter('dosing 1'));
    const { consequences: consequences } = asked(scene);
    expect(consequences.map(({ kind, what, to }) => `${kind} ${what} ${to ?? ''}`)).toEqual([
      'message integrationWarningStaff therapist',
      'breach integration ',
      'message integrationBreach therapist',
      'message integrationBreach lead',
    ]);
  });

  it('lists all of the next two weeks, and of what is further away only so much that there are three', () => {
    const scene = given(courseAfter('approval')).when(report('prescriptionIssued', { doses: 2 }));
    const soon = plusHours(scene.now, 24 * 14);
    const { consequences } = asked(scene);
    expect(consequences.map(({ what }) => what)).toContain('shipment-overdue');
    expect(consequences.filter(({ at }) => at > soon).length).toBeLessThanOrEqual(
      Math.max(0, 3 - consequences.filter(({ at }) => at <= soon).length),
    );
    const later = asked(given(courseAfter('maintenance'))).consequences;
    expect(later).toHaveLength(3);
    expect(later.at(-1)?.at).toMatch(/^2027-07-/);
  });

  it('does not list past events as upcoming, however late it is seen', () => {
    const scene = given(courseAfter('dosing 1'));
    const seen = scene.wakingAt(plusHours(scene.now, 24 * 30));
    expect(asked(seen).consequences.filter(({ at }) => at <= seen.now)).toEqual([]);
  });

  it('has no blockers in maintenance, and lists the window', () => {
    const scene = given(courseAfter('maintenance'));
    expect(asked(scene).blockers).toEqual([]);
    expect(asked(scene).consequences.map(({ what }) => what)).toContain('boosterWindowOpened');
  });

  it('of a closed course is nothing', () => {
    expect(asked(given(courseAfter('end')))).toMatchObject({ blockers: [], consequences: [] });
  });

  it('is part of the status', () => {
    const scene = given(courseAfter('approval'));
    expect(scene.status.waiting).toEqual(asked(scene));
  });
});

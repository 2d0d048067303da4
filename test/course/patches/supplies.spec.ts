import { usableDoses } from '../../../src/course/selectors/supply';
import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith, courseAfter } from '../support/courses';
import { given } from '../support/given';
import { report } from '../support/signals';

const prescribed = (doses: number, expires?: string) =>
  report('prescriptionIssued', { doses, ...(expires && { expires }) });
const sent = (doses: number) => report('shipmentSent', { doses });
const received = (doses: number) => report('shipmentReceived', { doses });
const lost = () => report('shipmentLost', {});

describe('the starter', () => {
  it('is two doses', () => {
    const scene = given(courseAfter('approval')).when(prescribed(2), sent(2), received(2)).thenAccepted();
    expect(usableDoses(scene.course)).toBe(2);
  });

  it('is refused with three doses', () => {
    given(courseAfter('approval')).when(prescribed(3)).thenRejected('too-many-doses', 'prescriber');
  });

  it('needs an approval', () => {
    given(courseAfter('preparation 3')).when(prescribed(2)).thenRejected('approval-missing', 'prescriber');
  });

  it('is not prescribed twice while it is on its way', () => {
    given(courseAfter('prescription'))
      .when(prescribed(2))
      .thenRejected('supply-under-way', 'client', 'frontDesk');
  });

  it('is all there is before the dose is confirmed', () => {
    given(courseAfter('integration 1')).when(prescribed(6)).thenRejected('dose-unconfirmed', 'prescriber');
  });

  it('is followed by up to six doses once the dose is confirmed', () => {
    given(courseAfter('dose confirmed')).when(prescribed(6)).thenEvents('prescriptionIssued');
  });

  it('is not followed by seven', () => {
    given(courseAfter('dose confirmed')).when(prescribed(7)).thenRejected('too-many-doses', 'prescriber');
  });
});

describe('a prescription', () => {
  const issue = 'issue-prescription';

  it("is the prescriber's task once approved, and nobody reaches out to the client for it", () => {
    const approved = given(courseAfter('approval')).thenTask(issue, 'prescriber');
    const waiting = given(courseAfter('approval', { protocol: loadProtocol('mackenzie') })).hours(24 * 20);
    waiting.thenTask(issue, 'prescriber').thenNoMessages('reachOut').thenNoTask('silence-decision');
    approved.when(prescribed(2)).thenNoTask(issue);
  });

  it('is owed again when the dose is confirmed and nothing is left, not before', () => {
    given(courseAfter('integration 2')).thenNoTask(issue).thenTask('dose-review', 'prescriber');
    given(courseAfter('dose confirmed')).thenTask(issue, 'prescriber');
    given(courseAfter('further supply')).thenNoTask(issue);
  });

  it('has a task of its own each time', () => {
    const tasks = (milestone: 'approval' | 'dose confirmed') => Object.keys(courseAfter(milestone).tasks);
    expect(tasks('approval')).toContain('issue-prescription:supply-1');
    expect(tasks('dose confirmed')).toContain('issue-prescription:supply-2');
  });

  it('lost or expired is asked for by another task', () => {
    given(courseAfter('prescription'))
      .when(sent(2), lost())
      .thenTask('lost-supply', 'prescriber')
      .thenNoTask(issue);
    const decided = report('prescriberDecision', { decision: 'approved' });
    given(courseAfter('prescription')).when(sent(2), lost(), decided).thenTask(issue, 'prescriber');
    given(courseAfter('prescription'))
      .hours(24 * 200)
      .thenTask('renew-prescription', 'prescriber')
      .thenNoTask(issue);
  });

  it('is not owed without an approval, at the end of the series, nor for what the clinic gives', () => {
    given(courseAfter('preparation 3')).thenNoTask(issue);
    given(courseAfter('integration 8')).thenNoTask(issue);
    given(courseAfter('maintenance')).thenNoTask(issue);
    given(courseAfter('approval', { protocol: loadProtocol('welches-pazio') })).thenNoTask(issue);
  });
});

describe('a shipment', () => {
  it.each([
    ['sent', sent],
    ['received', received],
  ])('cannot be %s with more than was prescribed', (_, report) => {
    given(courseAfter('prescription')).when(report(3)).thenRejected('more-than-prescribed', 'prescriber');
  });

  it('may bring less than was prescribed', () => {
    const { course } = given(courseAfter('prescription')).when(sent(2), received(1)).thenAccepted();
    expect(usableDoses(course)).toBe(1);
  });

  it('is sent once', () => {
    given(courseAfter('prescription')).when(sent(2), sent(2)).thenRejected('already-shipped', 'prescriber');
  });

  it('arrives once', () => {
    given(courseAfter('prescription'))
      .when(received(2), received(2))
      .thenRejected('no-supply-under-way', 'prescriber');
  });

  it('is looked for after a week', () => {
    given(courseAfter('prescription'))
      .at('2027-01-29T15:29-08:00')
      .thenNoTask('shipment-overdue')
      .hours(0.1)
      .thenTask('shipment-overdue', 'frontDesk');
  });

  it('cannot be lost before anything is on its way', () => {
    given(courseAfter('approval')).when(lost()).thenRejected('no-supply-under-way', 'prescriber');
  });
});

describe('a prescription', () => {
  const expired = () =>
    given(courseAfter('approval')).when(prescribed(2, '2027-02-01T00:00-08:00')).at('2027-02-01T00:01-08:00');

  it.each([
    ['filled', sent(2)],
    ['picked up', received(2)],
    ['lost', lost()],
  ])('cannot be %s once it has expired', (_, signal) => {
    expired().when(signal).thenRejected('prescription-expired', 'prescriber');
  });

  it('may be reported late as filled on time, and then arrives', () => {
    const { course } = expired()
      .when(report('shipmentSent', { doses: 2 }, { occurredAt: '2027-01-31T23:59-08:00' }), received(2))
      .thenAccepted();
    expect(usableDoses(course)).toBe(2);
    expect(course.prescriptions.at(-1)).not.toHaveProperty('expiredAt');
  });

  it('may be reported late as picked up on time', () => {
    const { course } = expired()
      .when(report('shipmentReceived', { doses: 2 }, { occurredAt: '2027-01-31T23:59-08:00' }))
      .thenAccepted();
    expect(course.prescriptions.at(-1)).not.toHaveProperty('expiredAt');
  });

  it('arrives after its end when it was filled before', () => {
    given(courseAfter('approval'))
      .when(prescribed(2, '2027-02-01T00:00-08:00'), sent(2))
      .at('2027-02-03T00:00-08:00')
      .thenNoTask('renew-prescription')
      .when(received(2))
      .thenAccepted();
  });

  it('frees the way for a new one, which the prescriber is asked for, when it expires unfilled', () => {
    expired().thenTask('renew-prescription', 'prescriber').thenNoTask('shipment-overdue');
    const renewed = expired().when(prescribed(2)).thenAccepted();
    renewed.thenNoTask('renew-prescription').when(sent(2), received(2)).thenAccepted();
    expect(renewed.all('noticed').map(({ kind, at }) => [kind, at])).toEqual([
      ['prescriptionExpired', '2027-02-01T08:00:00.000Z'],
    ]);
  });

  it('blocks a new one until the instant it expires', () => {
    given(courseAfter('approval'))
      .when(prescribed(2, '2027-02-01T00:00-08:00'))
      .at('2027-01-31T23:59-08:00')
      .when(prescribed(2))
      .thenRejected('supply-under-way');
  });

  it('must expire after it was issued', () => {
    given(courseAfter('approval'))
      .when(prescribed(2, '2027-01-22T15:00-08:00'))
      .thenRejected('prescription-already-expired', 'prescriber');
  });

  it('is announced to the prescriber 30 days before it expires, while it is unfilled', () => {
    given(courseAfter('approval'))
      .when(prescribed(2, '2027-04-01T12:00-07:00'))
      .at('2027-03-10T00:00-08:00')
      .thenMessages('prescriptionExpiring', '2027-03-02 09:00');
  });
});

describe('a supply where no session is exploratory', () => {
  const plain = calmWith((calm) => ({ ...calm, dosing: { ...calm.dosing, exploratory: 0 } }));
  const dosedOnce = () => given(courseAfter('integration 1', { protocol: plain }));

  it('starts with the starter supply, and continues in full without a confirmation', () => {
    given(courseAfter('approval', { protocol: plain }))
      .when(prescribed(3))
      .thenRejected('too-many-doses');
    dosedOnce().when(prescribed(6)).thenAccepted();
    dosedOnce().when(prescribed(7)).thenRejected('too-many-doses', 'prescriber');
  });
});

describe('the order', () => {
  const orders = (maxDosings: number) => ({
    approved: report('prescriberDecision', { decision: 'approved', maxDosings }),
    confirmed: report('doseConfirmed', { maxDosings }),
  });
  const twice = () => given(courseAfter('integration 2'));

  it('never covers fewer dosing sessions than are done', () => {
    twice().when(orders(1).approved).thenRejected('below-what-is-done', 'frontDesk', 'therapist');
    twice().when(orders(1).confirmed).thenRejected('below-what-is-done', 'frontDesk', 'therapist');
    twice().when(orders(2).approved).thenAccepted();
    twice().when(orders(2).confirmed).thenAccepted();
  });

  it('counts one that is booked', () => {
    const next = given(courseAfter('dosing booked 1')).when(
      report('prescriberDecision', { decision: 'approved', maxDosings: 1 }),
    );
    next.thenAccepted();
    expect(next.course).toMatchObject({ maxDosings: 1, dosingsPlanned: 1 });
  });

  it('that approves ends after it was given', () => {
    const { now } = given(courseAfter('preparation 3'));
    const until = (validUntil: string) =>
      given(courseAfter('preparation 3')).when(
        report('prescriberDecision', { decision: 'approved', validUntil }),
      );
    until(now).thenRejected('approval-already-expired', 'prescriber');
    until(plusHours(now, 1)).thenAccepted();
  });
});

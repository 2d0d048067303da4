/** The prescriber orders the route of each dose, out of those that the protocol lists. */
import { loadProtocol } from '../../../src/protocols/load';
import type { Protocol } from '../../../src/catalog/protocol';
import type { Route } from '../../../src/catalog/shapes';
import { CALM } from '../support/courses';
import { whats } from '../support/forecasts';
import { after, type Scene } from '../support/given';
import { report } from '../support/signals';

const listing = (...routes: Route[]): Protocol => ({
  ...CALM,
  dosing: { ...CALM.dosing, routes },
});
const SEVERAL = { protocol: listing('nasal', 'oral') };
const ONE = { protocol: listing('sublingual') };

const named = (route?: Route) => (route ? { route } : {});
const approved = (route?: Route) =>
  report('prescriberDecision', { decision: 'approved', ...named(route) }, { by: 'prescriber' });
const changed = (order: string, route?: Route) => report('doseChanged', { order, ...named(route) });
const read = (by: 'client' | 'therapist', order: string) =>
  report('doseChangeAcknowledged', { order }, { by });
const starts = (route?: Route) => report('dosingStarted', { session: 'dosing-1', ...named(route) });
const movedTo = (protocol: Protocol) =>
  report('protocolChanged', { protocol: { ...protocol, version: CALM.version + 1 } });

const referred = (setup = SEVERAL) => after('preparation 3', setup);
const START = '2027-02-15T10:00-08:00';
/** Two days before the first dosing session, with every gate open; the plan has ordered the first route listed. */
const ready = (setup = SEVERAL) => after('support for dosing 1', setup);
const refilled = (scene: Scene) =>
  scene.when(report('prescriptionIssued', { doses: 1 }), report('shipmentReceived', { doses: 1 }));

describe('the route in an approval', () => {
  it('is named where the protocol lists several', () => {
    const refused = referred().when(approved()).thenRejected('route-unordered', 'prescriber');
    expect(refused.answer.reasons[0]?.sentence).toBe(
      'The prescriber must order one of these routes: nasal, oral.',
    );
    expect(referred().when(approved('oral')).thenAccepted().course.route).toBe('oral');
  });

  it('is one that the protocol lists', () => {
    referred().when(approved('sublingual')).thenRejected('route-not-listed', 'prescriber', 'lead');
    after('preparation 3').when(approved('oral')).thenRejected('route-not-listed');
    referred(ONE).when(approved('oral')).thenRejected('route-not-listed');
  });

  it('is the only one where there is no other, and none where the protocol lists none', () => {
    expect(referred(ONE).when(approved()).thenAccepted().course.route).toBe('sublingual');
    expect(referred(ONE).when(approved('sublingual')).thenAccepted().course.route).toBe('sublingual');
    expect(after('preparation 3').when(approved()).thenAccepted().course).not.toHaveProperty('route');
  });

  it('is not asked for again when the approval is renewed, and cannot be another one', () => {
    expect(ready().when(approved()).thenAccepted().course.route).toBe('nasal');
    const other = ready().when(approved('oral')).thenRejected('route-not-ordered', 'prescriber');
    expect(other.answer.reasons[0]?.sentence).toBe(
      'The order says nasal, not oral. Another route is a changed order.',
    );
  });

  it('is not part of a decision against dosing', () => {
    const declined = report('prescriberDecision', { decision: 'declined' });
    expect(referred().when(declined).thenAccepted().course).not.toHaveProperty('route');
  });

  it('shows in the status once it is ordered', () => {
    expect(referred().status).not.toHaveProperty('route');
    expect(referred().when(approved('oral')).status.route).toBe('oral');
  });
});

describe('another route', () => {
  it('is a changed order: client and therapist acknowledge it before the next session', () => {
    const scene = refilled(ready().when(changed('order-2', 'oral')).thenAccepted());
    expect(scene.course.route).toBe('oral');
    scene.thenGates('dose-change-unacknowledged').thenTask('acknowledge-dose-change', 'therapist');
    const day = scene.when(read('client', 'order-2')).at(START);
    day.when(starts('oral')).thenRejected('dose-change-unacknowledged', 'therapist');
    day.when(read('therapist', 'order-2'), starts('oral')).thenAccepted();
  });

  it('is one that the protocol lists', () => {
    ready().when(changed('order-2', 'intravenous')).thenRejected('route-not-listed', 'prescriber', 'lead');
    after('support for dosing 1').when(changed('order-2', 'oral')).thenRejected('route-not-listed');
  });

  it('is not meant by an order that names none', () => {
    expect(ready().when(changed('order-2')).thenAccepted().course.route).toBe('nasal');
  });
});

describe('the route of a dose', () => {
  it('is the ordered one', () => {
    const day = ready().at(START);
    day.when(starts('oral')).thenRejected('route-not-ordered', 'prescriber');
    day.when(starts('nasal')).thenAccepted();
    day.when(starts()).thenAccepted();
  });

  it('is not reported where the protocol lists none', () => {
    after('support for dosing 1').at(START).when(starts('oral')).thenRejected('route-not-listed');
  });
});

describe('a course that moves to a version with other routes', () => {
  const moved = (protocol: Protocol, setup = {}) =>
    after('support for dosing 1', setup).when(movedTo(protocol)).thenAccepted();

  it('waits before a dosing session until the prescriber orders one of several', () => {
    const scene = moved(listing('nasal', 'oral')).thenGates('route-unordered');
    expect(scene.status.waitingOn).toBe('prescriber');
    const day = scene.at(START);
    day.when(starts()).thenRejected('route-unordered', 'prescriber');
    day
      .when(report('gateOverridden', { gate: 'route-unordered', reason: 'as before' }, { by: 'prescriber' }))
      .thenRejected('gate-not-overridable');
    day.when(approved('oral'), starts()).thenAccepted();
  });

  it('has no such gate before there is an approval, or where no route is listed', () => {
    const unapproved = referred().status.gates.map(({ code }) => code);
    expect(unapproved).toContain('approval-missing');
    expect(unapproved).not.toContain('route-unordered');
    ready({ protocol: CALM }).thenNoGates();
  });

  it('has a changed order name one of several, too', () => {
    const scene = moved(listing('nasal', 'oral'));
    scene.when(changed('order-2')).thenRejected('route-unordered', 'prescriber');
    expect(scene.when(changed('order-2', 'oral')).thenAccepted().course.route).toBe('oral');
  });

  it('takes the only one listed', () => {
    expect(moved(listing('sublingual')).thenNoGates().course.route).toBe('sublingual');
    const early = after('preparation 2').when(movedTo(listing('sublingual')));
    expect(early.course).not.toHaveProperty('route');
  });

  it('keeps the ordered one if the new version lists it', () => {
    expect(moved(listing('oral', 'nasal'), SEVERAL).thenNoGates().course.route).toBe('nasal');
  });

  it('waits for a changed order if the new version does not: nothing changes the route by itself', () => {
    const scene = moved(listing('sublingual'), SEVERAL).thenGates('route-unordered');
    scene.when(approved('sublingual')).thenRejected('route-not-ordered');
    scene.when(approved()).thenAccepted().thenGates('route-unordered');
    const ordered = refilled(scene.when(changed('order-2', 'sublingual')));
    ordered.when(read('client', 'order-2'), read('therapist', 'order-2')).thenNoGates();
  });
});

describe('a forecast', () => {
  it('assumes the first route listed', () => {
    const { course } = after('approval', { protocol: loadProtocol('healingmaps') });
    expect(course.route).toBe('intravenous');
    const ahead = after('start', SEVERAL).forecast();
    expect(ahead).not.toHaveProperty('stuck');
    expect(whats(ahead, 'step')).not.toContain('doseChanged');
  });

  it.each([
    ['with the approval where none is ordered', {}, 'prescriberDecision'],
    [
      'with a changed order where the ordered one is not listed',
      { protocol: listing('sublingual') },
      'doseChanged',
    ],
  ])('orders one %s', (_, setup, step) => {
    const scene = after('dosing booked 3', setup).when(movedTo(SEVERAL.protocol)).thenAccepted();
    const ahead = scene.forecast();
    expect(ahead).not.toHaveProperty('stuck');
    expect(whats(ahead, 'step')).toContain(step);
  });
});

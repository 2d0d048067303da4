/** A course under way moves to another version of its protocol only when the lead says so. */
import { compareForecasts } from '../../../src/course/forecast/compare';
import type { Protocol } from '../../../src/catalog/protocol';
import { CALM, courseAfter } from '../support/courses';
import { given } from '../support/given';
import { booked, report } from '../support/signals';

const version2 = (change: Partial<Protocol> = {}): Protocol => ({ ...CALM, version: 2, ...change });
const move = (protocol: Protocol) => report('protocolChanged', { protocol });
const longer = version2({ dosing: { ...CALM.dosing, planned: 10 } });

describe('a move to another version of the protocol', () => {
  it('is for the lead alone', () => {
    expect(() => report('protocolChanged', { protocol: version2() }, { by: 'therapist' })).toThrow(/lead/);
  });

  it('pins the new version: its additional dosing sessions are planned, and those agreed in the review stay', () => {
    const scene = given(courseAfter('integration 3')).when(move(longer)).thenEvents('protocolChanged');
    expect(scene.status.protocol).toEqual({ id: 'calm', version: 2 });
    expect(scene.course.dosingsPlanned).toBe(10);
    const more = given({ ...courseAfter('integration 3'), dosingsPlanned: 9 }).when(move(longer));
    expect(more.course.dosingsPlanned).toBe(11);
  });

  it('never plans fewer dosings than are done or booked', () => {
    const shorter = version2({ dosing: { ...CALM.dosing, planned: 2 } });
    expect(given(courseAfter('integration 3')).when(move(shorter)).course.dosingsPlanned).toBe(3);
    expect(given(courseAfter('dosing booked 4')).when(move(shorter)).course.dosingsPlanned).toBe(4);
  });

  it('keeps the number set for the client, and a finished series', () => {
    const own = given(courseAfter('integration 3'))
      .when(report('planChanged', { dosings: 5 }))
      .when(move(longer));
    expect(own.course.dosingsPlanned).toBe(5);
    expect(given(courseAfter('maintenance')).when(move(longer)).course.dosingsPlanned).toBe(8);
  });

  it('keeps additional preparation the prescriber asked for, and otherwise takes the new minimum', () => {
    const less = version2({ preparation: { ...CALM.preparation, minimum: 4 } });
    expect(given(courseAfter('preparation 1')).when(move(less)).course.preparationMinimum).toBe(4);
    const raised = { ...courseAfter('preparation 1'), preparationMinimum: 8 };
    expect(given(raised).when(move(less)).course.preparationMinimum).toBe(8);
  });

  it('with other prices requires a new estimate, which the client must acknowledge', () => {
    const dearer = version2({ fees: { ...CALM.fees, integration: { kind: 'flat', cents: 26_000 } } });
    const scene = given(courseAfter('preparation 1')).when(move(dearer)).thenTask('issue-estimate', 'biller');
    expect(scene.status.gates.map(({ code }) => code)).toContain('estimate-unacknowledged');
    given(courseAfter('preparation 1')).when(move(longer)).thenNoTask('issue-estimate');
  });

  it('moves deadlines, and sends nothing twice', () => {
    const quicker = version2({ clocks: { ...CALM.clocks, shipmentDays: 3 } });
    const scene = given(courseAfter('prescription')).when(move(quicker));
    scene.hours(3 * 24 + 1).thenTask('shipment-overdue', 'frontDesk');
    given(courseAfter('prescription'))
      .hours(3 * 24 + 1)
      .thenNoTask('shipment-overdue');
    expect(scene.sent('welcome')).toEqual([]);
  });

  it('is refused to the same version, to another protocol, and while a dosing session is under way', () => {
    given(courseAfter('preparation 1')).when(move(CALM)).thenRejected('protocol-same', 'lead');
    given(courseAfter('preparation 1'))
      .when(move(version2({ id: 'another' })))
      .thenRejected('other-protocol', 'lead');
    given(courseAfter('dosing started 1')).when(move(longer)).thenRejected('dosing-under-way', 'therapist');
  });

  it('is refused if doses are given differently while some are in supply', () => {
    const infusions = version2({ supply: { ...CALM.supply, kind: 'infusion' } });
    given(courseAfter('starter supply')).when(move(infusions)).thenRejected('supply-at-hand', 'prescriber');
    given(courseAfter('prescription')).when(move(infusions)).thenRejected('supply-at-hand', 'prescriber');
    given(courseAfter('approval')).when(move(infusions)).thenAccepted();
  });

  it('can be previewed: the forecast without and with the move', () => {
    const scene = given(courseAfter('integration 3'));
    const changes = compareForecasts(scene.forecast(), scene.forecast(move(longer)));
    const added = changes.flatMap(({ before, after }) => (!before && after?.kind === 'session' ? after : []));
    expect(added.map(({ session }) => session)).toEqual(expect.arrayContaining(['dosing-9', 'dosing-10']));
    expect(scene.forecast(move(longer)).charges.toCents - scene.forecast().charges.toCents).toBe(2 * 74_500);
    expect(compareForecasts(scene.forecast(), scene.forecast())).toEqual([]);
    const refused = scene.forecast(move(CALM));
    expect(refused.refused).toMatchObject([{ code: 'protocol-same' }]);
  });
});

describe('the number of dosing sessions', () => {
  const change = (dosings: number, by?: 'prescriber') =>
    report('planChanged', { dosings }, by === undefined ? {} : { by });
  const ordered = () =>
    given(courseAfter('integration 2'))
      .when(report('doseConfirmed', { maxDosings: 6 }))
      .thenAccepted();

  it('belongs to the client: forecast and series follow it', () => {
    const scene = given(courseAfter('integration 3'));
    const fewer = scene.when(change(5)).thenEvents('planChanged');
    expect(scene.forecast().charges.toCents - fewer.forecast().charges.toCents).toBe(3 * 74_500);
  });

  it('stays within the order, which only the prescriber may exceed', () => {
    expect(ordered().course.dosingsPlanned).toBe(6);
    ordered().when(change(7)).thenRejected('beyond-the-order', 'prescriber');
    ordered().when(change(5)).thenAccepted();
    const raised = ordered().when(change(7, 'prescriber')).thenAccepted();
    expect(raised.course).toMatchObject({ dosingsPlanned: 7, maxDosings: 7 });
  });

  it('is limited in the course review too', () => {
    const review = (dosings?: number) =>
      report('courseReviewed', { decision: 'moreDosing', ...(dosings !== undefined && { dosings }) });
    const done = { ...courseAfter('integration 8'), maxDosings: 9 };
    given(done).when(review(2)).thenRejected('beyond-the-order', 'prescriber');
    given(done).when(review()).thenAccepted();
  });

  it('never falls below what is done or booked, in a plan or an order', () => {
    given(courseAfter('dosing booked 4')).when(change(3)).thenRejected('below-what-is-done');
    given(courseAfter('dosing booked 4')).when(change(4)).thenAccepted();
    given(courseAfter('integration 2'))
      .when(report('doseConfirmed', { maxDosings: 1 }))
      .thenRejected('below-what-is-done');
    given(courseAfter('dosing booked 1'))
      .when(report('prescriberDecision', { decision: 'approved', maxDosings: 1 }))
      .thenAccepted();
  });

  it('cannot be changed to the same number, or after the series', () => {
    given(courseAfter('integration 3')).when(change(8)).thenRejected('plan-same');
    given(courseAfter('maintenance')).when(change(9)).thenRejected('series-complete', 'therapist');
  });

  it('ends the series when all of them are done', () => {
    const scene = given(courseAfter('integration 3')).when(change(3)).thenTask('course-review', 'therapist');
    scene.when(booked('dosing', '2027-05-03T10:00-07:00')).thenRejected('series-complete');
  });
});

/** Nothing of Schedule III is shipped, handed out or taken in more than six months after it was prescribed. */
import { atTimeOfDay } from '../../../src/time/civil';
import { instant } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith, courseAfter, LOS_ANGELES, type Setup } from '../support/courses';
import { given } from '../support/given';
import { report } from '../support/signals';

/** Approved on 22 January 2027 for long enough that only the prescription can end. */
const approved = (setup: Setup = {}) => {
  const { course } = given(courseAfter('approval', setup));
  const validUntil = instant('2029-01-01T00:00:00Z');
  return given({ ...course, ...(course.approval && { approval: { ...course.approval, validUntil } }) });
};

const prescribed = (expires?: string) =>
  report('prescriptionIssued', { doses: 2, ...(expires && { expires }) });
const sent = (occurredAt?: string) =>
  report('shipmentSent', { doses: 2 }, { by: 'partner', ...(occurredAt && { occurredAt }) });
const received = (occurredAt?: string) =>
  report('shipmentReceived', { doses: 2 }, { ...(occurredAt && { occurredAt }) });

const LONG: Setup = {
  protocol: calmWith((calm) => ({
    ...calm,
    supply: { ...calm.supply, prescriptionValidDays: 365 },
    clocks: { ...calm.clocks, silenceDecisionDays: 900 },
  })),
};

describe('a prescription', () => {
  it('is good through the whole day six months after its issue, and not for longer', () => {
    const issued = approved().now;
    const lastDay = (hour: number, minute = 0) => atTimeOfDay(LOS_ANGELES, issued, 181, hour, minute);
    expect([issued, lastDay(0)]).toEqual(['2027-01-22T23:00:00.000Z', '2027-07-22T07:00:00.000Z']);
    approved()
      .when(prescribed(lastDay(23, 59)))
      .thenAccepted();
    approved()
      .when(prescribed(lastDay(24)))
      .thenRejected('prescription-too-long', 'prescriber');
  });

  it('never outlasts the law by the protocol’s number of days', () => {
    const { course } = approved(LONG).when(prescribed()).thenAccepted();
    expect(course.prescriptions[0]?.expires).toBe('2027-07-23T06:59:00.000Z');
  });

  it('of the last day of a long month ends with the last day of a shorter one', () => {
    const late = approved().at('2027-08-31T10:00-07:00');
    const followed = late.when(report('followUpCompleted', {}));
    followed.when(prescribed('2028-02-29T22:00-08:00')).thenAccepted();
    followed.when(prescribed('2028-03-01T01:00-08:00')).thenRejected('prescription-too-long');
  });

  it('without an end of its own can be filled through the end of its last day', () => {
    const scene = approved().when(prescribed()).thenAccepted();
    scene.at('2027-07-21T22:00-07:00').when(sent()).thenAccepted();
    scene.at('2027-07-22T09:00-07:00').when(sent()).thenRejected('prescription-expired', 'prescriber');
  });
});

describe('a supply prescribed more than six months ago', () => {
  /** As an earlier version of this system took it: good for a year. */
  const yearLong = (setup: Setup = {}) => {
    const { course } = approved(setup).when(prescribed());
    const [only] = course.prescriptions;
    return given({
      ...course,
      prescriptions: only ? [{ ...only, expires: instant('2028-01-22T23:00:00Z') }] : [],
    });
  };

  it('is not shipped, whatever end was recorded', () => {
    const scene = yearLong();
    scene.at('2027-07-22T23:00-07:00').when(sent()).thenAccepted();
    const after = scene.at('2027-07-23T09:00-07:00');
    after.when(sent()).thenRejected('prescription-expired', 'prescriber');
    after.when(received()).thenRejected('prescription-expired', 'prescriber');
    after.thenTask('renew-prescription', 'prescriber');
    after.when(sent('2027-07-20T10:00-07:00')).thenAccepted();
  });

  it('is not handed out at the pharmacy either', () => {
    const pickedUp: Setup = { protocol: loadProtocol('mackenzie') };
    const scene = given(courseAfter('prescription', pickedUp));
    const latest = scene.course.prescriptions[0];
    const year = given({
      ...scene.course,
      prescriptions: latest ? [{ ...latest, expires: instant('2028-12-31T00:00:00Z') }] : [],
    });
    const limit = atTimeOfDay(LOS_ANGELES, scene.now, 190, 12);
    year.at(limit).when(received()).thenRejected('prescription-expired', 'prescriber');
    year.hours(24).when(received()).thenAccepted();
  });

  it('that was shipped in time may still arrive', () => {
    const scene = yearLong().at('2027-07-22T15:00-07:00').when(sent()).thenAccepted();
    scene.at('2027-07-25T12:00-07:00').when(received()).thenAccepted();
  });
});

import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from '../support/courses';
import { after, given } from '../support/given';
import { booked, report, moved } from '../support/signals';

type Setting = 'remote' | 'inPerson' | 'houseCall';

const change = (session: string, start: string, setting: Setting, reason: 'client' | 'weather' = 'weather') =>
  report('sessionRescheduled', { session, start, setting, reason });

describe('a preparation session in person', () => {
  const START = '2027-01-12T10:00-08:00';
  const inPerson = () =>
    given(courseAfter('enrolment')).when(booked('preparation', START, { setting: 'inPerson' }));

  it('becomes one by video at the same time: one mail, one more revision', () => {
    const scene = inPerson()
      .hours(3)
      .when(change('preparation-1', START, 'remote'))
      .thenEvents('sessionRescheduled');
    expect(scene.session('preparation-1')).toMatchObject({ setting: 'remote', revision: 1 });
    expect(scene.sent('sessionMoved')).toHaveLength(1);
    expect(scene.all('messageDue').at(-1)?.message.facts).toMatchObject({ setting: 'remote', revision: 1 });
  });

  it('stays in person when only its time moves', () => {
    const scene = inPerson().when(
      report('sessionRescheduled', { session: 'preparation-1', start: '2027-01-13T10:00-08:00' }),
    );
    expect(scene.session('preparation-1').setting).toBe('inPerson');
    expect(scene.all('sessionRescheduled')[0]).not.toHaveProperty('setting');
  });
});

describe('a dosing session', () => {
  const START = '2027-02-15T10:00-08:00';

  it('by video becomes none in a setting that the protocol does not offer', () => {
    const calm = loadProtocol('calm');
    const protocol = { ...calm, dosing: { ...calm.dosing, alsoIn: [] } };
    given(courseAfter('dosing booked 1', { protocol }))
      .when(change('dosing-1', START, 'inPerson'))
      .thenRejected('setting-not-offered');
  });

  it('becomes a house call only with approval, and asks for the travel fee', () => {
    const scene = given(courseAfter('dosing booked 1'));
    scene.when(change('dosing-1', START, 'houseCall')).thenRejected('house-call-unapproved');
    const call = scene.when(
      report('houseCallsApproved', { count: 1 }),
      change('dosing-1', START, 'houseCall'),
    );
    call.thenAccepted().thenTask('quote-travel', 'frontDesk');
    const accepted = call.when(
      report('travelQuoted', { session: 'dosing-1', cents: 8_000 }),
      report('travelAccepted', { session: 'dosing-1' }),
    );
    const back = accepted
      .when(change('dosing-1', START, 'remote'))
      .thenAccepted()
      .thenNoTask('quote-travel');
    expect(back.session('dosing-1')).not.toHaveProperty('travel');
    back
      .when(change('dosing-1', START, 'houseCall'))
      .thenAccepted()
      .thenTask('quote-travel', 'frontDesk');
  });

  it('asks for the support person again, and leaves its integration where it is', () => {
    const scene = given(courseAfter('support for dosing 1'))
      .when(report('houseCallsApproved', { count: 1 }), booked('integration', '2027-02-17T10:00-08:00'))
      .when(change('dosing-1', START, 'houseCall'))
      .thenEvents('sessionRescheduled');
    expect(scene.session('integration-1').revision).toBe(0);
    const remote = scene.when(change('dosing-1', START, 'remote'));
    expect(remote.session('dosing-1')).not.toHaveProperty('supportPerson');
  });

  it('costs no late fee if only the setting changes', () => {
    const calm = loadProtocol('calm');
    const protocol = {
      ...calm,
      cancellation: { ...calm.cancellation, feeCents: 5_000, feeFor: ['move' as const] },
    };
    const scene = given(courseAfter('dosing booked 1', { protocol })).at('2027-02-15T08:00-08:00');
    scene
      .when(report('houseCallsApproved', { count: 1 }), change('dosing-1', START, 'houseCall', 'client'))
      .thenEvents('sessionRescheduled');
  });
});

describe('a dosing session reported late', () => {
  it('cannot have started before the integration it had to wait for', () => {
    given(courseAfter('integration 1'))
      .when(
        report(
          'sessionScheduled',
          { kind: 'dosing', start: '2027-02-16T12:00-08:00' },
          { occurredAt: '2027-02-16T10:00-08:00' },
        ),
      )
      .thenRejected('integration-owed', 'therapist');
  });

  it('cannot have started before the approval', () => {
    given(courseAfter('approval'))
      .when(
        report(
          'sessionScheduled',
          { kind: 'dosing', start: '2027-01-22T12:00-08:00' },
          { occurredAt: '2027-01-22T10:00-08:00' },
        ),
      )
      .thenRejected('approval-missing', 'prescriber');
  });
});

/** Enrolled on Monday 4 January 2027, 10:30, in Los Angeles; nothing is booked yet. */
const enrolled = () => given(courseAfter('enrolment')).at('2027-01-04T12:00-08:00');
const withSession = (start: string) => enrolled().when(booked('preparation', start));
const canceled = (session: string) => report('sessionCancelled', { session });

describe('a session', () => {
  it('must be booked for a time in the future', () => {
    enrolled()
      .when(booked('preparation', '2027-01-04T12:00-08:00'))
      .thenRejected('session-in-the-past', 'frontDesk', 'therapist');
  });

  it('must be moved to a time in the future', () => {
    withSession('2027-01-08T14:00-08:00')
      .when(moved('preparation-1', '2027-01-04T11:00-08:00'))
      .thenRejected('session-in-the-past');
  });

  it('cannot be missed before it has begun', () => {
    withSession('2027-01-08T14:00-08:00')
      .when(report('sessionNoShow', { session: 'preparation-1' }))
      .thenRejected('session-not-yet');
  });

  it('cannot be moved once it is canceled', () => {
    withSession('2027-01-08T14:00-08:00')
      .when(booked('medical', '2027-01-09T14:00-08:00'), canceled('preparation-1'))
      .when(moved('preparation-1', '2027-01-09T14:00-08:00'))
      .thenRejected('session-wrong-status');
  });

  it('is booked before it is moved', () => {
    enrolled().when(moved('preparation-1', '2027-01-09T14:00-08:00')).thenRejected('no-session-booked');
  });
});

const MACKENZIE = { protocol: loadProtocol('mackenzie') };

describe('dosing that waits for the medicine', () => {
  it('cannot be booked before the first supply arrived', () => {
    const before = after('prescription', MACKENZIE);
    before
      .when(booked('dosing', plusHours(before.now, 24 * 7)))
      .thenRejected('supply-not-arrived', 'client', 'frontDesk');
    const arrived = after('starter supply', MACKENZIE);
    arrived.when(booked('dosing', plusHours(arrived.now, 24 * 7))).thenAccepted();
  });

  it('can be booked earlier where the page does not say so', () => {
    const before = after('prescription');
    before.when(booked('dosing', plusHours(before.now, 24 * 7))).thenAccepted();
  });
});

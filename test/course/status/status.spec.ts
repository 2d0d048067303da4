/** What staff see of a course, whole: where it stands, why it waits, and what comes up. */
import { loadProtocol } from '../../../src/protocols/load';
import { turn } from '../../../src/course/status/next';
import { blockers } from '../../../src/course/status/waiting';
import { after, type Scene } from '../support/given';
import { booked, report } from '../support/signals';

const asked = ({ course, now }: Scene) => blockers(course, now);
const held = () =>
  after('preparation 3').when(
    report('holdPlaced', { reason: 'away', reviewOn: '2027-02-20T12:00-08:00' }, { by: 'therapist' }),
  );

describe('why a course waits, whole', () => {
  it('after a dosing session', () => {
    expect(asked(after('dosing ended 1'))).toEqual({
      phase: 'recovering',
      since: '2027-02-15T19:45:00.000Z',
      blockers: [
        {
          kind: 'task',
          what: 'book-integration',
          sentence: 'Book the integration session.',
          since: '2027-02-15T19:45:00.000Z',
          who: ['frontDesk'],
          dueBy: '2027-02-18T19:45:00.000Z',
        },
        {
          kind: 'gate',
          what: 'integration-owed',
          sentence: 'The integration after the last dosing session must be completed first.',
          since: '2027-02-15T19:45:00.000Z',
          who: ['therapist'],
          dueBy: '2027-02-18T19:45:00.000Z',
        },
      ],
      consequences: [
        { at: '2027-02-16T07:45:00.000Z', kind: 'task', what: 'session-outcome', to: 'therapist' },
        { at: '2027-02-17T19:45:00.000Z', kind: 'message', what: 'integrationWarningStaff', to: 'therapist' },
        { at: '2027-02-18T19:45:00.000Z', kind: 'breach', what: 'integration' },
        { at: '2027-02-18T19:45:00.000Z', kind: 'message', what: 'integrationBreach', to: 'therapist' },
        { at: '2027-02-18T19:45:00.000Z', kind: 'message', what: 'integrationBreach', to: 'lead' },
        { at: '2027-03-01T19:45:00.000Z', kind: 'task', what: 'unpaid-balance', to: 'biller' },
      ],
    });
  });

  it('on hold: the hold first, what is due, and every gate since when it is closed', () => {
    const { since, blockers: waiting, consequences: consequences } = asked(held());
    expect(since).toBe('2027-01-20T19:05:00.000Z');
    expect(waiting.map(({ what, since: from, notBefore }) => [what, from, notBefore])).toEqual([
      ['on-hold', '2027-01-20T19:05:00.000Z', '2027-02-20T20:00:00.000Z'],
      ['book-preparation', '2027-01-20T18:50:00.000Z', undefined],
      ['approval-missing', '2027-01-20T18:50:00.000Z', undefined],
      ['supply-empty', '2027-01-20T18:50:00.000Z', undefined],
      ['preparation-short', '2027-01-20T18:50:00.000Z', undefined],
    ]);
    expect(consequences).toEqual([
      { at: '2027-01-27T18:50:00.000Z', kind: 'task', what: 'book-medical-evaluation', to: 'frontDesk' },
      { at: '2027-01-27T18:50:00.000Z', kind: 'task', what: 'decision-overdue', to: 'frontDesk' },
      { at: '2027-01-27T18:50:00.000Z', kind: 'message', what: 'decisionOverdue', to: 'prescriber' },
      { at: '2027-02-03T18:50:00.000Z', kind: 'message', what: 'decisionOverdue', to: 'lead' },
    ]);
  });

  it('in maintenance: for nothing, and the windows come', () => {
    const { blockers: waiting, consequences: consequences } = asked(after('maintenance'));
    expect(waiting).toEqual([]);
    expect(consequences.map(({ at, what }) => [at, what])).toEqual([
      ['2027-06-05T06:59:00.000Z', 'follow-up-overdue'],
      ['2027-07-05T07:00:00.000Z', 'boosterWindowOpened'],
      ['2027-07-20T06:59:00.000Z', 'boosterWindowMissed'],
    ]);
  });
});

describe('the standing of a course', () => {
  it('with a dosing session booked', () => {
    const { comingUp, ...rest } = after('dosing booked 1').status;
    expect(rest).toMatchObject({
      phase: 'scheduled',
      waitingOn: 'client',
      nextDeadline: '2027-02-12T18:00:00.000Z',
      onHold: false,
      balanceCents: 0,
      tasks: [],
      course: 'course-1',
      protocol: { id: 'calm', version: 1 },
      gates: [{ code: 'support-person-unconfirmed', resolvableBy: ['client', 'supportPerson', 'therapist'] }],
      waiting: { phase: 'scheduled' },
    });
    expect(comingUp.map(({ due, kind, key }) => `${due.slice(5, 16)} ${kind} ${key}`)).toEqual([
      '02-12T18:00 message supportPersonAsk:dosing-1.0.72h:client',
      '02-14T18:00 message sessionReminder:dosing-1.0.24h:client',
      '02-14T18:00 message supportPersonAsk:dosing-1.0.24h:client',
      '02-15T04:00 message sessionReminder:dosing-1.0.2h:client',
      '02-15T04:00 message supportPersonAsk:dosing-1.0.2h:client',
      '02-15T16:00 message supportPersonUnconfirmed:dosing-1.0:therapist',
      '02-16T08:00 task session-outcome:dosing-1.0',
      '03-25T22:00 message followUpDue:2027-01-22T23:00:00.000Z.30d:client',
      '04-10T22:00 message followUpDue:2027-01-22T23:00:00.000Z.14d:client',
      '04-17T22:00 message followUpDue:2027-01-22T23:00:00.000Z.7d:client',
      '04-25T06:59 task follow-up-overdue:2027-01-22T23:00:00.000Z',
      '12-23T17:00 message approvalExpiring:2028-01-23T07:59:00.000Z:prescriber',
    ]);
  });

  it('on hold it waits for the owner of the hold, and says so', () => {
    expect(held().status).toMatchObject({ onHold: true, waitingOn: 'therapist', phase: 'preparation' });
  });

  it('in maintenance it waits for nobody until the notice, then for the client, unless something is overdue', () => {
    const maintained = after('maintenance');
    expect(maintained.status.waitingOn).toBe('nobody');
    const notified = maintained.at('2027-06-28T11:45-07:00');
    expect(notified.sent('boosterNotice')).toHaveLength(1);
    expect(notified.status.waitingOn).toBe('prescriber');
    expect(turn({ ...notified.course, tasks: {} }, notified.now).waitingOn).toBe('client');
  });

  it('before every consent is signed it waits for the client, then for the estimate', () => {
    const some = after('start').when(report('consentSigned', { kinds: ['treatment', 'telehealth'] }));
    expect(some.thenAccepted().status.waitingOn).toBe('client');
    expect(after('consents').status.waitingOn).toBe('biller');
  });
});

describe('what can be reported', () => {
  it('is no session that is days ahead: neither that it took place, nor that the client did not come', () => {
    const scene = after('enrolment').when(booked('preparation', '2027-01-08T14:00-08:00'));
    const possible = (at: string) => scene.at(at).status.possible;
    for (const name of ['sessionCompleted', 'sessionNoShow'] as const)
      expect(possible('2027-01-08T12:59-08:00')).not.toContain(name);
    expect(possible('2027-01-08T13:00-08:00')).toContain('sessionCompleted');
    expect(possible('2027-01-08T13:59-08:00')).not.toContain('sessionNoShow');
    expect(possible('2027-01-08T14:00-08:00')).toContain('sessionNoShow');
    scene
      .when(report('sessionNoShow', { session: 'preparation-1' }))
      .thenRejected('session-not-yet', 'frontDesk', 'therapist');
  });

  it('is no integration that is ahead', () => {
    const scene = after('dosing 1').when(booked('integration', '2027-02-17T10:00-08:00'));
    expect(scene.status.possible).not.toContain('integrationCompleted');
    expect(scene.at('2027-02-17T10:30-08:00').status.possible).toContain('integrationCompleted');
  });

  it('is no confirmed dose before one was given, whether or not sessions explore it', () => {
    for (const id of ['calm', 'healing-cornerstone', 'healingmaps', 'mackenzie', 'welches-pazio']) {
      const protocol = loadProtocol(id);
      const before = after('dosing booked 1', { protocol });
      expect(before.status.possible).not.toContain('doseConfirmed');
      before.when(report('doseConfirmed', {})).thenRejected('exploratory-not-done');
    }
  });
});

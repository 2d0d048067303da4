/** What was reported by mistake is taken back. course.md §3 */
import { CORRECTABLE } from '../../src/course/corrections';
import { balanceCents } from '../../src/course/money';
import { dosesInSupply } from '../../src/course/questions';
import { loadProtocol } from '../../src/protocols/load';
import { CATALOG, type SignalName } from '../../src/signals/catalog';
import type { Role } from '../../src/signals/shapes';
import { courseAfter, type Milestone, type Setup } from './support/courses';
import { given, type Scene } from './support/given';
import { about, booked, said } from './support/said';

const after = (milestone: Milestone, setup: Setup = {}): Scene => given(courseAfter(milestone, setup));
const taken = (signal: string, by: Role = 'lead') => said('correct', { signal, reason: 'a mistake' }, { by });
const balance = ({ course }: Scene): number => balanceCents(course.money);

/** The id under which the latest signal of this name was told. */
const lastOf = ({ course }: Scene, name: SignalName): string => {
  const all = Object.entries(course.told).filter(([, told]) => told.name === name);
  const [id] = all.sort(([, a], [, b]) => b.seq - a.seq)[0] ?? [];
  if (id === undefined) throw new Error(`no ${name} has been told`);
  return id;
};

describe('what can be taken back', () => {
  it('is taken back by who may report it', () => {
    for (const [name, rule] of Object.entries(CORRECTABLE)) {
      expect([name, [...rule.by].sort()]).toEqual([name, [...CATALOG[name as SignalName].by].sort()]);
    }
  });

  it('was accepted: neither what was refused nor what nobody said', () => {
    after('enrolment')
      .when(said('chargeWaived', { entry: 'charge-1', reason: 'none' }, { id: 'refused' }), taken('refused'))
      .thenRejected('signal-unknown');
    after('enrolment').when(taken('constructor')).thenRejected('signal-unknown');
  });

  it('is taken back once', () => {
    after('enrolment')
      .when(said('paymentPosted', { cents: 100 }, { id: 'paid' }), taken('paid'))
      .thenAccepted()
      .when(taken('paid'))
      .thenRejected('already-corrected');
  });

  it('is told with the session it was about, the reason, and a note where there is one', () => {
    const done = after('preparation 1');
    const id = lastOf(done, 'sessionCompleted');
    const [told] = done.when(taken(id)).thenAccepted().all('correct');
    expect(told).toMatchObject({ what: 'sessionCompleted', reason: 'a mistake', session: 'preparation-1' });
    expect(told).not.toHaveProperty('note');
    const noted = said(
      'correct',
      { signal: 'paid', reason: 'a mistake', note: 'typed twice' },
      { by: 'lead' },
    );
    const [paid] = after('enrolment')
      .when(said('paymentPosted', { cents: 100 }, { id: 'paid' }), noted)
      .all('correct');
    expect(paid).toMatchObject({ what: 'paymentPosted', note: 'typed twice' });
    expect(paid).not.toHaveProperty('session');
  });

  it('is not taken back by somebody else', () => {
    const paid = after('enrolment').when(said('paymentPosted', { cents: 100 }, { id: 'paid' }));
    paid.when(taken('paid', 'client')).thenRejected('correction-not-yours', 'biller', 'frontDesk', 'lead');
    paid.when(taken('paid', 'frontDesk')).thenAccepted();
  });

  it('is nothing that another signal changes: the refusal names it', () => {
    const scene = after('enrolment').when(
      said('sessionScheduled', { kind: 'preparation', start: '2027-01-20T10:00-08:00' }, { id: 'booked' }),
      taken('booked'),
    );
    scene.thenRejected('not-correctable');
    expect(scene.answer.reasons[0]?.sentence).toContain('sessionCancelled');
  });

  it('is no correction: that is reported anew', () => {
    after('enrolment')
      .when(said('paymentPosted', { cents: 100 }, { id: 'paid' }))
      .when(said('correct', { signal: 'paid', reason: 'a mistake' }, { id: 'undone', by: 'lead' }))
      .when(taken('undone'))
      .thenRejected('not-correctable');
  });

  it.each(['adverseEventReported', 'contraindicationReported', 'crisisFlagged'] as const)(
    'is never a safety report: %s',
    (name) => {
      after('integration 2')
        .when(said(name, {}, { id: 'report' }), taken('report'))
        .thenRejected('not-correctable');
    },
  );

  it('is no measure that told of danger', () => {
    const items = [0, 0, 0, 0, 0, 0, 0, 0, 1];
    const told = after('integration 2').when(
      said('measureSubmitted', { instrument: 'PHQ-9', items }, { id: 'alarm' }),
    );
    told.when(taken('alarm')).thenRejected('not-correctable');
  });
});

describe('money reported by mistake', () => {
  const owing = () =>
    after('enrolment')
      .when(booked('preparation', '2027-01-20T10:00-08:00'))
      .at('2027-01-20T11:00-08:00')
      .when(said('sessionCompleted', { session: 'preparation-1' }, { id: 'done' }))
      .thenAccepted();

  it('a payment taken back leaves what is owed as before, by an entry of its own', () => {
    const before = owing();
    const scene = before.when(said('paymentPosted', { cents: 25_000 }, { id: 'paid' }), taken('paid'));
    scene.thenAccepted().thenEvents('correct', 'ledgerEntered');
    expect(balance(scene)).toBe(balance(before));
    const [entry] = scene.all('ledgerEntered').slice(-1);
    expect(entry).toMatchObject({ kind: 'payment', cents: 25_000 });
    expect(scene.course.money.entries).toBe(before.course.money.entries + 2);
  });

  it('a payment that was paid back since stays', () => {
    const paid = owing().when(
      said('paymentPosted', { cents: 100 }, { id: 'paid' }),
      said('paymentRefunded', { cents: 60, reason: 'too much' }, { id: 'back' }),
    );
    paid.when(taken('paid')).thenRejected('built-upon');
    const both = paid.when(taken('back'), taken('paid')).thenAccepted();
    expect(balance(both)).toBe(balance(owing()));
  });

  it('a waiver taken back is owed again, and can be waived again', () => {
    const [charge] = owing().course.money.charges;
    const waiver = { entry: charge?.entry ?? '', reason: 'as agreed' };
    const scene = owing()
      .when(said('chargeWaived', waiver, { id: 'waived' }), taken('waived'))
      .thenAccepted();
    expect(balance(scene)).toBe(25_000);
    scene.when(said('chargeWaived', waiver)).thenAccepted();
  });

  it('a session whose charge was waived is taken back after the waiver', () => {
    const [charge] = owing().course.money.charges;
    const waived = owing().when(
      said('chargeWaived', { entry: charge?.entry ?? '', reason: 'as agreed' }, { id: 'waived' }),
    );
    waived.when(taken('done')).thenRejected('built-upon', 'biller', 'lead');
    waived.when(taken('waived'), taken('done')).thenAccepted();
  });

  it('a session that did not take place is booked again, its charge credited', () => {
    const scene = owing().when(taken('done', 'therapist')).thenAccepted();
    expect(scene.session('preparation-1').status).toBe('scheduled');
    expect(balance(scene)).toBe(0);
    expect(scene.course.money.charges).toEqual([]);
    scene.when(said('sessionNoShow', { session: 'preparation-1' })).thenAccepted();
  });

  it('a price entered by hand is asked for again', () => {
    const dosed = after('dosing ended 1', { protocol: loadProtocol('healingmaps') });
    const priced = dosed.when(
      said('chargeEntered', { session: 'dosing-1', cents: 70_000 }, { id: 'priced' }),
    );
    const tasks = ({ course }: Scene) =>
      Object.values(course.tasks).filter(
        ({ kind, session }) => kind === 'enter-charge' && session === 'dosing-1',
      );
    expect(tasks(priced.thenAccepted())).toEqual([]);
    const scene = priced.when(taken('priced')).thenAccepted();
    expect(tasks(scene)).toHaveLength(1);
    expect(balance(scene)).toBe(balance(dosed));
  });

  it('a package that pays for the consult has it to give again; one sold since rests on it', () => {
    const sold = after('enrolment', { protocol: loadProtocol('welches-pazio') })
      .when(said('packageSold', { package: 'six' }), booked('medical', '2027-01-20T10:00-08:00'))
      .at('2027-01-20T11:00-08:00')
      .when(said('sessionCompleted', { session: 'medical-1' }, { id: 'done' }))
      .thenAccepted();
    expect(sold.course.packages[0]).toMatchObject({ consult: 'medical-1', earnedCents: 47_500 });
    const undone = sold.when(taken('done')).thenAccepted();
    expect(undone.course.packages[0]?.earnedCents).toBe(0);
    expect(undone.course.packages[0]).not.toHaveProperty('consult');
    const before = after('approval', { protocol: loadProtocol('welches-pazio') });
    const consult = Object.entries(before.course.told).find(([, { session }]) => session === 'medical-1');
    before
      .when(said('packageSold', { package: 'six' }), taken(consult?.[0] ?? ''))
      .thenRejected('built-upon', 'biller', 'lead');
  });

  it('an evaluation charged once is not taken back once another was free because of it, nor after preparation', () => {
    const paid = said('paymentPosted', { cents: 25_000, method: 'card' });
    const evaluated = after('enrolment', { protocol: loadProtocol('healing-cornerstone') })
      .when(paid, booked('medical', '2027-01-08T10:00-08:00'))
      .at('2027-01-08T11:00-08:00')
      .when(said('sessionCompleted', { session: 'medical-1' }, { id: 'done' }))
      .thenAccepted();
    evaluated.when(taken('done')).thenAccepted();
    const next = (kind: 'medical' | 'preparation') =>
      evaluated
        .when(booked(kind, '2027-01-11T10:00-08:00'))
        .at('2027-01-11T11:00-08:00')
        .when(about('sessionCompleted', `${kind}-${kind === 'medical' ? 2 : 1}`))
        .thenAccepted();
    next('medical').when(taken('done')).thenRejected('built-upon', 'therapist');
    next('preparation').when(taken('done')).thenRejected('built-upon', 'therapist');
  });

  it('a session is not booked again across another', () => {
    const start = '2027-01-20T10:00-08:00';
    after('enrolment')
      .when(booked('preparation', start))
      .at(start)
      .when(said('sessionNoShow', { session: 'preparation-1' }, { id: 'missed' }))
      .when(booked('medical', '2027-01-20T10:15-08:00'), taken('missed'))
      .thenRejected('built-upon', 'frontDesk');
  });

  it('is taken back after the end too; sessions are not', () => {
    const ended = owing().when(
      said('paymentPosted', { cents: 100 }, { id: 'paid' }),
      said('clientWithdrew', {}),
    );
    ended.when(taken('paid')).thenAccepted();
    ended.when(taken('done')).thenRejected('course-closed');
  });
});

describe('care reported by mistake', () => {
  it('an integration that did not take place is owed again, and breaches when it is late', () => {
    const scene = after('integration 2');
    const id = lastOf(scene, 'integrationCompleted');
    const undone = scene.when(taken(id, 'therapist')).thenAccepted();
    expect(undone.course.cycles[1]).not.toHaveProperty('integratedAt');
    expect(undone.course.cycles[1]?.integrations).toBe(0);
    expect(undone.hours(96).all('breached')).toHaveLength(1);
  });

  it('of several integrations the last is taken back first', () => {
    const scene = after('integration 1', { protocol: loadProtocol('mackenzie') });
    const all = Object.entries(scene.course.told)
      .filter(([, { name }]) => name === 'integrationCompleted')
      .sort(([, a], [, b]) => a.seq - b.seq)
      .map(([id]) => id);
    expect(all).toHaveLength(2);
    scene.when(taken(all[0] ?? '')).thenRejected('built-upon', 'therapist');
    const undone = scene.when(taken(all[1] ?? ''), taken(all[0] ?? '')).thenAccepted();
    expect(undone.course.cycles[0]?.integrations).toBe(0);
  });

  it('what a later dosing rests on stays', () => {
    const scene = after('dosing started 1');
    scene.when(taken(lastOf(scene, 'sessionCompleted'))).thenRejected('built-upon');
  });

  it('a no-show that was none is reopened, and its fee credited', () => {
    const scene = after('support for dosing 1');
    const { start } = scene.session('dosing-1');
    const missed = scene
      .at(start)
      .when(said('sessionNoShow', { session: 'dosing-1' }, { id: 'missed' }))
      .thenAccepted();
    const undone = missed.when(taken('missed', 'frontDesk')).thenAccepted();
    expect(undone.session('dosing-1')).not.toHaveProperty('missedAt');
    expect(balance(undone)).toBe(balance(scene));
    undone.when(about('dosingStarted', 'dosing-1')).thenAccepted();
    const rebooked = missed.when(booked('dosing', '2027-06-01T10:00-07:00'));
    rebooked.when(taken('missed')).thenRejected('built-upon');
  });

  it('a supply that has not arrived is under way again', () => {
    const scene = after('starter supply');
    const undone = scene.when(taken(lastOf(scene, 'shipmentReceived'), 'frontDesk')).thenAccepted();
    expect(dosesInSupply(undone.course)).toBe(0);
    undone.when(said('shipmentReceived', { doses: 2 })).thenAccepted();
    expect(undone.course.prescriptions.at(-1)).not.toHaveProperty('receivedAt');
  });

  it('a supply of which a dose was used stays: never less than nothing is there', () => {
    const scene = after('dosing started 1');
    scene.when(taken(lastOf(scene, 'shipmentReceived'))).thenRejected('built-upon');
  });

  it('a count is taken back while nothing came after it', () => {
    const scene = after('starter supply').when(
      said('dosesReconciled', { left: 1, lost: 1 }, { id: 'count' }),
    );
    expect(dosesInSupply(scene.when(taken('count')).thenAccepted().course)).toBe(2);
    scene.when(said('dosesReconciled', { left: 1 }), taken('count')).thenRejected('built-upon');
  });

  it('a support person named for the wrong session is asked for again', () => {
    const scene = after('support for dosing 1');
    const undone = scene.when(taken(lastOf(scene, 'supportPersonConfirmed'), 'supportPerson')).thenAccepted();
    expect(undone.status.gates.map(({ code }) => code)).toContain('support-person-unconfirmed');
  });

  it('vitals of somebody else count no more, until the session begins', () => {
    const vitals = { systolic: 120, diastolic: 80, pulse: 70 };
    const measured = after('support for dosing 1').when(
      said('vitalsRecorded', { session: 'dosing-1', when: 'before', vitals }, { id: 'vitals' }),
    );
    expect(measured.when(taken('vitals', 'client')).thenAccepted().session('dosing-1')).not.toHaveProperty(
      'vitalsBefore',
    );
    measured
      .at(measured.session('dosing-1').start)
      .when(about('dosingStarted', 'dosing-1'))
      .thenAccepted()
      .when(taken('vitals'))
      .thenRejected('built-upon');
  });

  it('labs and training are owed again; an earlier clearing still holds', () => {
    const clinic = after('enrolment', { protocol: loadProtocol('welches-pazio') })
      .when(said('labsCleared', {}, { id: 'first' }))
      .hours(1)
      .when(said('labsCleared', {}, { id: 'second' }));
    const first = clinic.course.told.first?.at;
    expect(clinic.when(taken('second', 'prescriber')).thenAccepted().course.labsClearedAt).toBe(first);
    expect(clinic.when(taken('second'), taken('first')).thenAccepted().course).not.toHaveProperty(
      'labsClearedAt',
    );
    const home = after('enrolment', { protocol: loadProtocol('mackenzie') }).when(
      said('trainingCompleted', {}, { id: 'trained' }),
      taken('trained'),
    );
    expect(home.thenAccepted().course).not.toHaveProperty('trainedAt');
  });

  it('a dose confirmed by mistake is to be confirmed again, before a supply rests on it', () => {
    const scene = after('dose confirmed');
    const id = lastOf(scene, 'doseConfirmed');
    expect(scene.when(taken(id, 'prescriber')).thenAccepted().course).not.toHaveProperty('doseConfirmedAt');
    after('further supply').when(taken(id)).thenRejected('built-upon');
  });

  it('a questionnaire of somebody else is struck out', () => {
    const before = after('integration 2');
    const scene = before.when(
      said('measureSubmitted', { instrument: 'GAD-7', items: [1, 1, 1, 1, 1, 1, 1] }, { id: 'answers' }),
      taken('answers', 'therapist'),
    );
    expect(scene.thenAccepted().course.measures).toEqual(before.course.measures);
  });
});

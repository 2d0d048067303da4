/** Sessions a course opens with: they come before preparation, and do not count as it. */
import { preparationsDone } from '../../../src/course/selectors/preparation';
import { expectedCosts } from '../../../src/course/money/expected';
import { plusHours } from '../../../src/time/instant';
import { entryName } from '../../../src/course/forecast/entry';
import { checkProtocol } from '../../../src/protocols/check';
import { diffProtocols } from '../../../src/protocols/diff';
import { estimate } from '../../../src/protocols/estimate';
import { loadProtocol, rawProtocol } from '../../../src/protocols/load';
import type { Protocol } from '../../../src/catalog/protocol';
import { CALM, courseAfter, type Milestone } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

const after = (id: string, milestone: Milestone): Scene =>
  given(courseAfter(milestone, { protocol: loadProtocol(id) }));

/** CALM, were it to open with two talks of half an hour. */
const TALKS: Protocol = {
  ...CALM,
  preparation: { ...CALM.preparation, opening: { label: 'A talk', sessions: 2, minutes: 30 } },
};
const talks = (milestone: Milestone): Scene => given(courseAfter(milestone, { protocol: TALKS }));

const short = ({ status }: Scene) => status.gates.find(({ code }) => code === 'preparation-short');
const held = (scene: Scene, start: string, end: string, ref: string): Scene =>
  scene
    .when(booked('preparation', start))
    .thenAccepted()
    .at(end)
    .when(about('sessionCompleted', ref))
    .thenAccepted();

describe('the sessions a course opens with', () => {
  it('do not count as preparation', () => {
    const three = after('welches-pazio', 'preparation 3');
    expect(three.course.sessions.filter(({ kind }) => kind === 'preparation')).toHaveLength(4);
    expect(short(three)?.sentence).toBe(
      'The client needs at least 4 preparation sessions before dosing and has had 3.',
    );
    expect(short(after('welches-pazio', 'preparation 4'))).toBeUndefined();
  });

  it('are named to staff as long as they are owed', () => {
    expect(short(after('welches-pazio', 'enrolment'))?.sentence).toBe(
      'The client needs at least 4 preparation sessions before dosing and has had 0. “Initial Psychological Evaluation” must come first.',
    );
    expect(short(talks('opening'))?.sentence).toBe(
      'The client needs at least 6 preparation sessions before dosing and has had 0.',
    );
  });

  it('are never less than no preparation', () => {
    expect(preparationsDone(talks('enrolment').course)).toBe(0);
    expect(preparationsDone(courseAfter('preparation 2'))).toBe(2);
  });

  it('are owed even where no preparation is', () => {
    const none: Protocol = {
      ...TALKS,
      preparation: { ...TALKS.preparation, minimum: 0 },
      screening: { ...TALKS.screening, afterPreparations: 0 },
    };
    const enrolled = given(courseAfter('enrolment', { protocol: none }));
    enrolled.thenTask('book-preparation', 'frontDesk');
    expect(short(enrolled)).toBeDefined();
    expect(short(given(courseAfter('opening', { protocol: none })))).toBeUndefined();
  });

  it('are waited for as well by a booked session', () => {
    const days = ['2027-01-08', '2027-01-11', '2027-01-12', '2027-01-13'];
    const four = days.reduce(
      (scene, day) => scene.when(booked('preparation', `${day}T10:00-08:00`)).thenAccepted(),
      after('welches-pazio', 'enrolment'),
    );
    expect(short(four)?.notBefore).toBeUndefined();
    const five = four.when(booked('preparation', '2027-01-14T10:00-08:00'));
    expect(short(five)?.notBefore).toBe('2027-01-14T18:50:00.000Z');
  });

  it('are as long as the protocol says, and preparation as long as it is', () => {
    const lengths = ['08', '11', '12'].reduce(
      (scene, day) => scene.when(booked('preparation', `2027-01-${day}T10:00-08:00`)),
      talks('enrolment'),
    );
    expect(lengths.course.sessions.map(({ minutes }) => minutes)).toEqual([30, 30, 50]);
  });

  it('are charged like preparation', () => {
    const one = held(talks('enrolment'), '2027-01-08T10:00-08:00', '2027-01-08T10:30-08:00', 'preparation-1');
    expect(one.all('ledgerEntered')).toMatchObject([
      { kind: 'charge', code: 'preparation', cents: 25_000, session: 'preparation-1' },
    ]);
  });

  it('are a task of the front desk, and the phase is preparation', () => {
    const enrolled = after('mackenzie', 'enrolment').thenTask('book-preparation', 'frontDesk');
    expect([enrolled.status.phase, enrolled.status.waitingOn]).toEqual(['preparation', 'frontDesk']);
    const opened = after('mackenzie', 'opening').thenNoTask('book-preparation');
    expect(opened.status.phase).toBe('medicalScreening');
  });

  it('leave nothing to book before the whole preparation is done', () => {
    const three = after('welches-pazio', 'preparation 3').thenNoTask('book-dosing');
    three.thenTask('book-preparation', 'frontDesk');
    after('welches-pazio', 'preparation 4').thenTask('book-dosing', 'frontDesk');
  });
});

describe('the referral', () => {
  const opened = (id: string) => {
    const enrolled = after(id, 'enrolment').thenNoTask('confirm-suitability');
    expect(enrolled.course.referral).toBeUndefined();
    return held(enrolled, '2027-01-08T10:00-08:00', '2027-01-08T11:00-08:00', 'preparation-1');
  };

  it('waits for the opening', () => {
    expect(opened('mackenzie').course.referral).toBeDefined();
  });

  it('waits for the opening, and then for the therapist where the criteria of acceptance must be met', () => {
    const evaluated = opened('welches-pazio').thenTask('confirm-suitability', 'therapist');
    expect(evaluated.course.referral).toBeUndefined();
    const { criteria } = loadProtocol('welches-pazio').screening;
    const accepted = evaluated.when(report('taskCompleted', { task: 'confirm-suitability', criteria }));
    expect(accepted.course.referral).toBeDefined();
  });

  it('waits for as many sessions after it as the protocol says', () => {
    expect(talks('preparation 2').course.referral).toBeUndefined();
    expect(talks('preparation 3').course.referral).toBeDefined();
  });

  it('does not wait for it where the evaluation comes first', () => {
    expect(after('healingmaps', 'enrolment').course.referral).toBeDefined();
  });

  it('is sent again after as much more preparation as was asked for, the opening not counted', () => {
    const asked = talks('preparation 3').when(
      report('prescriberDecision', { decision: 'morePreparation', sessions: 4 }),
    );
    expect(asked.course).toMatchObject({ preparationMinimum: 7, referral: { resubmitAfter: 7 } });
  });
});

describe('an opening where preparation waits for the supply', () => {
  const enrolled = () => after('mackenzie', 'enrolment');
  const first = booked('preparation', '2027-01-08T10:00-08:00');
  const second = booked('preparation', '2027-01-11T10:00-08:00');

  it('comes before it: the talk is booked and takes place', () => {
    const opened = held(enrolled(), '2027-01-08T10:00-08:00', '2027-01-08T10:50-08:00', 'preparation-1');
    expect([opened.course.supply.dispensed, preparationsDone(opened.course)]).toEqual([0, 0]);
  });

  it('does not keep back what the prescriber asks for first: prepared, the client is referred again', () => {
    const asked = after('mackenzie', 'opening')
      .hours(24)
      .when(report('prescriberDecision', { decision: 'morePreparation', sessions: 1 }))
      .thenTask('book-preparation', 'frontDesk');
    expect(asked.forecast()).not.toHaveProperty('stuck');
    const start = plusHours(asked.now, 24);
    const again = held(asked, start, plusHours(start, 1), 'preparation-2');
    expect(again.course.referral).toMatchObject({ requestedAt: again.now });
  });

  it('lets no preparation proper come before the supply', () => {
    enrolled().when(first, second).thenRejected('supply-not-arrived', 'client', 'frontDesk');
    after('mackenzie', 'opening').when(second).thenRejected('supply-not-arrived');
    const supplied = after('mackenzie', 'starter supply');
    supplied.when(booked('preparation', '2027-02-11T10:00-08:00')).thenAccepted();
  });

  it('is booked again once it was canceled, or the client did not come', () => {
    enrolled()
      .when(first, report('sessionCancelled', { session: 'preparation-1' }), second)
      .thenAccepted();
    missed().when(second).thenAccepted();
  });

  it('takes no missed talk back once another is booked in its place', () => {
    const back = report(
      'signalCorrected',
      { signal: 'missed', reason: 'the client came' },
      { by: 'therapist' },
    );
    missed().when(back).thenAccepted();
    missed().when(second, back).thenRejected('built-upon', 'frontDesk', 'therapist');
  });

  const missed = () =>
    enrolled()
      .when(first)
      .at('2027-01-08T11:00-08:00')
      .when(about('sessionNoShow', 'preparation-1', { id: 'missed' }))
      .thenAccepted();
});

describe('an opening after the evaluation', () => {
  it('is booked after it, as any preparation', () => {
    const enrolled = after('healingmaps', 'enrolment');
    const education = booked('preparation', '2027-01-08T15:00-08:00');
    enrolled.when(education).thenRejected('evaluation-owed', 'frontDesk', 'prescriber');
    enrolled.when(booked('medical', '2027-01-08T10:00-08:00'), education).thenAccepted();
  });

  it('comes before the pre-therapy session, which is still owed then', () => {
    const educated = after('healingmaps', 'opening');
    expect(short(educated)?.sentence).toBe(
      'The client needs at least 1 preparation session before dosing and has had 0.',
    );
    educated.thenTask('book-preparation', 'frontDesk');
  });
});

describe('what a course with an opening costs', () => {
  it('has a line of its own in the estimate, at the price of preparation', () => {
    const lines = (protocol: Protocol) =>
      estimate(protocol, { payer: 'insurance', copayCents: 3_000 }).practice.map(
        ({ label, quantity, fromCents }) => [label, quantity, fromCents],
      );
    expect(lines(loadProtocol('welches-pazio'))).toEqual(
      expect.arrayContaining([
        ['Copay: Initial Psychological Evaluation', 1, 3_000],
        ['Copay: Pre-infusion psychotherapy session', 4, 3_000],
      ]),
    );
    expect(
      estimate(loadProtocol('welches-pazio'), { package: 'six', payer: 'insurance', copayCents: 3_000 })
        .practice.filter(({ fromCents }) => fromCents === 3_000)
        .map(({ label }) => label),
    ).toContain('Copay: Initial Psychological Evaluation');
    const { practice, practiceToCents } = estimate(TALKS, { preparations: 7 });
    expect(practice.slice(0, 2)).toMatchObject([
      { label: 'A talk', quantity: 2, toCents: 25_000 },
      { label: 'Foundational therapy session', quantity: 7, toCents: 25_000 },
    ]);
    expect(practiceToCents).toBe(746_000 + 3 * 25_000);
  });

  it('is expected of the client, and less once it took place', () => {
    const quantity = ({ course }: Scene) =>
      expectedCosts(course).toCome.find(({ kind }) => kind === 'preparation');
    expect(quantity(talks('enrolment'))?.quantity).toBe(8);
    expect(quantity(talks('opening'))?.quantity).toBe(6);
  });

  it('is planned in the forecast', () => {
    const sessions = given(courseAfter('start', { protocol: TALKS }))
      .forecast()
      .entries.filter(({ kind, what }) => kind === 'session' && what === 'preparation');
    expect(sessions).toHaveLength(8);
    const talk = after('mackenzie', 'enrolment').forecast();
    const order = talk.entries
      .map(entryName)
      .filter((what) => /^(preparation-\d|shipmentReceived|prescriberDecision)$/.test(what));
    expect(order.slice(0, 4)).toEqual([
      'preparation-1',
      'prescriberDecision',
      'shipmentReceived',
      'preparation-2',
    ]);
  });
});

describe('an opening in a protocol’s file', () => {
  const checked = (change: (preparation: Record<string, unknown>, fees: Record<string, unknown>) => void) => {
    const raw = structuredClone(rawProtocol('welches-pazio')) as Record<string, Record<string, unknown>>;
    change(raw.preparation ?? {}, raw.fees ?? {});
    return checkProtocol(raw).map(({ path, message }) => `${path}: ${message}`);
  };
  const stated = (value: unknown) => ({ value, assumed: true, why: 'for this spec' });

  it('has a name, a number and a length', () => {
    expect(checked((preparation) => (preparation.opening = {}))).toEqual([
      'preparation.opening.label: is missing',
      'preparation.opening.sessions: is missing',
      'preparation.opening.minutes: is missing',
    ]);
    const none = { label: stated('Talk'), sessions: stated(0), minutes: stated(50) };
    expect(checked((preparation) => (preparation.opening = none))).toEqual([
      expect.stringMatching(/^preparation\.opening\.sessions\.value: /),
    ]);
  });

  it('is distinct from preparation, and does not use up its price', () => {
    const same = { label: stated('Session'), sessions: stated(1), minutes: stated(50) };
    expect(
      checked((preparation, fees) => {
        Object.assign(preparation, { label: stated('Session'), opening: same });
        fees.preparation = stated({ kind: 'flat', cents: 10_000, once: true });
      }),
    ).toEqual([
      'preparation.opening.label: must differ from the name of preparation sessions, “Session”',
      'fees.preparation.once: must not be set: opening sessions come first, so preparation itself would be free',
    ]);
  });

  it('is described where versions differ', () => {
    expect(diffProtocols(CALM, TALKS).map(({ sentence }) => sentence)).toEqual([
      'Name of an opening session: added (“A talk”).',
      'Number of opening sessions: added (2).',
      'Length of an opening session: added (30 minutes).',
    ]);
  });
});

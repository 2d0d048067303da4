/** The referral waits for the therapist's word on suitability, and dosing is booked after that on readiness. */
import { referredAfter } from '../../../src/course/selectors/therapistsWord';
import { CALM, type Setup } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

const said = (task: string, by: 'therapist' | 'frontDesk' | 'prescriber' = 'therapist') =>
  report('taskCompleted', { task }, { by });
const suitable = () => said('confirm-suitability');
const ready = () => said('confirm-readiness');
const more = (sessions?: number) =>
  report('morePreparationNeeded', sessions === undefined ? {} : { sessions });
const approval = () => report('prescriberDecision', { decision: 'approved' });

const held = (scene: Scene, number: number, start: string) =>
  scene
    .when(booked('preparation', start))
    .at(start)
    .when(about('sessionCompleted', `preparation-${number}`));

/** The third preparation session has just been held, and nobody has said anything. */
const third = (setup: Setup = {}) => held(after('preparation 2', setup), 3, '2027-01-20T10:00-08:00');

/** The client has their doses; the sixth session has just been held, and nobody has said anything. */
const sixth = () => {
  const { course } = after('preparation 6');
  const { 'confirm-readiness': _said, ...done } = course.done;
  return given({ ...course, done }).at('2027-02-11T10:00-08:00');
};

const referrals = (scene: Scene): number => scene.all('referralRequested').length;

describe('whether treatment appears appropriate', () => {
  it('is asked of the therapist when the third session is completed, and the referral waits', () => {
    const scene = third()
      .thenTask('confirm-suitability', 'therapist')
      .hours(24 * 7);
    expect(referrals(scene)).toBe(0);
    scene.thenTask('confirm-suitability', 'therapist');
  });

  it('is not asked before', () => {
    after('preparation 2').thenNoTask('confirm-suitability');
  });

  it('refers the client, once, as soon as the therapist says so', () => {
    const scene = third().hours(20).when(suitable()).thenNoTask('confirm-suitability');
    expect(scene.all('referralRequested')).toMatchObject([{ at: scene.now }]);
    expect(referrals(held(scene, 4, '2027-01-27T10:00-08:00'))).toBe(1);
  });

  it('is not asked where the protocol does not say so', () => {
    const { confirmSuitability: _asked, ...screening } = CALM.screening;
    const scene = third({ protocol: { ...CALM, screening } }).thenNoTask('confirm-suitability');
    expect(referrals(scene)).toBe(1);
  });

  it('is only for the therapist to say', () => {
    const scene = third();
    for (const by of ['frontDesk', 'prescriber'] as const)
      scene.when(said('confirm-suitability', by)).thenRejected('word-not-yours', 'therapist');
    scene.when(said('book-preparation:4', 'frontDesk')).thenAccepted();
  });

  it('is why there is no approval, and who has to act', () => {
    const [gate] = third().status.gates;
    expect(gate).toMatchObject({ code: 'approval-missing', resolvableBy: ['therapist'] });
    expect(gate?.sentence).toContain('not referred yet');
    const [asked] = third().when(suitable()).status.gates;
    expect(asked).toMatchObject({ code: 'approval-missing', resolvableBy: ['prescriber'] });
    const { blockers } = third().status.waiting;
    expect(blockers).toContainEqual(
      expect.objectContaining({ what: 'confirm-suitability', who: ['therapist'] }),
    );
    const prepared = given({ ...third().course, preparationMinimum: 3 });
    expect(prepared.status).toMatchObject({ phase: 'medicalScreening', waitingOn: 'therapist' });
  });

  it('does not blame the client: nobody reaches out while it is owed', () => {
    const { course } = third();
    const waiting = given({ ...course, preparationMinimum: 3 }).at('2027-02-20T12:00-08:00');
    waiting.thenNoMessages('reachOut');
    given(third().when(suitable()).course).thenNoTask('confirm-suitability');
  });

  it('waits on if more preparation is needed, and is asked again after it', () => {
    const scene = third().when(more(2)).thenNoTask('confirm-suitability');
    expect(referredAfter(scene.course)).toBe(5);
    const fourth = held(scene, 4, '2027-01-27T10:00-08:00').thenNoTask('confirm-suitability');
    const fifth = held(fourth, 5, '2027-02-03T10:00-08:00').thenTask('confirm-suitability', 'therapist');
    expect(referrals(fifth)).toBe(0);
    expect(referrals(fifth.when(suitable()))).toBe(1);
  });

  it('is not needed for a decision that arrives: the client went to the prescriber themselves', () => {
    const scene = third().when(approval()).thenAccepted().thenNoTask('confirm-suitability');
    expect(referrals(scene.hours(100))).toBe(0);
    expect(scene.course.approval).toBeDefined();
    after('preparation 2').when(approval()).thenRejected('not-referred', 'therapist');
  });

  it('is asked by the plan of a forecast', () => {
    const { entries } = third().forecast();
    expect(entries.filter(({ what }) => what === 'referral')).toHaveLength(1);
  });
});

describe('criteria of acceptance', () => {
  const CRITERIA = ['The client is an adult', 'The client prefers this therapy'] as const;
  const [adult, prefers] = CRITERIA;
  const listed = { protocol: { ...CALM, screening: { ...CALM.screening, criteria: [...CRITERIA] } } };
  const met = (...criteria: string[]) =>
    report('taskCompleted', { task: 'confirm-suitability', ...(criteria.length > 0 && { criteria }) });

  it('are each confirmed before the referral', () => {
    const scene = third(listed).when(met(prefers, adult)).thenNoTask('confirm-suitability');
    expect(referrals(scene)).toBe(1);
    expect(scene.all('taskCompleted').at(-1)).toMatchObject({ criteria: [prefers, adult] });
  });

  it('are named when they are missing, and the client is not referred', () => {
    const some = third(listed).when(met(adult)).thenRejected('criteria-unmet', 'therapist');
    expect(some.answer.reasons.map(({ sentence }) => sentence)).toEqual([
      'Confirm each criterion before the referral. Missing: “The client prefers this therapy”.',
    ]);
    const none = third(listed).when(met()).thenRejected('criteria-unmet');
    expect(none.answer.reasons[0]?.sentence).toContain('“The client is an adult”, “The client prefers');
    expect(referrals(none)).toBe(0);
  });

  it('are only those that the protocol lists', () => {
    third(listed)
      .when(met(adult, prefers, 'The client is tall'))
      .thenRejected('criteria-unknown', 'therapist');
    third().when(met(adult)).thenRejected('criteria-unknown');
    third()
      .when(report('taskCompleted', { task: 'book-preparation:4', criteria: [adult] }))
      .thenRejected('criteria-unknown');
  });

  it('show with the task that asks for them', () => {
    const tasks = third(listed).status.tasks.filter((task) => 'criteria' in task);
    expect(tasks).toMatchObject([{ kind: 'confirm-suitability', criteria: CRITERIA }]);
    expect(third().status.tasks.filter((task) => 'criteria' in task)).toEqual([]);
  });
});

describe('more preparation', () => {
  it('raises the minimum, by one session unless the therapist says more', () => {
    expect(after('preparation 6').when(more()).course.preparationMinimum).toBe(7);
    expect(after('preparation 3').when(more(5)).course.preparationMinimum).toBe(8);
    expect(after('preparation 3').when(more(1)).course.preparationMinimum).toBe(6);
  });

  it('closes the gate until it is done', () => {
    const scene = after('support for dosing 1').when(more());
    scene.thenGates('preparation-short').thenTask('preparation-before-session', 'frontDesk');
    held(scene, 7, '2027-02-14T10:00-08:00').thenNoGates();
  });

  it('can be taken back when it was said by mistake', () => {
    const mistake = (signal: string) => report('signalCorrected', { signal, reason: 'another client' });
    const said = report('morePreparationNeeded', { sessions: 9 }, { id: 'too-early' });
    const corrected = third().when(said, mistake('too-early'));
    corrected.thenTask('confirm-suitability', 'therapist');
    expect(corrected.course.preparationMinimum).toBe(6);
    const twice = third().when(report('morePreparationNeeded', {}, { id: 'first' }), said);
    twice.when(mistake('first')).thenRejected('built-upon');
    expect(referredAfter(twice.when(mistake('too-early')).course)).toBe(4);
  });

  it('is not said during a session', () => {
    after('dosing started 1').when(more()).thenRejected('dosing-under-way');
    after('integration 8').when(more()).thenRejected('series-complete');
  });
});

describe('whether the client is ready', () => {
  it('is asked of the therapist once preparation is complete, before dosing is booked', () => {
    after('preparation 5').thenNoTask('confirm-readiness');
    const asked = sixth().thenTask('confirm-readiness', 'therapist').thenNoTask('book-dosing');
    expect(asked.status.waitingOn).toBe('therapist');
    asked.when(ready()).thenNoTask('confirm-readiness').thenTask('book-dosing', 'frontDesk');
  });

  it('is not asked where the protocol does not say so', () => {
    const { confirmReadiness: _asked, ...preparation } = CALM.preparation;
    const { course } = sixth();
    given({ ...course, protocol: { ...CALM, preparation } })
      .hours(1)
      .thenNoTask('confirm-readiness');
  });

  it('is warned of when dosing is booked without it, until it is said', () => {
    const booking = sixth().when(booked('dosing', '2027-02-15T10:00-08:00')).thenAccepted();
    expect(booking.answer.warnings).toMatchObject([{ code: 'readiness-unconfirmed', session: 'dosing-1' }]);
    expect(booking.when(ready()).status.warnings).toEqual([]);
  });

  it('is asked again after more preparation', () => {
    const again = after('preparation 6').when(more()).thenNoTask('confirm-readiness');
    held(again, 7, '2027-02-12T10:00-08:00').thenTask('confirm-readiness', 'therapist');
  });

  it('is not asked once a dose was taken', () => {
    after('dosing started 1').thenNoTask('confirm-readiness');
  });
});

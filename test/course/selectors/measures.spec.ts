import { bandOf, hasResponded, latestMeasures } from '../../../src/course/selectors/measures';
import { plusHours } from '../../../src/time/instant';
import { calmWith, courseAfter, started } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, moved as rescheduled, report } from '../support/signals';

const NINE = [1, 1, 1, 1, 1, 1, 1, 1, 0];
const SEVEN = [1, 1, 1, 1, 1, 1, 1];
type Answers = (number | null)[];
const phq = (items: Answers = NINE) => report('measureSubmitted', { instrument: 'PHQ-9', items });
const gad = (items: Answers = SEVEN) => report('measureSubmitted', { instrument: 'GAD-7', items });
const pcl = (items: Answers) => report('measureSubmitted', { instrument: 'PCL-5', items });

const consents = () => report('consentSigned', { kinds: ['treatment', 'telehealth', 'electronicMessages'] });
/** The consents are signed on Monday 4 January 2027 at 09:30. */
const enrolled = (setup = {}) => given(started(setup)).at('2027-01-04T09:30-08:00').when(consents());
const silentProtocol = calmWith((calm) => ({ ...calm, measures: { ...calm.measures, instruments: [] } }));

describe('a questionnaire', () => {
  it('is stored as its total', () => {
    const { course } = enrolled()
      .when(phq(), gad([3, 3, 3, 3, 3, 3, 3]), pcl(Array.from({ length: 20 }, () => 4)))
      .thenEvents('measureSubmitted');
    expect(course.measures.map(({ instrument, total }) => [instrument, total])).toEqual([
      ['PHQ-9', 8],
      ['GAD-7', 21],
      ['PCL-5', 80],
    ]);
    expect(JSON.stringify(course.measures)).not.toContain('items');
  });

  it.each([
    [
      'PHQ-9',
      [4, 5, 10, 15, 20, 27],
      ['minimal', 'mild', 'moderate', 'moderately severe', 'severe', 'severe'],
    ],
    ['GAD-7', [4, 5, 10, 15, 21], ['minimal', 'mild', 'moderate', 'severe', 'severe']],
    ['PCL-5', [30, 31, 80], ['below the cut', 'at or above the cut', 'at or above the cut']],
  ] as const)('%s is read by its bands', (instrument, totals, bands) => {
    expect(totals.map((total) => bandOf(instrument, total))).toEqual(bands);
  });

  it('shows a response at half of what it was', () => {
    expect([hasResponded(20, 10), hasResponded(20, 11), hasResponded(0, 0)]).toEqual([true, false, false]);
  });

  it('has a place for each of its answers, and none that there is not', () => {
    enrolled().when(phq(SEVEN)).thenRejected('items-wrong-count', 'client', 'therapist');
    enrolled().when(pcl(NINE)).thenRejected('items-wrong-count');
    const short = enrolled()
      .when(gad([3]))
      .thenRejected('items-wrong-count');
    expect(short.answer.reasons[0]?.sentence).toBe(
      'GAD-7 must have 7 answers, not 1. Send null for an answer left blank.',
    );
    enrolled()
      .when(gad([4, 0, 0, 0, 0, 0, 0]))
      .thenRejected('item-out-of-range', 'client', 'therapist');
    enrolled()
      .when(gad([1, 0, 0, 0, 0, 0, 0, 4]))
      .thenRejected('item-out-of-range');
    enrolled()
      .when(gad([1, 0, 0, 0, 0, 0, 0, 0, 0]))
      .thenRejected('items-wrong-count');
    enrolled()
      .when(pcl(Array<number>(19).fill(0)))
      .thenRejected('items-wrong-count');
  });
});

describe('a questionnaire with blanks', () => {
  const measured = (...reports: Parameters<Scene['when']>) =>
    enrolled()
      .when(...reports)
      .thenAccepted().course.measures;
  const blanks = (count: number, of: number, answer: number): Answers =>
    Array.from({ length: of }, (_, item) => (item < count ? null : answer));

  it.each([
    ['PHQ-9 with one', phq([null, 1, 2, 1, 2, 1, 2, 1, 0]), 11],
    ['PHQ-9 with two', phq([null, null, 3, 3, 3, 3, 3, 3, 0]), 23],
    ['PHQ-9 without item 9', phq([1, 1, 1, 1, 1, 1, 1, 1, null]), 9],
    ['GAD-7 with two', gad([null, 2, null, 2, 2, 2, 1]), 13],
    ['PCL-5 with two', pcl(blanks(2, 20, 1)), 20],
  ])('%s is scored in proportion, to the nearest whole number', (_, answers, total) => {
    expect(measured(answers)).toMatchObject([{ total }]);
  });

  it.each([
    ['PHQ-9', phq([null, null, null, 3, 3, 3, 3, 3, 0])],
    ['GAD-7', gad(blanks(3, 7, 1))],
    ['PCL-5', pcl(blanks(3, 20, 1))],
    ['PHQ-9 without any answer', phq(blanks(9, 9, 0))],
  ])('%s with more than two is kept without a total', (_, answers) => {
    const [measure] = measured(answers);
    expect(measure).not.toHaveProperty('total');
    expect(measure?.blanks).toBeGreaterThan(2);
  });

  it('without a total still has to be answered, and is not what the review shows', () => {
    const scene = enrolled()
      .when(phq([...blanks(3, 8, 1), 0]), gad())
      .at('2027-01-08T09:30-08:00')
      .thenTask('measure-owed', 'therapist');
    expect(latestMeasures(scene.course).map(({ instrument }) => instrument)).toEqual(['GAD-7']);
    scene.when(phq()).thenNoTask('measure-owed');
  });

  it('keeps the question on daily life, and does not add it', () => {
    expect(measured(phq([...NINE, 2]), gad([...SEVEN, 3]), phq([...NINE, null]))).toEqual([
      expect.objectContaining({ total: 8, difficulty: 2 }),
      expect.objectContaining({ total: 7, difficulty: 3 }),
      expect.not.objectContaining({
        difficulty: expect.anything() as number,
        blanks: expect.anything() as number,
      }),
    ]);
  });
});

describe('an answer to item 9', () => {
  const answered = (item: number) => enrolled().when(phq([0, 0, 0, 0, 0, 0, 0, 0, item]));

  it.each([1, 2, 3])(
    'of %d puts the course on hold, pages clinicians, and has the therapist call at once',
    (item) => {
      const asked = answered(item)
        .thenEvents('measureSubmitted', 'holdOpened')
        .thenMessagesTo('therapist', 'safetyPage', '2027-01-04 09:30')
        .thenMessagesTo('prescriber', 'safetyPage', '2027-01-04 09:30')
        .thenTask('call-now', 'therapist')
        .thenNoTask('incident');
      expect(asked.course.holds).toMatchObject([{ reason: 'safetyAnswer', owner: 'therapist' }]);
      expect(asked.status.next).toMatchObject({ what: 'call-now', dueBy: asked.now });
      expect(asked.status.next?.sentence).toMatch(/questionnaire speaks of self-harm/);
    },
  );

  it.each([
    ['one other blank', [0, 0, null, 0, 0, 0, 0, 0, 1]],
    ['every other blank', [null, null, null, null, null, null, null, null, 3]],
    ['the question on daily life', [0, 0, 0, 0, 0, 0, 0, 0, 2, 1]],
    ['that question blank', [0, 0, 0, 0, 0, 0, 0, 0, 2, null]],
  ])('pages with %s', (_, items) => {
    enrolled()
      .when(phq(items))
      .thenEvents('measureSubmitted', 'holdOpened')
      .thenTask('call-now', 'therapist');
  });

  it('left blank has the therapist ask, within a day, until it is answered', () => {
    const blank = enrolled().when(phq([0, 0, 0, 0, 0, 0, 0, 0, null]));
    blank.thenNoMessages('safetyPage').thenTask('ask-blank-item', 'therapist');
    expect(Object.values(blank.course.tasks)).toContainEqual(
      expect.objectContaining({ kind: 'ask-blank-item', dueBy: '2027-01-05T17:30:00.000Z' }),
    );
    blank.when(gad()).thenTask('ask-blank-item', 'therapist');
    blank.hours(1).when(phq()).thenNoTask('ask-blank-item');
    blank
      .hours(1)
      .when(phq([0, 0, 0, 0, 0, 0, 0, 0, 1]))
      .thenNoTask('ask-blank-item')
      .thenTask('call-now', 'therapist');
    blank
      .when(report('holdPlaced', { reason: 'on a trip', reviewOn: '2027-02-01T09:00-08:00' }))
      .thenTask('ask-blank-item', 'therapist');
    blank.when(report('clientWithdrew', {})).thenTask('ask-blank-item', 'therapist');
  });

  it('left blank again has the therapist ask again', () => {
    const nothing = phq([0, 0, 0, 0, 0, 0, 0, 0, null]);
    const first = enrolled().when(nothing);
    const [task = ''] = Object.keys(first.course.tasks).filter((key) => key.startsWith('ask-blank-item'));
    const asked = first.when(report('taskCompleted', { task })).thenNoTask('ask-blank-item');
    asked
      .hours(24)
      .when(phq([0, 0, 0, 0, 0, 0, 0, 0, null]))
      .thenTask('ask-blank-item', 'therapist');
  });

  it('of 0 does not', () => {
    answered(0).thenEvents('measureSubmitted').thenNoMessages('safetyPage');
  });

  it('is asked by no other questionnaire', () => {
    enrolled()
      .when(pcl(Array.from({ length: 20 }, () => 4)), gad([3, 3, 3, 3, 3, 3, 3]))
      .thenNoMessages('safetyPage');
  });
});

describe('measures are asked for', () => {
  it('at the beginning, and by staff after three days', () => {
    enrolled()
      .thenMessagesTo('client', 'measureReady', '2027-01-04 09:30')
      .at('2027-01-07T09:29-08:00')
      .thenNoTask('measure-owed')
      .hours(0.1)
      .thenTask('measure-owed', 'therapist');
  });

  it('until each has come', () => {
    enrolled()
      .when(phq())
      .at('2027-01-08T09:30-08:00')
      .thenTask('measure-owed', 'therapist')
      .when(gad())
      .thenNoTask('measure-owed');
  });

  it('nowhere that the protocol lists none', () => {
    enrolled({ protocol: silentProtocol })
      .at('2027-01-10T10:00-08:00')
      .thenNoMessages('measureReady')
      .thenNoTask('measure-owed');
    expect(courseAfter('integration 2', { protocol: silentProtocol }).measures).toEqual([]);
  });

  it('no more for a baseline once dosing has begun', () => {
    given({ ...courseAfter('support for dosing 1'), measures: [] })
      .at('2027-02-15T09:59-08:00')
      .thenTask('measure-owed', 'therapist')
      .at('2027-02-15T10:00-08:00')
      .when(report('dosingStarted', { session: 'dosing-1' }))
      .thenNoTask('measure-owed');
  });

  it('after the second and the fourth cycle and at the end', () => {
    const { done } = courseAfter('end');
    const asked = Object.keys(done).filter((key) => key.startsWith('measureReady:'));
    expect(asked.map((key) => key.split(':')[1])).toEqual(
      expect.arrayContaining(['baseline', 'after.cycle-2', 'after.cycle-4', 'end.cycle-8']),
    );
    expect(asked.some((key) => key.includes('cycle-3'))).toBe(false);
  });

  it('a week before the medical follow-up, unless they are fresh', () => {
    const course = courseAfter('dosing booked 3');
    const ends = given({ ...course, measures: [] }).at('2027-06-20T12:00-07:00');
    expect(ends.sent('measureReady')).toHaveLength(1);
    const fresh = given(course).at('2027-05-20T12:00-07:00').when(phq(), gad());
    expect(fresh.at('2027-06-20T12:00-07:00').sent('measureReady')).toHaveLength(0);
  });

  it('again before the next evaluation, when those of the last one are no longer fresh', () => {
    const unasked = given({ ...courseAfter('dosing started 1'), measures: [] });
    const scene = unasked.when(report('dosingEnded', { session: 'dosing-1' }));
    const soon = scene
      .when(booked('medical', plusHours(scene.now, 48)))
      .thenAccepted()
      .hours(47);
    expect(soon.sent('measureReady')).toHaveLength(1);
    const held = soon.when(phq(), gad()).hours(2).when(about('sessionCompleted', 'medical-1'));
    held.thenAccepted().thenNoTask('measure-owed').thenOwed('measureReady', '2027-04-17 15:00');
    const moved = soon
      .when(phq(), gad(), rescheduled('medical-1', plusHours(scene.now, 48 + 24 * 40)))
      .thenAccepted();
    moved.thenOwed('measureReady', '2027-03-22 11:00');
  });

  it('every quarter in maintenance, counted from the latest', () => {
    const maintained = given(courseAfter('maintenance'));
    maintained.at('2027-09-02T10:59-07:00').thenOwed('measureReady', '2027-09-02 11:00');
    maintained.at('2027-09-02T11:00-07:00').when(phq(), gad()).thenOwed('measureReady', '2027-12-03 11:00');
  });

  it('of nobody in a crisis', () => {
    given(started()).when(report('crisisFlagged', {}), consents()).hours(24).thenNoMessages('measureReady');
  });
});

describe('the course review', () => {
  it('uses the latest by when it was answered, not by when it was reported', () => {
    const scene = given(courseAfter('integration 8')).hours(48).when(phq());
    const answered = { occurredAt: scene.course.clock.replace('.000', '').slice(0, 10) + 'T00:00Z' };
    const earlier = report(
      'measureSubmitted',
      { instrument: 'PHQ-9', items: Array<number>(9).fill(0) },
      answered,
    );
    const reviewed = scene
      .when(earlier)
      .thenAccepted()
      .when(report('courseReviewed', { decision: 'maintenance' }));
    expect(reviewed.thenAccepted().course.review?.measures[0]).toMatchObject({ total: 8 });
  });

  it('has the latest of each before it', () => {
    expect(courseAfter('maintenance').review?.measures).toMatchObject([
      { instrument: 'PHQ-9', total: 8 },
      { instrument: 'GAD-7', total: 7 },
    ]);
    const later = given(courseAfter('integration 8'))
      .when(phq([0, 0, 0, 0, 0, 0, 0, 0, 0]), report('courseReviewed', { decision: 'maintenance' }))
      .thenAccepted();
    expect(later.course.review?.measures[0]).toMatchObject({ instrument: 'PHQ-9', total: 0 });
  });
});

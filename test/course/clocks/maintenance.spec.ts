import { plusMinutes } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from '../support/courses';
import { given, type Scene, after } from '../support/given';
import { about, booked, moved, report } from '../support/signals';

/** Dosing 8 ended on Monday 24 May 2027 at 11:45: window from 5 July to the end of 19 July. */
const inMaintenance = () => given(courseAfter('maintenance'));
const booster = (start: string) => booked('dosing', start);

describe('a review of progress', () => {
  const protocol = loadProtocol('healingmaps');
  const integrated = (cycle: number) => after(`integration ${cycle}`, { protocol });
  /** The plan has recorded a review after every second cycle: without the latest one. */
  const unreviewed = (cycle: number) => {
    const { review: _recorded, ...course } = integrated(cycle).course;
    return given(course).hours(0.1);
  };
  const reviewed = (decision: 'asPlanned' | 'moreDosing' | 'end') => report('courseReviewed', { decision });

  it('is asked for after every second cycle, until the therapist says what they decided', () => {
    integrated(1).thenNoTask('progress-review');
    const scene = unreviewed(2).thenTask('progress-review', 'therapist');
    const recorded = scene.when(reviewed('asPlanned')).thenEvents('courseReviewed');
    recorded.thenNoTask('progress-review');
    expect(recorded.course.review).toMatchObject({ decision: 'asPlanned', at: scene.now });
    expect(recorded.course.dosingsPlanned).toBe(scene.course.dosingsPlanned);
    unreviewed(3).thenTask('progress-review', 'therapist');
    integrated(4).thenTask('progress-review', 'therapist');
    after('dosing booked 5', { protocol }).thenNoTask('progress-review');
  });

  it('may be ticked off without a decision, or decide on more dosing or the end', () => {
    const tick = report('taskCompleted', { task: 'progress-review:cycle-2' }, { by: 'therapist' });
    unreviewed(2).when(tick).thenAccepted().thenNoTask('progress-review');
    const more = unreviewed(2).when(reviewed('moreDosing')).thenAccepted().thenNoTask('progress-review');
    expect(more.course.dosingsPlanned).toBe(7);
    unreviewed(2).when(reviewed('end')).thenEvents('courseReviewed', 'courseClosed');
  });

  it('does not decide what comes after the series', () => {
    const fewer = unreviewed(4).when(reviewed('asPlanned'), report('planChanged', { dosings: 4 }));
    fewer.thenTask('course-review', 'therapist');
    fewer.when(report('courseClosed', { outcome: 'completed' })).thenRejected('not-reviewed');
    fewer.when(reviewed('asPlanned')).thenRejected('series-complete', 'therapist');
  });

  it('is recorded whether or not the next dosing session is booked, once integration is done', () => {
    const booked = after('dosing booked 3', { protocol });
    expect(booked.status.possible).toContain('courseReviewed');
    booked.when(reviewed('asPlanned')).thenAccepted();
    booked.when(reviewed('moreDosing')).thenRejected('dosing-already-booked', 'therapist');
    after('dosing 3', { protocol }).when(reviewed('asPlanned')).thenRejected('integration-owed');
  });

  it('waits in a forecast for the integration that is owed by then', () => {
    const { review: _recorded, ...course } = after('dosing 3', { protocol }).course;
    const scene = given(course).hours(0.1).thenTask('progress-review', 'therapist');
    const { entries, stuck } = scene.forecast();
    expect(stuck).toBeUndefined();
    expect(entries.filter(({ what }) => what === 'courseReviewed').length).toBeGreaterThan(1);
  });

  it('gives way to the course review after the series', () => {
    unreviewed(6).thenNoTask('progress-review').thenTask('course-review', 'therapist');
  });

  it('is not asked for where the protocol does not say so', () => {
    given(courseAfter('integration 2')).thenNoTask('progress-review');
  });
});

describe('the course review', () => {
  it('is owed once the last of the series is integrated', () => {
    given(courseAfter('integration 7')).thenNoTask('course-review');
    given(courseAfter('integration 8')).thenTask('course-review', 'therapist');
  });

  it('is owed once where the last integration was overridden, from then on', () => {
    const overridden = given(courseAfter('dosing 8'))
      .hours(24 * 4)
      .thenNoTask('course-review')
      .when(
        report('gateOverridden', { gate: 'integration-owed', reason: 'she is away' }, { by: 'therapist' }),
      )
      .thenAccepted()
      .thenTask('course-review', 'therapist');
    expect(overridden.status.phase).toBe('courseReview');
    expect(overridden.course.tasks['course-review:cycle-8']?.openedAt).toBe(overridden.now);
    const reviewed = overridden.hours(1).when(report('courseReviewed', { decision: 'maintenance' }));
    reviewed.thenNoTask('course-review');
    overridden
      .hours(1)
      .when(report('courseReviewed', { decision: 'moreDosing' }), report('planChanged', { dosings: 8 }))
      .thenAccepted()
      .thenNoTask('course-review');
  });

  it('needs a dosing session to review', () => {
    given(courseAfter('preparation 6'))
      .when(report('courseReviewed', { decision: 'end' }))
      .thenRejected('nothing-to-review');
  });

  it('waits for the integration', () => {
    given(courseAfter('dosing 8'))
      .when(report('courseReviewed', { decision: 'end' }))
      .thenRejected('integration-owed');
  });

  it('waits for a booked dosing session', () => {
    given(courseAfter('dosing booked 3'))
      .when(report('courseReviewed', { decision: 'end' }))
      .thenRejected('dosing-already-booked');
  });

  it('that decides on the end closes the course as completed', () => {
    const { course } = given(courseAfter('integration 8'))
      .when(report('courseReviewed', { decision: 'end' }))
      .thenEvents('courseReviewed', 'courseClosed');
    expect(course.closed?.outcome).toBe('completed');
  });
});

describe('a course review', () => {
  it('waits for the integration that is owed, and says by when what is booked will have brought it', () => {
    const owing = given(courseAfter('integration booked 1'));
    const { reasons } = owing.when(report('courseReviewed', { decision: 'maintenance' })).answer;
    const session = owing.session('integration-1');
    expect(reasons[0]).toMatchObject({
      code: 'integration-owed',
      resolvableBy: ['therapist'],
      notBefore: plusMinutes(session.start, session.minutes),
    });
    const unbooked = given(courseAfter('dosing 1')).when(
      report('courseReviewed', { decision: 'maintenance' }),
    );
    expect(unbooked.answer.reasons[0]?.code).toBe('integration-owed');
    expect(unbooked.answer.reasons[0]).not.toHaveProperty('notBefore');
  });

  it('goes beyond the order with more dosing only', () => {
    const ordered = { ...courseAfter('integration 8'), maxDosings: 8 };
    const decided = (decision: 'moreDosing' | 'maintenance' | 'moreTherapy', dosings?: number) =>
      given(ordered).when(report('courseReviewed', { decision, ...(dosings !== undefined && { dosings }) }));
    decided('moreDosing').thenRejected('beyond-the-order', 'prescriber');
    decided('maintenance').thenAccepted();
    decided('moreTherapy').thenAccepted();
    const roomForTwo = given({ ...ordered, maxDosings: 10 });
    roomForTwo.when(report('courseReviewed', { decision: 'moreDosing', dosings: 2 })).thenAccepted();
    roomForTwo
      .when(report('courseReviewed', { decision: 'moreDosing', dosings: 3 }))
      .thenRejected('beyond-the-order');
  });
});

describe('a review that decides on more therapy', () => {
  const decided = (reviewOn?: string) =>
    given(courseAfter('integration 8')).when(
      report('courseReviewed', { decision: 'moreTherapy', ...(reviewOn && { reviewOn }) }),
    );

  it('is therapy until it is reviewed again, after four weeks of the practice', () => {
    const therapy = decided().thenAccepted().thenNoTask('course-review');
    expect(therapy.status).toMatchObject({ phase: 'therapy', waitingOn: 'therapist' });
    therapy
      .at('2027-06-22T14:59-07:00')
      .thenNoTask('course-review')
      .hours(0.1)
      .thenTask('course-review', 'therapist');
    expect(therapy.at('2027-06-23T15:00-07:00').status.phase).toBe('courseReview');
  });

  it('is reviewed on the day that is named', () => {
    decided('2027-06-08T10:00-07:00')
      .thenAccepted()
      .thenNoTask('course-review')
      .at('2027-06-08T10:00-07:00')
      .thenTask('course-review', 'therapist');
    decided('2027-05-01T10:00-07:00').thenRejected('review-in-the-past', 'therapist');
    decided(courseAfter('integration 8').clock).thenRejected('review-in-the-past', 'therapist');
  });

  it('does not count as silence in between', () => {
    decided().at('2027-06-22T14:00-07:00').thenNoMessages('reachOut').thenNoTask('silence-decision');
    expect(decided().at('2027-07-20T14:00-07:00').sent('reachOut').length).toBeGreaterThan(0);
  });

  it('is not a dead end: it is decided again', () => {
    decided()
      .at('2027-06-23T15:00-07:00')
      .when(report('courseReviewed', { decision: 'maintenance' }))
      .thenAccepted()
      .thenNoTask('course-review');
  });

  it('takes more therapy, and no dosing', () => {
    decided()
      .when(booked('preparation', '2027-06-04T10:00-07:00'))
      .thenAccepted()
      .when(booked('dosing', '2027-06-10T10:00-07:00'))
      .thenRejected('series-complete');
  });
});

describe('a review before the series is done', () => {
  it.each(['maintenance', 'moreTherapy'] as const)('cannot decide on %s', (decision) => {
    given(courseAfter('integration 3'))
      .when(report('courseReviewed', { decision }))
      .thenRejected('series-not-done', 'therapist');
  });

  it('can decide on the end', () => {
    given(courseAfter('integration 3'))
      .when(report('courseReviewed', { decision: 'end' }))
      .thenAccepted();
  });
});

describe('the booster window', () => {
  it('is announced at week five', () => {
    inMaintenance()
      .at('2027-06-28T11:45-07:00')
      .thenMessagesTo('client', 'boosterNotice', '2027-06-28 11:45');
  });

  it('opens at week six', () => {
    expect(inMaintenance().at('2027-07-05T11:45-07:00').all('noticed')).toMatchObject([
      { at: '2027-07-05T07:00:00.000Z', kind: 'boosterWindowOpened' },
    ]);
  });

  it('is not yet open the minute before', () => {
    inMaintenance()
      .when(booster('2027-07-04T23:59-07:00'))
      .thenRejected('booster-window-not-open', 'prescriber');
    inMaintenance().when(booster('2027-07-05T00:00-07:00')).thenAccepted();
  });

  it('also applies to a booked booster that moves', () => {
    inMaintenance()
      .when(booster('2027-07-06T10:00-07:00'), moved('dosing-9', '2027-07-01T10:00-07:00'))
      .thenRejected('booster-window-not-open');
  });

  it('gives notice three days before it closes', () => {
    inMaintenance().at('2027-07-19T23:58-07:00').thenMessages('boosterClosing', '2027-07-16 11:45');
  });

  it('is quiet once a booster is booked', () => {
    inMaintenance()
      .when(booster('2027-07-12T10:00-07:00'))
      .thenNotOwed('boosterNotice')
      .thenNotOwed('boosterClosing')
      .thenNotOwed('boosterMissed');
  });
});

describe('a missed window', () => {
  const missed = () => inMaintenance().at('2027-07-20T00:00-07:00');

  it('is noticed, and no breach', () => {
    expect(
      missed()
        .all('noticed')
        .map(({ kind }) => kind),
    ).toEqual(['boosterWindowOpened', 'boosterWindowMissed']);
    expect(missed().all('breached')).toEqual([]);
  });

  it('is asked about: the client by mail, the therapist by a task', () => {
    missed()
      .hours(9)
      .thenMessagesTo('client', 'boosterMissed', '2027-07-20 09:00')
      .thenTask('booster-missed', 'therapist');
  });

  it('asks for a medical review before a later dosing', () => {
    missed()
      .when(booster('2027-07-26T10:00-07:00'))
      .thenRejected('medical-review-owed', 'prescriber')
      .when(report('followUpCompleted', {}), booster('2027-07-26T10:00-07:00'))
      .thenAccepted();
  });

  it('is missed too with a session booked for after it: that one waits for the review', () => {
    const supply = { ...inMaintenance().course.supply, dispensed: 20 };
    const supplied = given({ ...inMaintenance().course, supply });
    const late = supplied.at('2027-07-10T10:00-07:00').when(booster('2027-09-15T10:00-07:00'));
    late.thenAccepted().thenOwed('boosterClosing', '2027-07-16 11:45');
    const closed = late.at('2027-07-20T00:00-07:00').thenTask('booster-missed', 'therapist');
    expect(closed.all('noticed').map(({ kind }) => kind)).toContain('boosterWindowMissed');
    const [ref = ''] = closed.course.sessions.slice(-1).map((session) => session.ref);
    const confirmed = closed
      .at('2027-09-14T10:00-07:00')
      .when(report('supportPersonConfirmed', { session: ref }));
    const start = (scene: Scene) => scene.at('2027-09-15T10:00-07:00').when(about('dosingStarted', ref));
    start(confirmed).thenRejected('medical-review-owed', 'prescriber');
    start(confirmed.when(report('followUpCompleted', {}))).thenAccepted();
  });

  it('is missed when the session booked inside it is moved out of it, or nobody reports on it for a day', () => {
    const inside = inMaintenance().when(booster('2027-07-19T10:00-07:00')).thenAccepted();
    const ref = inside.course.sessions.at(-1)?.ref ?? '';
    const missedAt = (scene: Scene) =>
      scene
        .all('noticed')
        .filter(({ kind }) => kind === 'boosterWindowMissed')
        .map(({ at }) => at);
    const moved = inside.when(
      report('sessionRescheduled', { session: ref, start: '2027-07-20T10:00-07:00' }),
    );
    expect(missedAt(moved.at('2027-07-30T10:00-07:00'))).toEqual(['2027-07-20T06:59:00.000Z']);
    expect(missedAt(inside.at('2027-07-30T10:00-07:00'))).toEqual(['2027-07-20T17:00:00.000Z']);
  });

  it('is missed once', () => {
    expect(missed().at('2027-10-01T11:45-07:00').all('noticed')).toHaveLength(2);
  });
});

describe('a booster before its window', () => {
  const early = '2027-06-30T10:00-07:00';
  const opened = (by: 'prescriber' | 'therapist') =>
    report('gateOverridden', { gate: 'booster-window-not-open', reason: 'she needs it sooner' }, { by });

  it('may be booked, and moved, once the prescriber has overridden the window', () => {
    inMaintenance().when(booster(early)).thenRejected('booster-window-not-open', 'prescriber');
    inMaintenance().when(opened('therapist')).thenRejected('override-not-yours', 'prescriber');
    inMaintenance()
      .when(opened('prescriber'), booster(early), moved('dosing-9', '2027-07-01T10:00-07:00'))
      .thenAccepted();
  });

  it('needs no override once the window is open', () => {
    inMaintenance().at('2027-07-05T00:00-07:00').when(opened('prescriber')).thenRejected('gate-not-closed');
  });
});

describe('a booster window that closed while therapy continued', () => {
  it('is missed when maintenance starts, and is then announced', () => {
    const scene = after('integration 8')
      .when(report('courseReviewed', { decision: 'moreTherapy' }))
      .hours(24 * 70);
    const begun = scene.when(report('courseReviewed', { decision: 'maintenance' })).thenAccepted();
    expect(begun.all('noticed').map(({ kind, at }) => [kind, at])).toContainEqual([
      'boosterWindowMissed',
      scene.now,
    ]);
    expect(begun.hours(24).sent('boosterMissed', 'client')).toHaveLength(1);
  });
});

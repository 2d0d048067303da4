/** What a course is expected to cost, held against what the client signed. course.md §7 */
import { accounts } from '../../../src/course/money/accounts';
import { estimateDriftCents, expectedCosts } from '../../../src/course/money/expected';
import { estimate } from '../../../src/protocols/estimate';
import { loadProtocol, protocolIds } from '../../../src/protocols/load';
import type { Course } from '../../../src/course/state';
import { CALM, courseAfter, started, wholeCourse } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

const signed = (totalCents: number) =>
  given(courseAfter('consents')).when(
    report('estimateIssued', { estimate: 'estimate-9', totalCents }),
    report('estimateAcknowledged', { estimate: 'estimate-9' }),
  );
const tasksOf = ({ tasks }: Course) => Object.keys(tasks).filter((key) => key.startsWith('reissue'));

describe('what a course is expected to cost', () => {
  it.each(protocolIds().filter((id) => id !== 'mackenzie'))(
    '%s: at its start, what the estimate says',
    (id) => {
      const protocol = loadProtocol(id);
      const { practiceFromCents, practiceToCents } = estimate(protocol);
      expect(expectedCosts(started({ protocol }))).toMatchObject({
        billedCents: 0,
        fromCents: practiceFromCents,
        toCents: practiceToCents,
        unpriced: [],
      });
    },
  );

  it.each(protocolIds().filter((id) => !['mackenzie', 'healingmaps'].includes(id)))(
    '%s: at its end, what was charged',
    (id) => {
      const { course } = wholeCourse({ protocol: loadProtocol(id) });
      const { billedCents, fromCents, toCents, toCome } = expectedCosts(course);
      expect([fromCents, toCents, toCome]).toEqual([billedCents, billedCents, []]);
      expect(billedCents).toBe(estimate(course.protocol).practiceToCents);
    },
  );

  it('never changes while CALM goes as planned, at any step', () => {
    for (const milestone of [
      'preparation 4',
      'dosing started 1',
      'dosing ended 2',
      'integration 5',
    ] as const) {
      expect([milestone, expectedCosts(courseAfter(milestone)).toCents]).toEqual([milestone, 746_000]);
    }
  });

  it('falls with a session shorter than planned', () => {
    const { course } = given(courseAfter('dosing started 1')).hours(1).when(about('dosingEnded', 'dosing-1'));
    expect(expectedCosts(course).toCents).toBe(746_000 - 16_500);
  });

  it('follows the dosing sessions planned: one more cycle is $745', () => {
    const course = courseAfter('enrolment');
    const more = { ...course, dosingsPlanned: course.dosingsPlanned + 1 };
    expect(expectedCosts(more).toCents).toBe(746_000 + 74_500);
  });

  it('grows with more preparation and with a session beyond the plan, once it is booked', () => {
    const asked = given(courseAfter('preparation 6')).when(
      report('prescriberDecision', { decision: 'morePreparation', sessions: 2 }),
    );
    expect(expectedCosts(asked.course).toCents).toBe(746_000 + 2 * 25_000);
    const extra = given(courseAfter('dosing booked 1')).when(booked('preparation', '2027-02-12T10:00-08:00'));
    expect(expectedCosts(extra.course).toCents).toBe(746_000 + 25_000);
  });

  it('is no more than was billed once the client has withdrawn', () => {
    const { course } = given(courseAfter('preparation 2')).when(report('clientWithdrew', {}));
    expect(expectedCosts(course)).toMatchObject({ billedCents: 50_000, toCents: 50_000, toCome: [] });
  });

  it('does not include what the course no longer requires', () => {
    const short = { ...courseAfter('maintenance'), dosingsPlanned: 20 };
    expect(expectedCosts(short).toCome).toEqual([]);
    const course = courseAfter('dosing 1');
    const cycles = course.cycles.map((cycle) => ({ ...cycle, overridden: true as const }));
    expect(expectedCosts({ ...course, cycles }).toCents).toBe(expectedCosts(course).toCents - 25_000);
    const unprepared = { ...course, preparationMinimum: 8 };
    expect(expectedCosts(unprepared).toCents).toBe(expectedCosts(course).toCents);
  });

  it('takes off what is waived', () => {
    const { course } = given(courseAfter('preparation 2')).when(
      report('chargeWaived', { entry: 'charge-1', reason: 'as agreed' }),
    );
    expect(expectedCosts(course).toCents).toBe(746_000 - 25_000);
  });

  it('is the package instead of its sessions once one is sold', () => {
    const protocol = loadProtocol('welches-pazio');
    const { course } = given(courseAfter('enrolment', { protocol })).when(
      report('packageSold', { package: 'six' }),
    );
    expect(expectedCosts(course).toCents).toBe(350_000);
    expect(expectedCosts({ ...course, dosingsPlanned: 8 }).toCents).toBe(350_000 + 2 * 60_000);
  });
});

describe('what is still ahead', () => {
  const toCome = (scene: Scene) =>
    expectedCosts(scene.course).toCome.map(({ kind, quantity, toCents }) => [kind, quantity, toCents]);
  const cornerstone = { protocol: loadProtocol('healing-cornerstone') };

  it('lists each kind separately, without sums if its price must be entered', () => {
    const home = { protocol: loadProtocol('mackenzie') };
    const enrolled = after('enrolment', home);
    expect(toCome(enrolled)).toEqual([
      ['preparation', 2, undefined],
      ['dosing', 6, undefined],
      ['integration', 12, undefined],
    ]);
    expect(expectedCosts(enrolled.course).unpriced).toEqual(['preparation', 'dosing', 'integration']);
  });

  it('is as many integrations fewer as the cycle has had', () => {
    const paired = { protocol: { ...CALM, integration: { ...CALM.integration, perCycle: 2 } } };
    const scene = after('dosing 8', paired).when(booked('integration', '2027-12-01T10:00-08:00'));
    const [ref] = scene.course.sessions.slice(-1).map((session) => session.ref);
    expect(toCome(scene)).toEqual([['integration', 2, 50_000]]);
    const once = scene.at('2027-12-01T10:50-08:00').when(about('integrationCompleted', ref ?? ''));
    expect(toCome(once)).toEqual([['integration', 1, 25_000]]);
  });

  it('is an evaluation paid once: before it, not for a second one, nor once another has evaluated', () => {
    const paid = report('paymentPosted', { cents: 25_000, method: 'card' });
    const before = after('enrolment', cornerstone);
    const medical = (scene: Scene) => toCome(scene).filter(([kind]) => kind === 'medical');
    expect(medical(before)).toEqual([['medical', 1, 25_000]]);
    const done = before
      .when(paid, booked('medical', '2027-01-08T10:00-08:00'))
      .at('2027-01-08T11:00-08:00')
      .when(about('sessionCompleted', 'medical-1'))
      .thenAccepted();
    expect(medical(done)).toEqual([]);
    expect(medical(done.when(booked('medical', '2027-01-11T10:00-08:00')).thenAccepted())).toEqual([]);
    const { course } = before;
    const two = [...course.sessions, ...done.course.sessions, ...done.course.sessions].map((each, index) => ({
      ...each,
      ref: `medical-${index + 1}`,
      status: 'scheduled' as const,
    }));
    expect(medical(given({ ...course, sessions: two }))).toEqual([['medical', 1, 25_000]]);
    expect(medical(given({ ...course, evaluatedAt: course.clock }))).toEqual([]);
  });

  it('has every session that was held and has no price yet, at its range', () => {
    const ranges = { protocol: loadProtocol('healingmaps') };
    const dosings = (scene: Scene) => toCome(scene).filter(([kind]) => kind === 'dosing');
    expect(dosings(after('dosing ended 2', ranges))).toEqual([['dosing', 6, 600_000]]);
    const priced = after('dosing ended 2', ranges).when(
      report('chargeEntered', { session: 'dosing-1', cents: 70_000 }),
    );
    expect(dosings(priced.thenAccepted())).toEqual([['dosing', 5, 500_000]]);
  });

  it('is the journey of a house call as quoted, before it and, once accepted, while it lasts', () => {
    const travel = (scene: Scene) => toCome(scene).filter(([kind]) => kind === 'travel');
    const house = after('support for dosing 1')
      .when(report('sessionCancelled', { session: 'dosing-1' }), report('houseCallsApproved', { count: 1 }))
      .when(booked('dosing', '2027-03-01T10:00-08:00', { setting: 'houseCall' }))
      .thenAccepted();
    const ref = house.course.sessions.at(-1)?.ref ?? '';
    expect(travel(house)).toEqual([]);
    const quoted = house.when(report('travelQuoted', { session: ref, cents: 8_000 })).thenAccepted();
    expect(travel(quoted)).toEqual([['travel', 1, 8_000]]);
    const begun = (scene: Scene) =>
      scene
        .when(report('supportPersonConfirmed', { session: ref }))
        .at('2027-03-01T10:00-08:00')
        .when(about('dosingStarted', ref))
        .thenAccepted();
    expect(travel(begun(quoted))).toEqual([]);
    const agreed = begun(quoted.when(report('travelAccepted', { session: ref })));
    expect(travel(agreed)).toEqual([['travel', 1, 8_000]]);
    expect(travel(agreed.hours(1).when(about('dosingEnded', ref)).thenAccepted())).toEqual([]);
  });
});

describe('an estimate', () => {
  it('must be reissued at $400 more than was signed, not a cent below', () => {
    const at = signed(746_000 - 40_000).thenTask('reissue-estimate', 'biller');
    expect(at.status.accounts).toMatchObject({
      driftCents: 40_000,
      reissue: true,
      reissueCents: 40_000,
    });
    const below = signed(746_000 - 39_999).thenNoTask('reissue-estimate');
    expect(below.status.accounts).toMatchObject({ driftCents: 39_999, reissue: false });
  });

  it('has drifted from nothing while it is not signed', () => {
    const { course } = given(courseAfter('consents')).when(
      report('estimateIssued', { estimate: 'estimate-9', totalCents: 1 }),
    );
    expect(estimateDriftCents(course, expectedCosts(course))).toBeUndefined();
    expect(accounts(course)).toMatchObject({
      estimate: { ref: 'estimate-9', totalCents: 1 },
      reissue: false,
    });
    expect(accounts(course)).not.toHaveProperty('driftCents');
    expect(accounts(courseAfter('start'))).not.toHaveProperty('estimate');
    expect(tasksOf(course)).toEqual([]);
  });

  it('reissued and signed, is no longer outdated', () => {
    signed(700_000)
      .thenTask('reissue-estimate', 'biller')
      .when(report('estimateIssued', { estimate: 'estimate-10', totalCents: 746_000 }))
      .thenNoTask('reissue-estimate')
      .when(report('estimateAcknowledged', { estimate: 'estimate-10' }))
      .thenNoTask('reissue-estimate');
  });

  it('seen to by hand is asked for again when as much comes on top', () => {
    const scene = signed(746_000 - 40_000);
    const [task] = tasksOf(scene.course);
    const done = scene.when(report('taskCompleted', { task: task ?? '' })).thenNoTask('reissue-estimate');
    const more = given({ ...done.course, dosingsPlanned: 9 });
    more.when(report('paymentPosted', { cents: 1 })).thenTask('reissue-estimate', 'biller');
  });

  it('keeps the lower end of a range', () => {
    const { course } = given(courseAfter('consents')).when(
      report('estimateIssued', { estimate: 'estimate-9', totalCents: 900, fromCents: 500 }),
    );
    expect(course.estimate).toMatchObject({ totalCents: 900, fromCents: 500 });
  });
});

describe('a course that will cost much less than signed', () => {
  it('asks the biller to tell the client, from the protocol’s amount on, and no less', () => {
    signed(746_000 + 40_000)
      .thenTask('lower-estimate', 'biller')
      .thenNoTask('reissue-estimate');
    signed(746_000 + 39_999).thenNoTask('lower-estimate');
  });

  it('says so when fewer sessions are planned, until a new estimate is signed', () => {
    const shorter = signed(746_000).when(report('planChanged', { dosings: 7 }));
    shorter
      .thenTask('lower-estimate', 'biller')
      .when(report('estimateIssued', { estimate: 'estimate-10', totalCents: 671_500 }))
      .when(report('estimateAcknowledged', { estimate: 'estimate-10' }))
      .thenNoTask('lower-estimate');
  });

  it('has no deadline, and is no breach: nobody pays too much', () => {
    const scene = signed(746_000 + 40_000).hours(24 * 5);
    expect(scene.all('breached').map(({ kind }) => kind)).not.toContain('estimate');
  });

  it('is not asked about within a range that was signed', () => {
    const range = (fromCents: number) =>
      given(courseAfter('consents')).when(
        report('estimateIssued', { estimate: 'estimate-9', totalCents: 900_000, fromCents }),
        report('estimateAcknowledged', { estimate: 'estimate-9' }),
      );
    range(700_000).thenNoTask('lower-estimate');
    range(786_000).thenTask('lower-estimate', 'biller');
  });

  it('is not known while prices are missing', () => {
    const protocol = loadProtocol('mackenzie');
    after('consents', { protocol })
      .when(
        report('estimateIssued', { estimate: 'estimate-9', totalCents: 900_000 }),
        report('estimateAcknowledged', { estimate: 'estimate-9' }),
      )
      .thenNoTask('lower-estimate');
  });
});

/** Where the practices' ways of working differ, and the model with them. */
import { usableDoses } from '../../src/course/selectors/supply';
import { preparationsDone } from '../../src/course/selectors/preparation';
import { loadProtocol } from '../../src/protocols/load';
import { courseAfter, simulateUntil, started, type Milestone, type Setup } from './support/courses';
import { given } from './support/given';
import { about, booked, moved, released, report } from './support/signals';

const of = (id: string): Setup => ({ protocol: loadProtocol(id) });
const after = (id: string, milestone: Milestone) => given(courseAfter(milestone, of(id)));

describe('an evaluation that is due before it takes place', () => {
  const evaluation = () =>
    after('healing-cornerstone', 'enrolment')
      .when(booked('medical', '2027-01-08T10:00-08:00'))
      .at('2027-01-08T11:00-08:00');
  const paid = (cents: number) => report('paymentPosted', { cents, method: 'card' });

  it('is not completed while it is unpaid, nor half paid', () => {
    evaluation()
      .when(about('sessionCompleted', 'medical-1'))
      .thenRejected('evaluation-unpaid', 'biller', 'frontDesk');
    evaluation().when(paid(24_999), about('sessionCompleted', 'medical-1')).thenRejected('evaluation-unpaid');
  });

  it('is completed once it is paid, and then nothing is owed', () => {
    const scene = evaluation().when(paid(25_000), about('sessionCompleted', 'medical-1')).thenAccepted();
    expect(scene.status.balanceCents).toBe(0);
  });

  it('is asked for once: a second meeting costs nothing', () => {
    const scene = evaluation()
      .when(paid(25_000), about('sessionCompleted', 'medical-1'), booked('medical', '2027-02-08T10:00-08:00'))
      .at('2027-02-08T11:00-08:00')
      .when(about('sessionCompleted', 'medical-2'))
      .thenAccepted();
    expect(scene.course.money.chargedCents).toBe(25_000);
  });
});

describe('an evaluation the practice holds itself', () => {
  it.each(['healing-cornerstone', 'welches-pazio', 'healingmaps'])(
    'comes before any approval, and is booked by the front desk: %s',
    (id) => {
      const referred = after(id, id === 'welches-pazio' ? 'opening' : 'enrolment');
      expect(referred.status.waitingOn).toBe('frontDesk');
      referred
        .when(report('prescriberDecision', { decision: 'approved' }))
        .thenRejected('evaluation-owed', 'frontDesk', 'therapist')
        .when(report('prescriberDecision', { decision: 'declined' }))
        .thenAccepted();
    },
  );

  it('is the partner’s where it costs nothing here', () => {
    after('mackenzie', 'opening')
      .when(report('prescriberDecision', { decision: 'approved' }))
      .thenAccepted();
  });
});

describe('an evaluation that comes before any preparation', () => {
  const enrolled = () => after('healing-cornerstone', 'enrolment');
  const evaluation = booked('medical', '2027-01-08T10:00-08:00');

  it('is booked first: preparation follows it, or is not booked', () => {
    enrolled()
      .when(booked('preparation', '2027-01-08T15:00-08:00'))
      .thenRejected('evaluation-owed', 'frontDesk', 'prescriber');
    enrolled()
      .when(evaluation, booked('preparation', '2027-01-08T08:00-08:00'))
      .thenRejected('evaluation-owed');
    enrolled().when(evaluation, booked('preparation', '2027-01-08T11:00-08:00')).thenAccepted();
  });

  it('has taken place before preparation has, however they were moved', () => {
    const both = enrolled()
      .when(evaluation, booked('preparation', '2027-01-08T11:00-08:00'))
      .when(moved('medical-1', '2027-01-11T10:00-08:00'))
      .at('2027-01-08T12:00-08:00');
    both
      .when(about('sessionCompleted', 'preparation-1'))
      .thenRejected('evaluation-owed', 'therapist', 'prescriber');
  });

  it('is what the course waits for: nobody is asked to book preparation yet', () => {
    enrolled().thenNoTask('book-preparation');
    expect(enrolled().status.phase).toBe('medicalScreening');
    expect(given(courseAfter('enrolment')).status.phase).toBe('preparation');
    const paid = report('paymentPosted', { cents: 25_000, method: 'card' });
    const evaluated = enrolled()
      .when(evaluation, paid)
      .at('2027-01-08T11:00-08:00')
      .when(about('sessionCompleted', 'medical-1'))
      .thenTask('book-preparation', 'frontDesk');
    evaluated.when(booked('preparation', '2027-01-08T15:00-08:00')).thenAccepted();
  });
});

describe('integration in the same visit', () => {
  const ended = () => after('healing-cornerstone', 'dosing ended 1');
  const next = (minutes: number) => new Date(Date.parse(ended().now) + minutes * 60_000).toISOString();

  it('takes place before the release, once the dosing session has ended', () => {
    ended()
      .when(booked('integration', next(5)))
      .at(next(65))
      .when(about('integrationCompleted', 'integration-1'))
      .thenAccepted()
      .when(released('dosing-1'))
      .thenAccepted();
  });

  it('never overlaps the dosing session', () => {
    const during = after('healing-cornerstone', 'dosing started 1');
    const start = new Date(Date.parse(during.now) + 30 * 60_000).toISOString();
    during
      .when(booked('integration', start))
      .hours(1)
      .when(about('dosingEnded', 'dosing-1'), about('integrationCompleted', 'integration-1'))
      .thenRejected('integration-overlaps-dosing', 'therapist', 'frontDesk');
  });

  it('waits for the release where integration is another visit', () => {
    const other = given(courseAfter('dosing ended 1'));
    const start = new Date(Date.parse(other.now) + 5 * 60_000).toISOString();
    other
      .when(booked('integration', start))
      .hours(1)
      .when(about('integrationCompleted', 'integration-1'))
      .thenRejected('dosing-not-released');
  });
});

describe('several integrations in a cycle', () => {
  const once = () => {
    const { course } = simulateUntil(
      courseAfter('dosing 1', of('mackenzie')),
      ({ cycles, sessions }) =>
        cycles[0]?.integrations === 1 && sessions.every(({ status }) => status !== 'scheduled'),
    );
    return given(course);
  };

  it('are all owed before the next dosing, and the next one is a task to book', () => {
    once().thenTask('book-integration', 'frontDesk').thenGates('integration-owed');
  });

  it('meet the deadline with the first: no breach for the second', () => {
    expect(once().hours(96).all('breached')).toEqual([]);
  });

  it('breach when not even the first took place', () => {
    const breached = given(courseAfter('dosing 1', of('mackenzie')))
      .hours(96)
      .all('breached');
    expect(breached).toHaveLength(1);
  });
});

describe('lozenges before preparation', () => {
  it('books no preparation before they have arrived', () => {
    const approved = after('mackenzie', 'approval');
    approved.when(booked('preparation', '2027-03-01T10:00-08:00')).thenRejected('supply-not-arrived');
    expect(approved.status.phase).toBe('supply');
    expect(after('mackenzie', 'starter supply').status.phase).toBe('preparation');
  });

  it('refers before any of it, after the talk about fit', () => {
    const signed = given(started(of('mackenzie'))).when(report('consentSigned', { kinds: ['treatment'] }));
    expect(signed.course.referral).toBeUndefined();
    const { course } = after('mackenzie', 'opening');
    expect([course.referral !== undefined, preparationsDone(course)]).toEqual([true, 0]);
  });
});

describe('infusions', () => {
  it('are given at the clinic: the booked session is the supply', () => {
    const approved = after('welches-pazio', 'preparation 4');
    expect(approved.status.gates.map(({ code }) => code)).toContain('supply-empty');
    approved.when(report('prescriptionIssued', { doses: 1 })).thenRejected('given-at-the-clinic');
    const dosing = after('welches-pazio', 'dosing booked 1');
    expect(dosing.status.gates.map(({ code }) => code)).not.toContain('supply-empty');
  });

  it('leave nothing in supply and never less', () => {
    expect(usableDoses(courseAfter('dosing 1', of('welches-pazio')))).toBe(0);
    expect(usableDoses(courseAfter('dosing started 2', of('healingmaps')))).toBe(0);
  });

  it('charge the consult and each infusion', () => {
    const { money } = courseAfter('dosing 2', of('welches-pazio'));
    expect(money.chargedCents).toBe(47_500 + 2 * 60_000);
  });
});

describe('what is picked up', () => {
  it('is not shipped', () => {
    after('healing-cornerstone', 'prescription')
      .when(report('shipmentSent', { doses: 6 }))
      .thenRejected('not-shipped', 'client', 'frontDesk')
      .when(report('shipmentReceived', { doses: 6 }))
      .thenAccepted();
  });
});

/** What is settled on paper: coverage, confidentiality, instructions, information asked for, an approval's end. */
import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter, started, type Milestone, type Setup } from '../support/courses';
import { given } from '../support/given';
import { about, booked, moved, report } from '../support/signals';

const of = (id: string): Setup => ({ protocol: loadProtocol(id) });
const after = (id: string, milestone: Milestone) => given(courseAfter(milestone, of(id)));

describe('insurance coverage', () => {
  const checked = (service: 'psychotherapy' | 'labs') =>
    report('coverageChecked', { service, result: 'partly', copayCents: 2_500 });

  it('is a task from the first day where the practice checks it, for each service', () => {
    const scene = given(started(of('welches-pazio'))).thenTask('check-coverage', 'frontDesk');
    scene.when(checked('labs')).thenTask('check-coverage', 'frontDesk');
    scene.when(checked('psychotherapy')).thenNoTask('check-coverage');
  });

  it('is not a task where the practice does not check it, but can be reported', () => {
    const scene = given(started()).thenNoTask('check-coverage').when(checked('psychotherapy')).thenAccepted();
    expect(scene.course.coverage?.psychotherapy).toMatchObject({ result: 'partly', copayCents: 2_500 });
  });

  it('blocks nothing', () => {
    after('welches-pazio', 'preparation 1').thenTask('check-coverage', 'frontDesk');
  });
});

describe('the determination of 42 CFR Part 2', () => {
  it('is the lead’s task where the protocol requires that consent, and is done once', () => {
    given(started(of('welches-pazio')))
      .thenTask('part2-determination', 'lead')
      .when(report('taskCompleted', { task: 'part2-determination' }, { by: 'lead' }))
      .thenNoTask('part2-determination');
    given(started()).thenNoTask('part2-determination');
  });
});

describe("the prescriber's instructions", () => {
  const issued = (instructions = 'instructions-1') => report('instructionsIssued', { instructions });
  const read = (instructions = 'instructions-1') => report('instructionsAcknowledged', { instructions });

  it('are a task for the prescriber once the course is approved, where the practice gives them', () => {
    after('healingmaps', 'enrolment').thenNoTask('issue-instructions');
    after('healingmaps', 'approval').thenTask('issue-instructions', 'prescriber');
    after('healingmaps', 'approval').when(issued()).thenNoTask('issue-instructions');
    after('calm', 'approval').thenNoTask('issue-instructions');
  });

  it('are announced to the client, who confirms them', () => {
    const scene = given(courseAfter('preparation 6')).when(issued()).thenAccepted();
    expect(scene.sent('instructionsReady', 'client')).toHaveLength(1);
    expect(scene.when(read()).course.instructions?.acknowledgedAt).toBe(scene.now);
  });

  it('are a task for the front desk if unread a day before the session, and again after a move', () => {
    const unread = given(courseAfter('support for dosing 1'))
      .when(issued())
      .at('2027-02-14T09:59-08:00')
      .thenNoTask('instructions-acknowledgement')
      .hours(0.1)
      .thenTask('instructions-acknowledgement', 'frontDesk');
    unread.when(read()).thenNoTask('instructions-acknowledgement');
    unread
      .when(moved('dosing-1', '2027-02-20T10:00-08:00'))
      .thenNoTask('instructions-acknowledgement')
      .at('2027-02-19T10:00-08:00')
      .thenTask('instructions-acknowledgement', 'frontDesk');
  });

  it('cannot be acknowledged before they are issued, or after others replaced them', () => {
    given(courseAfter('approval')).when(read()).thenRejected('instructions-missing', 'prescriber', 'partner');
    given(courseAfter('approval'))
      .when(issued(), issued('instructions-2'), read())
      .thenRejected('instructions-outdated', 'client', 'frontDesk');
  });

  it('must be acknowledged again when others replace them', () => {
    const { course } = given(courseAfter('approval')).when(issued(), read(), issued('instructions-2'));
    expect(course.instructions).not.toHaveProperty('acknowledgedAt');
  });
});

describe('information the prescriber asks for', () => {
  const asked = () =>
    given(courseAfter('preparation 3'))
      .hours(24)
      .when(report('prescriberDecision', { decision: 'needsInformation' }))
      .thenAccepted();
  const sentAgain = (occurredAt?: string) =>
    report('referralSent', {}, { by: 'therapist', ...(occurredAt && { occurredAt }) });

  it('is a task for the therapist at once, and the course waits for it', () => {
    const scene = asked().thenTask('send-information', 'therapist');
    scene.thenMessagesTo('therapist', 'informationAsked', '2027-01-21 11:05');
    const prepared = given({ ...scene.course, preparationMinimum: 3 });
    expect(prepared.status).toMatchObject({ phase: 'medicalScreening', waitingOn: 'therapist' });
    expect(prepared.when(sentAgain()).status.waitingOn).toBe('prescriber');
  });

  it('is escalated to the lead when it takes as long as a decision may', () => {
    asked()
      .at('2027-02-20T12:00-08:00')
      .thenMessagesTo('lead', 'informationAsked', '2027-01-28 11:05')
      .thenTask('send-information', 'therapist');
  });

  it('stops the deadline of the decision, which starts again when the information is sent', () => {
    const waiting = asked().at('2027-02-03T11:05-08:00').thenNoTask('decision-overdue');
    waiting.thenNoMessages('decisionOverdue');
    waiting
      .when(sentAgain())
      .thenNoTask('send-information')
      .at('2027-02-10T11:04-08:00')
      .thenNoTask('decision-overdue')
      .hours(0.1)
      .thenTask('decision-overdue', 'frontDesk');
  });

  it('is not satisfied by something sent earlier and reported late', () => {
    asked().when(sentAgain('2027-01-21T10:00-08:00')).thenTask('send-information', 'therapist');
  });

  it('sends the client no e-mail about the delay', () => {
    const scene = asked();
    const booked = scene.course.sessions.find(({ status }) => status === 'scheduled');
    const free = booked ? scene.when(report('sessionCancelled', { session: booked.ref })) : scene;
    free
      .hours(24 * 40)
      .thenNoMessages('reachOut')
      .thenNoTask('silence-decision');
  });

  it('may be requested twice', () => {
    asked()
      .when(sentAgain())
      .hours(48)
      .when(report('prescriberDecision', { decision: 'needsInformation' }))
      .thenTask('send-information', 'therapist');
  });
});

describe('an approval', () => {
  const until = (validUntil: string) =>
    given(courseAfter('approval')).when(report('prescriberDecision', { decision: 'approved', validUntil }));

  it('is announced to the prescriber 30 days before it ends, and is a task from then on', () => {
    until('2027-04-01T12:00-07:00')
      .at('2027-03-02T08:59-08:00')
      .thenNoTask('renew-approval')
      .at('2027-03-02T09:00-08:00')
      .thenTask('renew-approval', 'prescriber')
      .thenMessagesTo('prescriber', 'approvalExpiring', '2027-03-02 09:00');
  });

  it('that is valid for less than that is a task at once, without a notice', () => {
    const scene = until('2027-02-01T12:00-08:00').thenTask('renew-approval', 'prescriber');
    expect([...scene.all('messageDue'), ...scene.all('messageDropped')]).toEqual([]);
  });

  it('is renewed by the next one', () => {
    until('2027-02-01T12:00-08:00')
      .when(report('prescriberDecision', { decision: 'approved' }))
      .thenNoTask('renew-approval');
  });

  it('renewed in time covers earlier events that are reported late', () => {
    const { course, now } = given(courseAfter('support for dosing 1')).when(
      report('prescriberDecision', { decision: 'approved' }),
    );
    const start = course.sessions.find(({ ref }) => ref === 'dosing-1')?.start ?? now;
    const renewed = given(course)
      .at(plusHours(start, 2))
      .when(report('prescriberDecision', { decision: 'approved' }));
    renewed.when(about('dosingStarted', 'dosing-1', { occurredAt: start })).thenAccepted();
  });

  it('given again after a gap does not cover the gap', () => {
    const { course, now } = given(courseAfter('support for dosing 1'));
    const start = course.sessions.find(({ ref }) => ref === 'dosing-1')?.start ?? now;
    const gap = given(course)
      .when(report('prescriberDecision', { decision: 'approved', validUntil: plusHours(start, -1) }))
      .at(plusHours(start, 2))
      .when(report('prescriberDecision', { decision: 'approved' }));
    gap.when(about('dosingStarted', 'dosing-1', { occurredAt: start })).thenRejected('approval-missing');
  });

  it('needs no renewal once the series is done, but does for boosters', () => {
    const renewed = (milestone: Milestone) => {
      const course = courseAfter(milestone);
      const validUntil = new Date(Date.parse(course.clock) + 86_400_000).toISOString();
      return given(course).when(report('prescriberDecision', { decision: 'approved', validUntil }));
    };
    renewed('integration 8').thenNoTask('renew-approval');
    renewed('maintenance').thenTask('renew-approval', 'prescriber');
  });
});

describe('the follow-up before the first dosing', () => {
  it('is announced and then due, because the supply depends on it', () => {
    given(courseAfter('approval'))
      .at('2027-04-25T12:00-07:00')
      .thenMessagesTo('client', 'followUpDue', '2027-03-25 15:00', '2027-04-10 15:00', '2027-04-17 15:00')
      .thenTask('follow-up-overdue', 'prescriber');
  });

  it('is not due before the approval', () => {
    given(courseAfter('preparation 3')).at('2027-06-25T12:00-07:00').thenNoMessages('followUpDue');
  });
});

describe('an infusion at the clinic', () => {
  const late = () => after('welches-pazio', 'integration 1').hours(24 * 93);
  const start = () => new Date(Date.parse(late().now) + 7 * 86_400_000).toISOString();

  it('needs an evaluation within the quarter', () => {
    late().when(booked('dosing', start())).thenRejected('follow-up-overdue', 'prescriber');
    late().when(report('followUpCompleted', {}), booked('dosing', start())).thenAccepted();
  });

  it('may be given anyway when the prescriber overrides that', () => {
    late()
      .when(
        report(
          'gateOverridden',
          { gate: 'follow-up-overdue', reason: 'seen last week' },
          { by: 'prescriber' },
        ),
        booked('dosing', start()),
      )
      .thenAccepted();
  });

  it('is the only case: doses at home were dispensed within the quarter', () => {
    given(courseAfter('integration 1'))
      .hours(24 * 93)
      .when(booked('dosing', '2027-06-15T10:00-07:00'))
      .thenAccepted();
  });
});

import { phase } from '../../../src/course/status/phase';
import type { Recorded } from '../../../src/course/events';
import { evolve } from '../../../src/course/evolve';
import type { Course } from '../../../src/course/state';
import { turn } from '../../../src/course/status/next';
import { courseAfter, started, wholeCourse } from '../support/courses';
import { given } from '../support/given';
import { report } from '../support/signals';

/** The phases the events walk through, each named when it changes. */
function walked(from: Course, events: Recorded[]): string[] {
  const phases = [phase(from) as string];
  let course = from;
  for (const event of events) {
    course = evolve(course, event);
    if (phases.at(-1) !== phase(course)) phases.push(phase(course));
  }
  return phases;
}

const cycle = ['scheduled', 'ready', 'inSession', 'recovering', 'integrationDue'];

describe('the standard course', () => {
  it('walks through its phases in order', () => {
    const phases = walked(started(), wholeCourse().events);
    expect(phases).toEqual([
      'enrolment',
      'preparation',
      'betweenCycles',
      ...cycle,
      'betweenCycles',
      ...cycle,
      'doseReview',
      'supply',
      'betweenCycles',
      ...[3, 4, 5, 6, 7].flatMap(() => [...cycle, 'betweenCycles']),
      ...cycle,
      'courseReview',
      'maintenance',
      'closed',
    ]);
  });

  it('has every signal of the plan accepted', () => {
    expect(wholeCourse().signals.filter(({ answer }) => !answer.accepted)).toEqual([]);
  });

  it('breaches nothing', () => {
    expect(wholeCourse().events.filter(({ type }) => type === 'breached')).toEqual([]);
  });
});

describe('enrolment', () => {
  it('lasts until every consent is signed', () => {
    const started = given(courseAfter('start'));
    const some = started.when(report('consentSigned', { kinds: ['treatment', 'electronicMessages'] }));
    expect(phase(some.thenAccepted().course)).toBe('enrolment');
    const { estimate } = courseAfter('enrolment');
    expect(phase({ ...some.course, ...(estimate && { estimate }) })).toBe('enrolment');
    expect(phase({ ...courseAfter('consents'), ...(estimate && { estimate }) })).toBe('preparation');
  });
});

describe('waiting', () => {
  it.each([
    ['start', 'client'],
    ['consents', 'biller'],
    ['enrolment', 'frontDesk'],
    ['preparation 6', 'frontDesk'],
    ['dosing booked 1', 'client'],
    ['support for dosing 1', 'therapist'],
    ['dosing started 1', 'therapist'],
    ['dosing 1', 'frontDesk'],
    ['integration booked 1', 'therapist'],
    ['integration 2', 'prescriber'],
    ['integration 8', 'therapist'],
    ['maintenance', 'nobody'],
    ['end', 'nobody'],
  ] as const)('after %s is for the %s', (milestone, role) => {
    const course = courseAfter(milestone);
    expect(turn(course, course.clock).waitingOn).toBe(role);
  });

  it("during a hold is for the hold's owner", () => {
    expect(
      given(courseAfter('dosing booked 1')).when(report('adverseEventReported', {})).status.waitingOn,
    ).toBe('prescriber');
  });
});

describe('the status', () => {
  it('lists every closed gate before the next dosing session', () => {
    given(courseAfter('start')).thenGates(
      'approval-missing',
      'consent-missing',
      'supply-empty',
      'preparation-short',
      'estimate-unacknowledged',
    );
  });

  it('names what is possible, and not what is not', () => {
    const { possible } = given(courseAfter('dosing started 1')).status;
    expect(possible).toEqual(
      expect.arrayContaining(['dosingEnded', 'adverseEventReported', 'paymentPosted']),
    );
    expect(possible).not.toEqual(expect.arrayContaining(['dosingStarted']));
    expect(possible).not.toContain('clientReleased');
  });

  it('says when the course next acts on its own', () => {
    expect(given(courseAfter('dosing booked 1')).status).toMatchObject({
      nextDeadline: '2027-02-12T18:00:00.000Z',
      comingUp: expect.arrayContaining([
        expect.objectContaining({ key: 'supportPersonAsk:dosing-1.0.72h:client' }),
      ]) as unknown,
    });
  });
});

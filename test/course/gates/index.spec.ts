import { GATES } from '../../../src/course/gates';
import { AT_THE_PRACTICE_TOO } from '../support/courses';
import { after, given } from '../support/given';
import { booked, report } from '../support/signals';
import {
  GATE_CASES,
  START,
  approved,
  labs,
  limits,
  ready,
  ride,
  starting,
  supplied,
  taught,
  vitals,
} from '../support/closedGates';

describe.each(GATE_CASES)('the gate $code', ({ code, resolvableBy, closed, refused, opened, then }) => {
  it('is closed: the step is refused, and the reason says who can resolve it', () => {
    closed()
      .when(refused())
      .thenRejected(code, ...resolvableBy);
  });

  it('is listed among the reasons why the course is waiting', () => {
    const why = given(closed().course)
      .at(closed().now)
      .status.gates.find((gate) => gate.code === code);
    expect(why?.sentence ?? code).toMatch(/\.$|^(approval|medical|integration|dose|clinician|too)-/);
  });

  it('opens once that is done', () => {
    const scene = closed().when(...opened(), refused());
    if (then) scene.thenRejected(then);
    else scene.thenAccepted();
  });
});

describe('the gates', () => {
  it('are all open when a dosing session may start', () => {
    ready().at(START).thenNoGates().when(starting()).thenEvents('dosingStarted');
  });

  it('are each covered by a case here', () => {
    expect(GATES).toHaveLength(24);
  });

  it.each([
    ['systolic', [141, 80, 70]],
    ['diastolic', [120, 91, 70]],
    ['pulse', [120, 80, 101]],
  ] as const)('compare the %s limit on its own', (_, [systolic, diastolic, pulse]) => {
    ready()
      .when(limits())
      .at(START)
      .when(vitals(systolic, diastolic, pulse), starting())
      .thenRejected('vitals-outside-limits');
  });

  it('compare no vitals where the prescriber set no limits', () => {
    ready()
      .at(START)
      .when(vitals(300, 200, 250), starting())
      .thenAccepted();
  });

  it('need no support person, nor the telehealth consent, in person', () => {
    after('preparation 6', AT_THE_PRACTICE_TOO)
      .when(report('consentRevoked', { kinds: ['telehealth'] }))
      .when(booked('dosing', '2027-02-15T10:00-08:00', { setting: 'inPerson' }))
      .thenAccepted()
      .at(START)
      .when(starting())
      .thenAccepted();
  });

  it('need the telehealth consent only where the protocol requires it', () => {
    const { course } = ready();
    const protocol = { ...course.protocol, consents: ['treatment' as const] };
    given({ ...course, protocol })
      .when(report('consentRevoked', { kinds: ['telehealth'] }))
      .at(START)
      .when(starting())
      .thenAccepted();
  });

  it('require labs again when they are too old', () => {
    supplied()
      .when(labs())
      .at('2027-04-20T10:00-07:00')
      .when(booked('dosing', '2027-04-29T10:00-07:00'))
      .at('2027-04-29T10:00-07:00')
      .when(taught(), starting())
      .thenRejected('preparation-short')
      .thenGates('preparation-short', 'support-person-unconfirmed', 'labs-owed');
  });

  it('require a new confirmation of the ride home after a move', () => {
    approved(labs(), taught())
      .when(ride())
      .thenGates('preparation-short')
      .when(report('sessionRescheduled', { session: 'dosing-1', start: '2027-02-16T10:00-08:00' }))
      .thenGates('preparation-short', 'ride-home-unconfirmed');
  });

  it('require no ride home after a session at home', () => {
    supplied()
      .when(
        labs(),
        taught(),
        report('houseCallsApproved', { count: 1 }),
        booked('dosing', '2027-01-29T10:00-08:00', { setting: 'houseCall' }),
      )
      .thenGates('preparation-short');
  });

  it('require new vitals and confirmations after a move', () => {
    ready()
      .when(report('sessionRescheduled', { session: 'dosing-1', start: '2027-02-16T10:00-08:00' }))
      .thenGates('support-person-unconfirmed');
  });
});

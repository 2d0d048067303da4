import { courseAfter, type Setup } from '../support/courses';
import { given } from '../support/given';
import { about, report } from '../support/signals';
import { examRule } from '../../../src/course/gates/jurisdictions';
import { instant } from '../../../src/time/instant';

const START = '2027-02-15T10:00-08:00';
const declared = (place: string, session?: string) =>
  report('locationDeclared', { place, ...(session !== undefined && { session }) });
const starting = () => about('dosingStarted', 'dosing-1');

/** All is ready for dosing 1 but the examination in person. */
const byTelehealth = (setup: Setup = {}) => {
  const { examinedAt: _, ...course } = courseAfter('support for dosing 1', setup);
  return given(course);
};

describe('the place of a dose', () => {
  it('is asked for at the start of a course outside the clinic', () => {
    given(courseAfter('start')).thenTask('location-declaration', 'frontDesk');
    given(courseAfter('enrolment')).thenNoTask('location-declaration');
  });

  it('must be known', () => {
    const { place: _, ...unknown } = courseAfter('support for dosing 1');
    given(unknown)
      .at(START)
      .when(starting())
      .thenRejected('location-undeclared', 'client', 'frontDesk', 'therapist')
      .when(declared('US-OR'), starting())
      .thenAccepted();
  });

  it('may differ for one session', () => {
    const { place: _, ...unknown } = courseAfter('support for dosing 1');
    given(unknown)
      .when(declared('US-OR', 'dosing-1'))
      .at(START)
      .thenNoGates()
      .when(starting())
      .thenAccepted();
  });

  it.each(['US-AL', 'US-WY', 'US-DC', 'US-PR', 'US-GU', 'US-UM'])('is a state or an area: %s', (place) => {
    given(courseAfter('start')).when(declared(place)).thenAccepted();
  });

  it.each(['US-GE', 'US-ZZ', 'GA-US', 'CA-US', 'CA-BC', 'UK-GA', 'US-G', 'US-GAA', 'US-10', 'US-FM'])(
    'is refused where there is no such state: %s',
    (place) => {
      given(courseAfter('start'))
        .when(declared(place))
        .thenRejected('place-unknown', 'client', 'frontDesk', 'therapist');
      given(courseAfter('support for dosing 1'))
        .when(declared(place, 'dosing-1'))
        .thenRejected('place-unknown', 'client', 'frontDesk', 'therapist');
    },
  );

  it('that a course has from before, and that does not exist, keeps the gate closed and is asked for again', () => {
    const course = { ...courseAfter('support for dosing 1'), place: 'CA-US' };
    given(course)
      .at(START)
      .thenGates('place-unknown')
      .when(starting())
      .thenRejected('place-unknown', 'client', 'frontDesk', 'therapist')
      .thenTask('location-declaration', 'frontDesk')
      .when(declared('US-OR'), starting())
      .thenAccepted();
  });

  it('that nobody knows or that does not exist is for the prescriber to override, not for who could declare it', () => {
    const course = courseAfter('support for dosing 1');
    const { place: _, ...undeclared } = course;
    for (const [state, gate] of [
      [{ ...course, place: 'CA-US' }, 'place-unknown'],
      [undeclared, 'location-undeclared'],
    ] as const) {
      const overridden = (by: 'frontDesk' | 'therapist' | 'prescriber') =>
        given(state)
          .at(START)
          .when(report('gateOverridden', { gate, reason: 'the law was looked up' }, { by }));
      overridden('frontDesk').thenRejected('override-not-yours', 'prescriber');
      overridden('therapist').thenRejected('override-not-yours', 'prescriber');
      overridden('prescriber').when(starting()).thenAccepted();
    }
  });

  it('of one session that does not exist keeps the gate closed, whatever holds for the others', () => {
    const course = courseAfter('support for dosing 1');
    const sessions = course.sessions.map((session) =>
      session.kind === 'dosing' ? { ...session, place: 'US-GE' } : session,
    );
    given({ ...course, sessions })
      .at(START)
      .thenGates('place-unknown');
  });

  it('of a session that is not booked is refused', () => {
    given(courseAfter('enrolment')).when(declared('US-OR', 'dosing-1')).thenRejected('session-unknown');
  });
});

describe('since 2027, in the United States', () => {
  it('a dose at home requires an in-person examination, unless the prescriber overrides that', () => {
    byTelehealth()
      .at(START)
      .thenGates('in-person-exam-owed')
      .when(starting())
      .thenRejected('in-person-exam-owed', 'prescriber')
      .when(
        report('gateOverridden', { gate: 'in-person-exam-owed', reason: 'registered' }, { by: 'prescriber' }),
        starting(),
      )
      .thenAccepted();
  });

  it('an examination at the follow-up is enough, but not by telehealth', () => {
    const followUp = (examined: 'inPerson' | 'telehealth') =>
      byTelehealth().at(START).when(report('followUpCompleted', { examined }));
    followUp('telehealth').thenGates('in-person-exam-owed');
    followUp('inPerson').thenNoGates();
  });

  it('one examination is enough, whatever the later ones', () => {
    given(courseAfter('support for dosing 1'))
      .at(START)
      .when(report('followUpCompleted', { examined: 'telehealth' }))
      .thenNoGates();
  });

  it('a dose at the clinic does not require one', () => {
    const course = courseAfter('support for dosing 1');
    const { examinedAt: _, ...telehealth } = course;
    const sessions = course.sessions.map((session) =>
      session.kind === 'dosing' ? { ...session, setting: 'inPerson' as const } : session,
    );
    const { gates } = given({ ...telehealth, sessions }).at(START).status;
    expect(gates.map(({ code }) => code)).not.toContain('in-person-exam-owed');
  });
});

describe('the table of places', () => {
  const at = (text: string) => examRule('US-CA', 'America/Los_Angeles', instant(text))?.where;

  it('changes at midnight in the client’s time zone', () => {
    expect(at('2026-12-31T23:59:59-08:00')).toBeUndefined();
    expect(at('2027-01-01T00:00:00-08:00')).toBe('US');
  });

  it('distinguishes a state from its country, and from other countries', () => {
    const early = instant('2026-06-01T12:00:00Z');
    expect(examRule('US-GA', 'America/New_York', early)?.where).toBe('US-GA');
    expect(examRule('US-OR', 'America/Los_Angeles', early)).toBeUndefined();
    expect(examRule('CA-BC', 'America/Vancouver', instant('2027-06-01T12:00:00Z'))).toBeUndefined();
    expect(examRule('USX-1', 'America/Los_Angeles', instant('2027-06-01T12:00:00Z'))).toBeUndefined();
  });
});

/** A booking that is possible, but not on that day, at that hour, or as the course stands. course.md §9 */
import type { Signal } from '../../../src/catalog/signals';
import { loadProtocol } from '../../../src/protocols/load';
import { plusCivilDays } from '../../../src/time/civil';
import { plusHours } from '../../../src/time/instant';
import { FORBIDDEN_PHRASES } from '../../support/forbiddenPhrases';
import { WARNING_CODES, WARNINGS } from '../../../src/vocabulary/warnings';
import { CALM, courseAfter, LOS_ANGELES, type Milestone } from '../support/courses';
import { correction } from '../support/corrections';
import { given, type Scene } from '../support/given';
import { booked, moved, report } from '../support/signals';

const after = (milestone: Milestone, protocol = CALM): Scene => given(courseAfter(milestone, { protocol }));

/** The codes of the warnings about the last signal. */
const codes = (scene: Scene): string[] => scene.thenAccepted().answer.warnings.map(({ code }) => code);

const warned = (scene: Scene, signal: Signal): string[] => codes(scene.when(signal));

/** The first dosing session can be booked; its first possible day is a Monday. */
const ready = (): Scene => after('preparation 6');
const MONDAY = '2027-02-15T10:00-08:00';
const dosing = (start = MONDAY): Signal => booked('dosing', start);

describe('an ordinary booking', () => {
  it('has no warnings, nor does any other signal', () => {
    expect(warned(ready(), dosing())).toEqual([]);
    expect(
      warned(ready(), report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 })),
    ).toEqual([]);
    expect(ready().when(dosing()).status.warnings).toEqual([]);
  });

  it('that is refused has reasons instead', () => {
    const refused = ready().when(dosing('2027-01-01T10:00-08:00'));
    expect(refused.thenRejected('session-in-the-past').answer.warnings).toEqual([]);
  });
});

describe('a booking that comes back', () => {
  const ended = () =>
    after('dosing booked 1')
      .when(booked('preparation', '2028-03-01T10:00-08:00'))
      .when(report('clientWithdrew', {}, { id: 'wrong' }))
      .thenAccepted();
  const undo = correction('wrong');

  it('has its warnings, as when it was made', () => {
    const answer = ended().when(undo).thenAccepted().answer.warnings;
    expect(answer).toMatchObject([{ code: 'far-ahead', session: 'preparation-7' }]);
  });

  it('is none of those that a correction leaves as they are', () => {
    const paid = after('dosing booked 1')
      .when(booked('preparation', '2027-02-20T10:00-08:00'))
      .when(report('paymentPosted', { cents: 100 }, { id: 'wrong' }));
    expect(warned(paid, undo)).toEqual([]);
  });
});

describe('the course as it will be on that day', () => {
  const ending = (): Scene =>
    ready().when(
      report('prescriberDecision', { decision: 'approved', validUntil: '2027-02-16T09:00-08:00' }),
    );

  it('has no approval any more', () => {
    expect(warned(ending(), dosing())).toEqual([]);
    expect(warned(ending(), dosing('2027-02-17T10:00-08:00'))).toEqual(['approval-ends-first']);
    const booking = ending().when(dosing()).thenAccepted();
    expect(warned(booking, moved('dosing-1', '2027-02-17T10:00-08:00'))).toEqual(['approval-ends-first']);
  });

  it('is seen in the status too, as long as it is so', () => {
    const late = ending().when(dosing('2027-02-17T10:00-08:00'));
    expect(late.status.warnings).toMatchObject([{ code: 'approval-ends-first', session: 'dosing-1' }]);
    const renewed = late.when(report('prescriberDecision', { decision: 'approved' }));
    expect(renewed.status.warnings).toEqual([]);
  });

  it('requires an examination from that day on', () => {
    const { course } = ready();
    const { examinedAt: _never, ...unexamined } = course;
    expect(warned(given(unexamined), dosing())).toEqual(['examination-required']);
    const { place: _nowhere, ...undeclared } = unexamined;
    expect(warned(given(undeclared), dosing())).toEqual(['examination-required']);
    expect(warned(ready(), dosing())).toEqual([]);
  });

  it('is past the booster window', () => {
    const maintenance = after('maintenance');
    const window = maintenance.status.comingUp.length;
    expect(window).toBeGreaterThan(0);
    const last = maintenance.course.cycles.at(-1)?.endedAt;
    if (!last) throw new Error('no dosing session has ended');
    const { closesDays, opensDays } = CALM.maintenance;
    const day = (days: number) => plusCivilDays(LOS_ANGELES, last, days);
    expect(warned(maintenance, dosing(day(closesDays + 1)))).toContain('booster-window-closes-first');
    expect(warned(maintenance, dosing(day(opensDays + 1)))).not.toContain('booster-window-closes-first');
  });

  it('has a follow-up due where doses are given at the clinic', () => {
    const clinic = after('preparation 4', loadProtocol('welches-pazio'));
    const evaluated = given({ ...clinic.course, evaluatedAt: clinic.course.startedAt });
    const late = plusCivilDays(LOS_ANGELES, clinic.now, 120);
    expect(warned(evaluated, dosing(late))).toContain('follow-up-due-first');
  });
});

describe('what is in the way already', () => {
  const held = report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-02-14T10:00-08:00' });

  it('is a hold, for a dosing session that is moved', () => {
    const booking = ready().when(dosing(), held).thenAccepted();
    expect(warned(booking, moved('dosing-1', '2027-02-16T10:00-08:00'))).toEqual(['on-hold']);
    expect(booking.status.warnings).toMatchObject([{ code: 'on-hold', session: 'dosing-1' }]);
  });

  it('is a pause for every session, and another hold only for dosing', () => {
    const paused = after('preparation 3').when(
      report('coursePaused', { reason: 'traveling', reviewOn: '2027-03-01T10:00-08:00' }),
    );
    expect(warned(paused, booked('preparation', MONDAY))).toEqual(['on-hold']);
    expect(warned(after('preparation 3').when(held), booked('preparation', MONDAY))).toEqual([]);
  });

  it('is a revoked consent', () => {
    const booking = ready().when(dosing()).thenAccepted();
    const revoked = (kind: 'treatment' | 'telehealth') =>
      warned(
        booking.when(report('consentRevoked', { kinds: [kind] })),
        moved('dosing-1', '2027-02-16T10:00-08:00'),
      );
    expect(revoked('treatment')).toEqual(['consent-missing']);
    expect(revoked('telehealth')).toEqual(['telehealth-consent-missing']);
  });
});

describe('the date and the hour', () => {
  const inNewYork = (): Scene => {
    const { course } = after('preparation 3');
    return given({ ...course, practice: { ...course.practice, zone: 'America/New_York' } });
  };

  it.each([
    ['three at night', '2027-02-17T03:00-08:00', ['outside-client-hours']],
    ['until nine', '2027-02-17T20:10-08:00', []],
    ['past nine', '2027-02-17T20:11-08:00', ['outside-client-hours']],
    ['past midnight', '2027-02-17T23:30-08:00', ['outside-client-hours']],
  ])('where the client is, if the practice is elsewhere: %s', (_, start, expected) => {
    expect(warned(inNewYork(), booked('preparation', start, { minutes: 50 }))).toEqual(expected);
  });

  it('when the practice is open are not known to the course', () => {
    const closed = after('preparation 3').when(
      report('practiceCalendarChanged', { closedDays: ['2027-02-15'] }),
    );
    expect(warned(closed, booked('preparation', MONDAY))).toEqual([]);
    expect(warned(closed, booked('preparation', '2027-02-20T03:00-08:00'))).toEqual([]);
  });

  it('a year too late', () => {
    expect(warned(after('preparation 3'), booked('preparation', '2028-03-01T10:00-08:00'))).toEqual([
      'far-ahead',
    ]);
  });

  it('of a dosing session out of rhythm', () => {
    const calm = after('integration 3');
    const last = calm.course.cycles.at(-1)?.startedAt;
    if (!last) throw new Error('no dosing session has started');
    const on = (days: number) => dosing(plusCivilDays(LOS_ANGELES, last, days));
    expect(warned(calm, on(CALM.dosing.gapDays - 1))).toContain('sooner-than-usual');
    expect(warned(calm, on(CALM.dosing.gapDays))).not.toContain('sooner-than-usual');
    const mackenzie = after('integration 3', loadProtocol('mackenzie'));
    const start = plusCivilDays(LOS_ANGELES, mackenzie.course.cycles.at(-1)?.startedAt ?? last, 15);
    expect(warned(mackenzie, dosing(start))).toContain('later-than-planned');
  });
});

describe('the integration', () => {
  it('is warned of before its dosing session, and after its deadline', () => {
    const booking = ready().when(dosing()).thenAccepted();
    expect(warned(booking, booked('integration', '2027-02-12T10:00-08:00'))).toEqual([
      'integration-before-dosing',
    ]);
    expect(warned(booking, booked('integration', '2027-02-16T14:00-08:00'))).toEqual([]);
    expect(warned(booking, booked('integration', '2027-02-19T14:00-08:00'))).toEqual([
      'integration-too-late',
    ]);
  });

  it('whose deadline has passed needs no earlier time, which does not exist', () => {
    const overdue = after('dosing 1');
    const ended = overdue.course.cycles[0]?.endedAt;
    if (!ended) throw new Error('no dosing session has ended');
    const late = overdue.at(plusHours(ended, 80));
    expect(warned(late, booked('integration', plusHours(ended, 100)))).toEqual(['integration-overdue']);
  });

  it('is warned of if another one of the same cycle is booked', () => {
    const both = ready().when(dosing(), booked('integration', '2027-02-16T14:00-08:00')).thenAccepted();
    expect(warned(both, booked('integration', '2027-02-17T14:00-08:00'))).toEqual(['integration-booked']);
  });
});

describe('a move', () => {
  it('warns of the integration that moves along', () => {
    const both = ready().when(dosing(), booked('integration', '2027-02-16T14:00-08:00')).thenAccepted();
    const { warnings } = both.when(moved('dosing-1', '2027-02-18T18:00-08:00')).answer;
    expect(warnings).toMatchObject([{ code: 'integration-too-early', session: 'integration-1' }]);
  });
});

describe('what the forecast says of a proposed booking', () => {
  it('includes its warnings', () => {
    const proposed = booked('preparation', '2028-03-01T10:00-08:00');
    expect(after('preparation 3').forecast(proposed).warnings).toMatchObject([{ code: 'far-ahead' }]);
    expect(after('preparation 3').forecast().warnings).toBeUndefined();
  });
});

describe('the catalog of warnings', () => {
  it.each(WARNING_CODES)('%s is a short, whole sentence', (code) => {
    const sentence: string = WARNINGS[code];
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence.length).toBeLessThanOrEqual(140);
    for (const [phrase] of FORBIDDEN_PHRASES) expect(sentence).not.toContain(phrase);
    // Every time that people read has AM or PM.
    expect(sentence).not.toMatch(/\d:\d\d(?! (AM|PM))/);
  });
});

describe('an integration', () => {
  it('sooner after dosing than the protocol says', () => {
    const dosed = after('dosing ended 1');
    const { fromHours } = CALM.integration;
    const at = (hours: number) => booked('integration', plusHours(dosed.now, hours));
    expect(warned(dosed, at(1))).toContain('integration-too-early');
    expect(warned(dosed, at(fromHours))).not.toContain('integration-too-early');
  });

  it('in the same visit is not too soon', () => {
    const dosed = after('dosing ended 1', loadProtocol('healing-cornerstone'));
    expect(warned(dosed, booked('integration', plusHours(dosed.now, 1)))).not.toContain(
      'integration-too-early',
    );
  });
});

/** The next dosing session is booked by somebody, in the protocol's rhythm. */
import { completedCount } from '../../../src/course/selectors/sessions';
import { usableDoses } from '../../../src/course/selectors/supply';
import { instant } from '../../../src/time/instant';
import { endOfDay, plusCivilDays } from '../../../src/time/civil';
import { loadProtocol } from '../../../src/protocols/load';
import { CALM, courseAfter, LOS_ANGELES, type Milestone } from '../support/courses';
import { given } from '../support/given';
import { booked, report } from '../support/signals';

const of = (id: string, milestone: Milestone) =>
  given(courseAfter(milestone, { protocol: loadProtocol(id) }));

describe('a dosing session that nobody has booked', () => {
  it('is a task for the front desk from the end of the last integration, due in the rhythm', () => {
    const scene = given(courseAfter('integration 3')).thenTask('book-dosing', 'frontDesk');
    const [last] = scene.course.cycles.slice(-1);
    const task = scene.course.tasks['book-dosing:cycle-4'];
    expect(task?.dueBy).toBe(last && endOfDay(LOS_ANGELES, last.startedAt, CALM.dosing.gapDays));
  });

  it('has no task while one is booked, integration is owed, or on hold', () => {
    given(courseAfter('dosing booked 4')).thenNoTask('book-dosing');
    given(courseAfter('dosing 3')).thenNoTask('book-dosing');
    given(courseAfter('integration 3')).when(report('crisisFlagged', {})).thenNoTask('book-dosing');
  });

  it('is no task before preparation and supply are there', () => {
    const early = given(courseAfter('starter supply')).thenNoTask('book-dosing');
    expect(completedCount(early.course, 'preparation')).toBeLessThan(CALM.preparation.minimum);
    const empty = given(courseAfter('dose confirmed')).thenNoTask('book-dosing');
    expect(usableDoses(empty.course)).toBe(0);
  });

  it('has no task while the prescriber must confirm the dose, though doses are left', () => {
    const protocol = { ...CALM, supply: { ...CALM.supply, starterDoses: 4 } };
    const waiting = given(courseAfter('integration 2', { protocol })).thenNoTask('book-dosing');
    waiting.when(report('doseConfirmed', {})).thenTask('book-dosing', 'frontDesk');
  });

  it('is no task once the series is done, though doses are left', () => {
    const done = given(courseAfter('integration 3')).when(report('planChanged', { dosings: 3 }));
    expect(usableDoses(done.course)).toBeGreaterThan(0);
    done.thenNoTask('book-dosing');
    given(courseAfter('maintenance')).thenNoTask('book-dosing');
  });

  it('is a task before the first one too, where doses are given at the clinic as well', () => {
    given(courseAfter('preparation 6')).thenTask('book-dosing', 'frontDesk');
    of('welches-pazio', 'preparation 4').thenTask('book-dosing', 'frontDesk');
  });

  it('is a task again when the booked one is canceled', () => {
    given(courseAfter('dosing booked 4'))
      .when(report('sessionCancelled', { session: 'dosing-4' }))
      .thenTask('book-dosing', 'frontDesk');
  });
});

describe('where sessions are to be no further apart than a number of days', () => {
  const next = (days: number) => {
    const scene = of('mackenzie', 'integration 3');
    const [last] = scene.course.cycles.slice(-1);
    if (!last) throw new Error('no cycle');
    const start = plusCivilDays(LOS_ANGELES, last.startedAt, days);
    return scene.when(booked('dosing', start));
  };

  it('the therapist is notified of a booking beyond it', () => {
    expect(next(15).thenAccepted().sent('rhythmBreaking', 'therapist')).toHaveLength(1);
    expect(next(14).thenAccepted().sent('rhythmBreaking')).toEqual([]);
  });

  it('nobody is notified if the protocol sets none', () => {
    const scene = given(courseAfter('integration 3'));
    const late = scene.when(booked('dosing', instant('2027-12-01T18:00:00Z'))).thenAccepted();
    expect(late.sent('rhythmBreaking')).toEqual([]);
  });
});

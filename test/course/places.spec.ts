/** Where the client lives and when the practice is open can change under way: all that is due moves. */
import { instant, plusHours } from '../../src/course/instant';
import { boosterWindow, quarterEnds } from '../../src/course/questions';
import { CALM, courseAfter, started } from './support/courses';
import { given } from './support/given';
import { booked, said } from './support/said';

const moved = (zone: string) => said('clientMoved', { zone });
const closed = (...closedDays: string[]) => said('practiceCalendarChanged', { closedDays });
const NEW_YORK = 'America/New_York';

describe('a client who moves to another time zone', () => {
  const appointment = '2027-01-20T10:00-08:00';
  const waiting = () =>
    given(courseAfter('consents')).when(booked('preparation', appointment)).at('2027-01-08T12:00-08:00');

  it('gets reminders at the same instants, and never in the night of the new place', () => {
    waiting().when(moved(NEW_YORK)).thenOwed('sessionReminder', '2027-01-19 13:00', '2027-01-20 11:00');
    // 10:00 there is 07:00 here: two hours before would be the night, so it comes the evening before.
    given(courseAfter('consents'))
      .when(moved(NEW_YORK), booked('preparation', '2027-01-20T10:00-05:00'))
      .at('2027-01-08T12:00-08:00')
      .thenOwed('sessionReminder', '2027-01-19 10:00', '2027-01-19 20:00')
      .when(moved('America/Los_Angeles'))
      .thenOwed('sessionReminder', '2027-01-18 20:00', '2027-01-19 20:00');
  });

  it('gets nothing twice: what went out before the move stays said', () => {
    const scene = waiting().at('2027-01-19T10:30-08:00').when(moved(NEW_YORK)).at('2027-01-20T12:00-08:00');
    expect(scene.sent('sessionReminder')).toHaveLength(2);
    expect(scene.sent('welcome')).toEqual([]);
  });

  it('is told once of a follow-up that is owed, though the quarter now ends at another instant', () => {
    const asOf = (move: boolean) => {
      const scene = given(courseAfter('integration 3'));
      const ends = quarterEnds(scene.course) ?? scene.now;
      const noticed = scene.at(plusHours(ends, -29 * 24));
      // No daylight saving there: the same civil days end at another instant.
      const told = (move ? noticed.when(moved('Pacific/Honolulu')) : noticed).hours(48);
      return told.sent('followUpDue').length;
    };
    expect([asOf(false), asOf(true)]).toEqual([1, 1]);
  });

  it('is reminded right on a daylight-saving night of the new place', () => {
    // Hawaii keeps no daylight saving: on 14 March 2027 New York skips an hour.
    given(started({ zone: 'Pacific/Honolulu', startsAt: '2027-03-01T09:00-10:00' }))
      .when(said('consentSigned', { kinds: ['treatment', 'telehealth', 'electronicMessages'] }))
      .when(booked('preparation', '2027-03-14T12:00-04:00'))
      .when(moved(NEW_YORK))
      .thenOwed('sessionReminder', '2027-03-13 11:00', '2027-03-14 10:00');
  });

  it('has moved: not to the same zone, nor to one that is none', () => {
    waiting().when(moved('America/Los_Angeles')).thenRejected('zone-same', 'frontDesk');
    waiting().when(moved('America/Atlantis')).thenRejected('zone-unknown', 'frontDesk');
  });
});

describe('closed days of the practice, entered under way', () => {
  const referred = () => {
    const scene = given(courseAfter('preparation 3'));
    if (!scene.course.referral?.sentAt) throw new Error('not referred');
    return scene;
  };
  const overdue = (scene: ReturnType<typeof referred>, days: number): boolean =>
    Object.values(scene.hours(days * 24).course.tasks).some(({ kind }) => kind === 'decision-overdue');

  it('give the prescriber the working days that are left', () => {
    const sentAt = referred().course.referral?.sentAt ?? '';
    const day = (offset: number) =>
      new Date(Date.parse(sentAt) + offset * 86_400_000).toISOString().slice(0, 10);
    const week = [1, 2, 3, 4, 5, 6, 7].map(day);
    expect(overdue(referred(), 7.1)).toBe(true);
    const scene = referred()
      .when(closed(...week))
      .thenEvents('practiceCalendarChanged');
    expect(overdue(scene, 7.1)).toBe(false);
    expect(overdue(scene, 14.1)).toBe(true);
  });

  it('are refused when they are these already, in whatever order', () => {
    const scene = referred().when(closed('2027-12-24', '2027-12-25')).thenAccepted();
    scene.when(closed('2027-12-25', '2027-12-24')).thenRejected('calendar-same', 'lead');
    referred().when(closed()).thenRejected('calendar-same');
  });
});

describe('the leap day, 29 February 2028', () => {
  it('is a business day like another: five of them from Friday the 25th end on 3 March', () => {
    const protocol = { ...CALM, screening: { ...CALM.screening, afterPreparations: 0 } };
    const scene = given(started({ protocol, startsAt: '2028-02-25T09:00-08:00' }))
      .when(said('consentSigned', { kinds: ['treatment', 'telehealth', 'electronicMessages'] }))
      .when(said('referralSent', {}))
      .thenAccepted();
    scene.at('2028-03-03T08:59-08:00').thenNoTask('decision-overdue');
    scene.at('2028-03-03T09:00-08:00').thenTask('decision-overdue', 'frontDesk');
    const leap = scene.when(closed('2028-02-29'));
    leap.at('2028-03-03T09:01-08:00').thenNoTask('decision-overdue');
    leap.at('2028-03-06T09:00-08:00').thenTask('decision-overdue', 'frontDesk');
  });

  it('is counted in the quarter: 92 days from 15 January end on 16 April', () => {
    const evaluatedAt = instant('2028-01-15T10:00-08:00');
    const course = { ...courseAfter('integration 3'), evaluatedAt, clock: evaluatedAt };
    const overdue = (when: string) =>
      `follow-up-overdue:${evaluatedAt}` in given(course).at(when).course.tasks;
    expect([overdue('2028-04-16T09:59-07:00'), overdue('2028-04-16T10:00-07:00')]).toEqual([false, true]);
  });

  it('is a day of the booster window: six weeks from 18 January end on it', () => {
    const course = courseAfter('maintenance');
    const endedAt = instant('2028-01-18T12:00-08:00');
    const cycles = course.cycles.map((cycle, at, all) =>
      at === all.length - 1 ? { ...cycle, endedAt } : cycle,
    );
    expect(boosterWindow({ ...course, cycles })).toMatchObject({
      notice: instant('2028-02-22T12:00-08:00'),
      opens: instant('2028-02-29T12:00-08:00'),
      closingNotice: instant('2028-03-11T12:00-08:00'),
      closes: instant('2028-03-14T12:00-07:00'),
    });
  });
});

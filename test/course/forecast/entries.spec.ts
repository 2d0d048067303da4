/** What a forecast lists, entry by entry. */
import { forecast, type ForecastEntry } from '../../../src/course/forecast/forecast';
import type { Bounds } from '../../../src/course/money/prices';
import { loadProtocol } from '../../../src/protocols/load';
import { CALM, courseAfter } from '../support/courses';
import { after } from '../support/given';
import { said } from '../support/said';

const HEALINGMAPS = loadProtocol('healingmaps');

const inCents = ({ fromCents, toCents }: Bounds) =>
  fromCents === toCents ? fromCents : `${fromCents}–${toCents}`;
const day = (at: string): string => at.slice(5, 16);
const inALine = ({ at, kind, what, cost, metAt }: ForecastEntry): string =>
  [
    `${day(at)} ${kind} ${what}`,
    ...(cost === undefined ? [] : [inCents(cost)]),
    ...(metAt === undefined ? [] : [`met ${day(metAt)}`]),
  ].join(', ');

describe('the forecast, entry by entry', () => {
  it('has the referral, which is no message to client or staff', () => {
    const { entries } = after('preparation 2').forecast();
    expect(entries.filter(({ what }) => what === 'referral to partner')).toHaveLength(1);
  });

  it('has the last cycle of CALM whole: messages, tasks, charges, steps, sessions, deadlines', () => {
    const { entries, ends, charges } = after('dosing booked 8').forecast();
    expect(entries.map(inALine)).toEqual([
      '05-21T17:00 message supportPersonAsk to client',
      '05-21T22:00 message followUpDue to client',
      '05-22T18:00 step supportPersonConfirmed',
      '05-23T17:00 message sessionReminder to client',
      '05-24T03:00 message sessionReminder to client',
      '05-24T17:00 session dosing-8',
      '05-24T18:45 step dosingEnded',
      '05-24T18:45 charge dosing-first-hour, 33000',
      '05-24T18:45 charge dosing-longer, 16500',
      '05-24T18:45 task book-integration for frontDesk',
      '05-24T19:00 step clientReleased',
      '05-24T19:15 step paymentPosted',
      '05-24T19:20 step sessionScheduled',
      '05-24T19:20 message sessionBooked to client',
      '05-24T21:00 message sessionReminder to client',
      '05-25T17:00 message checkIn to client',
      '05-25T19:00 message sessionReminder to client',
      '05-25T21:45 session integration-8',
      '05-25T21:45 charge integration, 25000',
      '05-25T21:45 task course-review for therapist',
      '05-25T21:45 message measureReady to client',
      '05-25T21:45 step measureSubmitted',
      '05-25T21:45 step measureSubmitted',
      '05-25T22:00 step paymentPosted',
      '05-27T18:45 deadline integration of cycle 8, met 05-25T21:45',
      '05-28T22:00 message followUpDue to client',
      '06-02T18:00 step courseReviewed',
      '06-05T06:59 task follow-up-overdue for prescriber',
      '06-05T06:59 deadline follow-up',
      '06-28T18:45 message boosterNotice to client',
      '06-30T20:45 step courseClosed',
      '06-30T20:45 message courseEnded to client',
    ]);
    expect([ends, charges]).toEqual(['2027-06-30T20:45:00.000Z', { fromCents: 74_500, toCents: 74_500 }]);
  });

  it('has each price that is a range once, also of a tenth session', () => {
    const protocol = { ...HEALINGMAPS, dosing: { ...HEALINGMAPS.dosing, planned: 10 } };
    const { entries, charges } = after('integration 9', { protocol }).forecast();
    expect(entries.filter(({ kind }) => kind === 'charge').map(inALine)).toEqual([
      expect.stringMatching(/charge dosing, 40000–100000$/),
      expect.stringMatching(/charge integration, 30000–50000$/),
    ]);
    expect(charges).toEqual({ fromCents: 70_000, toCents: 150_000 });
  });

  it('has a task that has been due for long when it will be seen, not in the past', () => {
    const scene = after('integration 5', { protocol: HEALINGMAPS });
    const { entries, from } = scene.forecast();
    expect(entries.filter(({ at }) => at < from)).toEqual([]);
    expect(entries.map(({ what }) => what)).toContain('issue-instructions for prescriber');
  });

  it('has no charge for what a package has paid for', () => {
    const scene = after('enrolment', { protocol: loadProtocol('welches-pazio') });
    const single = scene.forecast().entries.filter(({ kind }) => kind === 'charge');
    expect(single.map(({ what }) => what)).toEqual(['medical', ...Array<string>(6).fill('dosing')]);
    const sold = scene.when(said('packageSold', { package: 'six' })).thenAccepted();
    expect(sold.forecast().entries.filter(({ kind }) => kind === 'charge')).toEqual([]);
    const proposed = scene.forecast(said('packageSold', { package: 'six' }));
    expect(proposed).toMatchObject({ charges: { fromCents: 350_000 } });
  });

  it('has the notice of a prescription that expires in between', () => {
    const course = courseAfter('prescription', { protocol: loadProtocol('healing-cornerstone') });
    const late = forecast(course, course.clock, { assume: { supplyDays: 400 } });
    expect(late.entries.filter(({ kind }) => kind === 'window').map(inALine)).toContain(
      '07-06T06:59 window prescriptionExpired',
    );
  });

  it('ends where it can go no further', () => {
    const without = { ...CALM, consents: ['electronicMessages' as const] };
    const { ends, stuck } = after('start', { protocol: without }).forecast();
    expect(stuck).toBeDefined();
    expect(ends > courseAfter('start').clock).toBe(true);
  });
});

/** What a practice's page says of a visit, of follow-ups and of packages, and what is asked for if it is missing. */
import { loadProtocol } from '../../../src/protocols/load';
import { plusHours } from '../../../src/time/instant';
import { after } from '../support/given';
import { about, booked, released, report } from '../support/signals';

const CORNERSTONE = { protocol: loadProtocol('healing-cornerstone') };
const MACKENZIE = { protocol: loadProtocol('mackenzie') };
const PACKAGES = { protocol: loadProtocol('welches-pazio') };

describe('the hour of integration in the same visit', () => {
  const ended = () => after('dosing ended 1', CORNERSTONE);

  it('is asked for as soon as the client is released without it', () => {
    ended().thenNoTask('visit-hour');
    ended().when(released('dosing-1')).thenTask('visit-hour', 'therapist');
  });

  it('is not asked for once it took place, even later', () => {
    const late = ended().when(released('dosing-1'));
    const start = plusHours(late.now, 20);
    late
      .when(booked('integration', start))
      .at(plusHours(start, 1))
      .when(about('integrationCompleted', 'integration-1'))
      .thenNoTask('visit-hour');
  });

  it('is not asked for where integration is another visit', () => {
    after('dosing ended 1').when(released('dosing-1')).thenNoTask('visit-hour');
  });

  it('belongs to the length of the visit in the client’s calendar', () => {
    const scene = after('starter supply', CORNERSTONE);
    const visit = scene.when(booked('dosing', plusHours(scene.now, 24 * 7))).hours(24);
    const confirmed = visit.all('messageDue').find(({ message }) => message.facts.session === 'dosing-1');
    expect(confirmed?.message.facts.minutes).toBe(120);
  });
});

describe('the first follow-up after dosing', () => {
  it('is to be booked where the page says so, until it is booked or took place', () => {
    const dosed = after('dosing ended 1', MACKENZIE);
    dosed.thenTask('book-follow-up', 'frontDesk');
    dosed.when(booked('medical', plusHours(dosed.now, 24 * 7))).thenNoTask('book-follow-up');
    const later = dosed.hours(30);
    later.when(report('followUpCompleted', {})).thenNoTask('book-follow-up');
  });

  it('comes by the quarter where it does not', () => {
    after('dosing ended 1').thenNoTask('book-follow-up');
  });

  it('has the length of a follow-up, not of the evaluation', () => {
    const scene = after('dosing ended 1', MACKENZIE);
    const { followUp, screening } = MACKENZIE.protocol;
    expect(followUp.minutes).not.toBe(screening.minutes);
    const book = booked('medical', plusHours(scene.now, 24 * 7));
    expect(scene.when(book).session('medical-1').minutes).toBe(followUp.minutes);
    const first = after('enrolment', MACKENZIE);
    const early = booked('medical', plusHours(first.now, 24 * 7));
    expect(first.when(early).session('medical-1').minutes).toBe(screening.minutes);
  });
});

describe('a package', () => {
  const enrolled = () => after('enrolment', PACKAGES);
  const sell = (code: string) => report('packageSold', { package: code });

  it('of more sessions than planned asks for the plan, until that is changed', () => {
    const sold = enrolled().when(sell('ten'));
    sold.thenTask('plan-for-package', 'therapist');
    sold.when(report('planChanged', { dosings: 10 }, { by: 'prescriber' })).thenNoTask('plan-for-package');
  });

  it('of as many as planned asks for nothing', () => {
    enrolled().when(sell('six')).thenNoTask('plan-for-package');
  });
});

describe('dosing that waits for the medicine', () => {
  it('cannot be booked before the first supply arrived', () => {
    const before = after('prescription', MACKENZIE);
    before
      .when(booked('dosing', plusHours(before.now, 24 * 7)))
      .thenRejected('supply-not-arrived', 'client', 'frontDesk');
    const arrived = after('starter supply', MACKENZIE);
    arrived.when(booked('dosing', plusHours(arrived.now, 24 * 7))).thenAccepted();
  });

  it('can be booked earlier where the page does not say so', () => {
    const before = after('prescription');
    before.when(booked('dosing', plusHours(before.now, 24 * 7))).thenAccepted();
  });
});

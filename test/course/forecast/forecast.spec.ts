import fc from 'fast-check';
import { entryName, type ForecastEntry } from '../../../src/course/forecast/entry';
import { forecast } from '../../../src/course/forecast/forecast';
import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith, courseAfter, started, CALM } from '../support/courses';
import { of, whats } from '../support/forecasts';
import { given, after } from '../support/given';
import { history, runHistory } from '../support/history';
import { booked, report } from '../support/signals';
import type { Bounds } from '../../../src/course/money/prices';

describe('the forecast', () => {
  it('has $7,460.00 ahead at the start', () => {
    expect(given(started()).forecast().charges.toCents).toBe(746_000);
  });

  it('has less ahead as the course proceeds', () => {
    expect(given(courseAfter('preparation 2')).forecast().charges.toCents).toBe(696_000);
  });

  it('has nothing ahead at the end', () => {
    expect(given(courseAfter('end')).forecast()).toMatchObject({ charges: { toCents: 0 }, entries: [] });
  });

  it('is in the order of time, and says what it assumes', () => {
    const { entries, assumptions } = given(started()).forecast();
    const times = entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect(assumptions.length).toBeGreaterThan(3);
  });

  it('counts eight dosing and eight integration sessions', () => {
    const sessions = given(started())
      .forecast()
      .entries.filter(({ kind }) => kind === 'session')
      .map(({ what }) => what.replace(/-\d+$/, ''));
    expect([
      sessions.filter((kind) => kind === 'dosing').length,
      sessions.filter((kind) => kind === 'integration').length,
    ]).toEqual([8, 8]);
  });
});

describe('a session', () => {
  const sessionIn = (
    scene: ReturnType<typeof given>,
    session: string,
    proposed?: Parameters<typeof scene.forecast>[0],
  ) => scene.forecast(proposed).entries.find((each) => each.kind === 'session' && each.session === session);

  it('is there from its start, of whatever kind, and says whether it is booked', () => {
    const scene = given(courseAfter('dosing ended 1')).when(booked('integration', '2027-02-17T10:00-08:00'));
    const [start] = scene.course.sessions
      .filter(({ ref }) => ref === 'integration-1')
      .map((each) => each.start);
    expect(sessionIn(scene, 'integration-1')).toMatchObject({ at: start, booked: true });
    expect(sessionIn(scene, 'dosing-2')).not.toHaveProperty('booked');
  });

  it('that would be booked by what is proposed is booked in its forecast only', () => {
    const scene = given(courseAfter('dosing ended 1'));
    const start = '2027-02-17T18:00:00.000Z';
    expect(sessionIn(scene, 'integration-1')).not.toHaveProperty('booked');
    expect(sessionIn(scene, 'integration-1', booked('integration', start))).toMatchObject({
      at: start,
      booked: true,
    });
  });

  it('that will have to be moved is only expected at its new time', () => {
    const scene = given(courseAfter('approval')).when(booked('dosing', '2027-01-30T10:00-08:00'));
    const [session] = scene.course.sessions.filter(({ ref }) => ref === 'dosing-1');
    const expected = sessionIn(scene, 'dosing-1');
    expect(expected?.at).not.toBe(session?.start);
    expect(expected).not.toHaveProperty('booked');
  });
});

describe('what if', () => {
  const scene = () => given(courseAfter('dosing booked 1'));
  const canceled = () => report('sessionCancelled', { session: 'dosing-1' });

  it('changes nothing', () => {
    const before = JSON.stringify(scene().course);
    scene().forecast(canceled());
    expect(JSON.stringify(scene().course)).toBe(before);
  });

  it('shows what a signal would change', () => {
    expect(scene().forecast(canceled()).entries.map(entryName)).toContain('dosing-2');
    expect(
      scene()
        .forecast()
        .entries.find(({ kind, what }) => kind === 'message' && what === 'sessionCancelled'),
    ).toBeUndefined();
  });

  it('says why a signal would be refused', () => {
    expect(scene().forecast(booked('dosing', '2027-02-20T10:00-08:00')).refused).toMatchObject([
      { code: 'dosing-already-booked' },
    ]);
  });
});

describe('the place and the examination', () => {
  const stuck = (assume: object) => of(started(), assume).stuck?.map(({ code }) => code);

  it('are among the assumptions', () => {
    expect(of(started()).assumptions.join(' ')).toMatch(/in US-CA .* examines the client in person/);
    expect(of(started(), { place: 'US-OR', examined: 'telehealth' }).assumptions.join(' ')).toMatch(
      /in US-OR .* examines the client by video/,
    );
  });

  it('decide how far the course would come', () => {
    expect(stuck({})).toBeUndefined();
    expect(stuck({ examined: 'telehealth' })).toContain('in-person-exam-owed');
  });
});

describe('the forecast of deadlines and windows', () => {
  it('has the 72 hours of every cycle, and when they are met', () => {
    const ahead = of(courseAfter('dosing ended 1'));
    const [first, ...others] = ahead.entries.flatMap((entry) =>
      entry.kind === 'deadline' && entry.what === 'integration' ? [entry] : [],
    );
    const endedAt = courseAfter('dosing ended 1').cycles[0]?.endedAt;
    expect(first).toMatchObject({ kind: 'deadline', at: endedAt && plusHours(endedAt, 72) });
    expect(first?.metAt && first.metAt < first.at).toBe(true);
    expect(others).toHaveLength(7);
  });

  it('has the decision, the shipments, the follow-up and the end of an approval', () => {
    const brief = calmWith((calm) => ({ ...calm, screening: { ...calm.screening, approvalValidDays: 60 } }));
    expect(whats(of(started({ protocol: brief })), 'deadline')).toEqual(
      expect.arrayContaining([
        'decision-overdue',
        'shipment-overdue',
        'follow-up-overdue',
        'approvalExpires',
      ]),
    );
  });

  it('has the windows of assumed boosters, and the boosters within them', () => {
    const ahead = of(courseAfter('integration 8'), { boosters: 2 });
    expect(whats(ahead, 'window')).toEqual([
      'boosterWindowOpens of cycle 8',
      'boosterWindowCloses of cycle 8',
      'boosterWindowOpens of cycle 9',
      'boosterWindowCloses of cycle 9',
    ]);
    expect(whats(ahead, 'session')).toEqual(expect.arrayContaining(['dosing-10', 'integration-10']));
    expect(ahead).not.toHaveProperty('stuck');
  });

  it('breaches where integration is assumed too late', () => {
    expect(whats(of(courseAfter('dose confirmed'), { integrationAfterDays: 4 }), 'breach')).toContain(
      'integration of cycle 3',
    );
  });
});

describe('the forecast of charges', () => {
  it('is a range where the protocol has one', () => {
    const { charges } = of(started({ protocol: loadProtocol('healingmaps') }));
    expect(charges.fromCents).toBeGreaterThan(0);
    expect(charges.toCents).toBeGreaterThan(charges.fromCents);
  });

  it('says which prices are still to be entered', () => {
    expect(of(started({ protocol: loadProtocol('mackenzie') })).unknown).toHaveLength(3);
  });

  it('is exact where all is known', () => {
    expect(of(started()).charges).toEqual({ fromCents: 746_000, toCents: 746_000 });
  });
});

describe('what is assumed', () => {
  it("is the protocol's own rhythm", () => {
    expect(of(started({ protocol: loadProtocol('healing-cornerstone') })).assumptions).toContainEqual(
      expect.stringContaining('in the same visit'),
    );
  });

  it('can be changed', () => {
    const usual = of(courseAfter('approval'));
    const slower = of(courseAfter('approval'), { dosingEveryDays: 28 });
    expect(slower.ends > usual.ends).toBe(true);
    expect(slower.assume.dosingEveryDays).toBe(28);
    expect(slower.assumptions.join(' ')).toContain('28 days apart');
  });

  it('has nothing booked before the first free day', () => {
    const course = courseAfter('enrolment');
    const [first] = of(course, { firstFreeDay: '2027-03-01' }).entries.filter(
      ({ kind }) => kind === 'session',
    );
    expect(first?.at.slice(0, 10)).toBe('2027-03-01');
  });
});

describe('from any state', () => {
  const numRuns = Math.ceil(Number(process.env.THROUGHLINE_RUNS ?? 100) / 5);
  const seed = Number(process.env.THROUGHLINE_SEED ?? Date.now() % 1_000_000);

  it('it ends, in order, and says why when the course does not', () => {
    fc.assert(
      fc.property(history, (each) => {
        const { course, now } = runHistory(each);
        const before = JSON.stringify(course);
        const ahead = forecast(course, now);
        expect(JSON.stringify(course)).toBe(before);
        const times = ahead.entries.map(({ at }) => at);
        expect(times).toEqual([...times].sort());
        const ended = course.closed !== undefined || whats(ahead, 'step').includes('courseClosed');
        expect(ended || (ahead.stuck?.length ?? 0) > 0).toBe(true);
        // A session moved again and again, a renewal every day: far more than a course has.
        expect(ahead.entries.length).toBeLessThan(1_500);
      }),
      { numRuns, seed },
    );
  });
});

const HEALINGMAPS = loadProtocol('healingmaps');

const inCents = ({ fromCents, toCents }: Bounds) =>
  fromCents === toCents ? fromCents : `${fromCents}–${toCents}`;
const day = (at: string): string => at.slice(5, 16);

const inALine = (entry: ForecastEntry): string =>
  [
    `${day(entry.at)} ${entry.kind} ${entryName(entry)}`,
    ...(entry.kind === 'charge' ? [inCents(entry.cost)] : []),
    ...('metAt' in entry && entry.metAt ? [`met ${day(entry.metAt)}`] : []),
  ].join(', ');

describe('the forecast, entry by entry', () => {
  it('has the referral, which is no message to client or staff', () => {
    const { entries } = after('preparation 2').forecast();
    expect(entries.filter(({ what }) => what === 'referral')).toHaveLength(1);
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
      '05-25T21:00 session integration-8',
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
      '06-05T06:59 deadline follow-up-overdue',
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
    expect(entries.map(entryName)).toContain('issue-instructions for prescriber');
  });

  it('has no charge for what a package has paid for', () => {
    const scene = after('enrolment', { protocol: loadProtocol('welches-pazio') });
    const single = scene.forecast().entries.filter(({ kind }) => kind === 'charge');
    expect(single.map(entryName)).toEqual(['medical', ...Array<string>(6).fill('dosing')]);
    const sold = scene.when(report('packageSold', { package: 'six' })).thenAccepted();
    expect(sold.forecast().entries.filter(({ kind }) => kind === 'charge')).toEqual([]);
    const proposed = scene.forecast(report('packageSold', { package: 'six' }));
    expect(proposed).toMatchObject({ charges: { fromCents: 350_000 } });
  });

  it('has the notice of a prescription that expires in between', () => {
    const course = courseAfter('prescription', { protocol: loadProtocol('healing-cornerstone') });
    const late = forecast(course, course.clock, { assume: { supplyDays: 400 } });
    expect(late.entries.filter(({ kind }) => kind === 'notice').map(inALine)).toContain(
      '07-06T06:59 notice prescriptionExpired',
    );
  });

  it('ends where it can go no further', () => {
    const without = { ...CALM, consents: ['electronicMessages' as const] };
    const { ends, stuck } = after('start', { protocol: without }).forecast();
    expect(stuck).toBeDefined();
    expect(ends > courseAfter('start').clock).toBe(true);
  });
});

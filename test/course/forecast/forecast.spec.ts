import fc from 'fast-check';
import { forecast } from '../../../src/course/forecast/forecast';
import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith, courseAfter, started } from '../support/courses';
import { of, whats } from '../support/forecasts';
import { given } from '../support/given';
import { history, lived } from '../support/history';
import { booked, said } from '../support/said';

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

describe('what if', () => {
  const scene = () => given(courseAfter('dosing booked 1'));
  const cancelled = () => said('sessionCancelled', { session: 'dosing-1' });

  it('changes nothing', () => {
    const before = JSON.stringify(scene().course);
    scene().forecast(cancelled());
    expect(JSON.stringify(scene().course)).toBe(before);
  });

  it('shows what a signal would change', () => {
    expect(
      scene()
        .forecast(cancelled())
        .entries.map(({ what }) => what),
    ).toContain('dosing-2');
    expect(
      scene()
        .forecast()
        .entries.find(({ kind, what }) => kind === 'message' && what === 'sessionCancelled to client'),
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
    const [first, ...others] = ahead.entries.filter(({ what }) => what.startsWith('integration of cycle'));
    const endedAt = courseAfter('dosing ended 1').cycles[0]?.endedAt;
    expect(first).toMatchObject({ kind: 'deadline', at: endedAt && plusHours(endedAt, 72) });
    expect(first?.metAt && first.metAt < first.at).toBe(true);
    expect(others).toHaveLength(7);
  });

  it('has the decision, the shipments, the follow-up and the end of an approval', () => {
    const brief = calmWith((calm) => ({ ...calm, screening: { ...calm.screening, approvalValidDays: 60 } }));
    expect(whats(of(started({ protocol: brief })), 'deadline')).toEqual(
      expect.arrayContaining(['decision', 'shipment', 'follow-up', 'approval expires']),
    );
  });

  it('has the windows of assumed boosters, and the boosters within them', () => {
    const ahead = of(courseAfter('integration 8'), { boosters: 2 });
    expect(whats(ahead, 'window')).toEqual([
      'booster window after cycle 8 opens',
      'booster window after cycle 8 closes',
      'booster window after cycle 9 opens',
      'booster window after cycle 9 closes',
    ]);
    expect(whats(ahead, 'session')).toEqual(expect.arrayContaining(['dosing-10', 'integration-10']));
    expect(ahead).not.toHaveProperty('stuck');
  });

  it('breaches where integration is assumed too late', () => {
    expect(whats(of(courseAfter('dose confirmed'), { integrationAfterDays: 4 }), 'deadline')).toContain(
      'integration breached',
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
        const { course, now } = lived(each);
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

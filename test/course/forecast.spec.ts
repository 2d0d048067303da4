import { courseAfter, started } from './support/courses';
import { given } from './support/given';
import { booked, said } from './support/said';

describe('the forecast', () => {
  it('has $7,460.00 to come at the start', () => {
    expect(given(started()).forecast().chargesCents).toBe(746_000);
  });

  it('has less to come as the course goes on', () => {
    expect(given(courseAfter('preparation 2')).forecast().chargesCents).toBe(696_000);
  });

  it('has nothing to come at the end', () => {
    expect(given(courseAfter('end')).forecast()).toMatchObject({ chargesCents: 0, entries: [] });
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

/** What a client can answer themselves: only what is missing, and what the course would take. */
import { askedOfClient } from '../../../src/course/status/asked';
import { loadProtocol } from '../../../src/protocols/load';
import { plusHours } from '../../../src/time/instant';
import { calmWith } from '../support/courses';
import { after, type Scene } from '../support/given';
import { report } from '../support/signals';

const kinds = ({ course, now }: Pick<Scene, 'course' | 'now'>) =>
  askedOfClient(course, now).map(({ kind }) => kind);

describe('what a client is asked', () => {
  it('names the person staying with them until that is confirmed', () => {
    const booked = after('dosing booked 1');
    expect(kinds(booked)).toContain('supportPerson');
    expect(kinds(after('support for dosing 1'))).not.toContain('supportPerson');
  });

  it('asks for each consent that the protocol requires until it is signed, and again once it was revoked', () => {
    const consents = ({ course, now }: Pick<Scene, 'course' | 'now'>) =>
      askedOfClient(course, now).flatMap((each) => (each.kind === 'consent' ? [each.consent] : []));
    const begun = after('start');
    expect(consents(begun)).toEqual(begun.course.protocol.consents);
    const text = { language: 'en' as const, version: 1, sha256: 'a'.repeat(64) };
    const signed = begun.when(report('consentSigned', { kinds: ['treatment'], text }, { by: 'client' }));
    expect(consents(signed)).not.toContain('treatment');
    expect(consents(signed).length).toBe(begun.course.protocol.consents.length - 1);
    expect(consents(signed.when(report('consentRevoked', { kinds: ['treatment'] })))).toContain('treatment');
  });

  it('asks again once the person cannot come', () => {
    const { course, now } = after('support for dosing 1');
    const sessions = course.sessions.map((each) =>
      each.supportPerson ? { ...each, supportPerson: 'unavailable' as const } : each,
    );
    expect(kinds({ course: { ...course, sessions }, now })).toContain('supportPerson');
  });

  it('asks for the ride home where the practice requires one, and for no support person', () => {
    const scene = after('dosing booked 1', { protocol: loadProtocol('healingmaps') });
    expect(kinds(scene)).toContain('rideHome');
    expect(kinds(scene)).not.toContain('supportPerson');
  });

  it('asks nothing about a session that is over or under way', () => {
    const { course, now } = after('dosing booked 1');
    const late = askedOfClient(course, plusHours(now, 24 * 60));
    expect(late.filter((each) => 'session' in each)).toEqual([]);
  });

  it('asks nothing once the course has ended', () => {
    const { course, now } = after('dosing booked 1');
    expect(askedOfClient({ ...course, closed: { outcome: 'completed', at: now } }, now)).toEqual([]);
  });
});

describe('vital signs', () => {
  const asks = ({ course, now }: Pick<Scene, 'course' | 'now'>) =>
    askedOfClient(course, now).filter(({ kind }) => kind === 'vitals');
  const protocol = calmWith((calm) => ({ ...calm, screening: { ...calm.screening, training: true } }));
  const booked = () => after('dosing booked 1', { protocol });
  const VITALS = { systolic: 120, diastolic: 80, pulse: 70 };

  it('are asked of who was trained, on the day of a session by video and after it, until they are there', () => {
    const trained = booked().when(report('trainingCompleted', {}));
    const { start } = trained.session('dosing-1');
    const before = { course: trained.course, now: plusHours(start, -2) };
    expect(asks(before)).toEqual([{ kind: 'vitals', session: 'dosing-1', when: 'before' }]);
    expect(asks({ ...before, now: plusHours(start, -30) })).toEqual([]);
    expect(asks({ ...before, now: start })).toEqual([]);
    const measured = trained
      .at(plusHours(start, -2))
      .when(
        report('vitalsRecorded', { session: 'dosing-1', when: 'before', vitals: VITALS }, { by: 'client' }),
      );
    expect(asks(measured)).toEqual([]);
    const ended = after('dosing ended 1', { protocol });
    const taught = { ...ended.course, trainedAt: ended.now };
    expect(asks({ course: taught, now: ended.now })).toEqual([
      { kind: 'vitals', session: 'dosing-1', when: 'after' },
    ]);
  });

  it('are not asked of who was not trained, or of who comes to the clinic', () => {
    const { course } = booked();
    const now = plusHours(booked().session('dosing-1').start, -2);
    const { trainedAt: _never, ...untrained } = course;
    expect(asks({ course: untrained, now })).toEqual([]);
    const sessions = course.sessions.map((each) => ({ ...each, setting: 'inPerson' as const }));
    expect(asks({ course: { ...course, trainedAt: course.startedAt, sessions }, now })).toEqual([]);
  });
});

describe('how the client is', () => {
  it('is asked from the end of a dosing session on, for a week, until they have answered', () => {
    const dosed = after('dosing ended 1');
    expect(kinds(dosed)).toContain('checkIn');
    expect(kinds({ course: dosed.course, now: plusHours(dosed.now, 8 * 24) })).not.toContain('checkIn');
    expect(
      kinds(dosed.when(report('checkInAnswered', { session: 'dosing-1', feeling: 'well' }))),
    ).not.toContain('checkIn');
    expect(kinds(after('dosing started 1'))).not.toContain('checkIn');
  });
});

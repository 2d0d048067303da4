/** Sessions reported by mistake can be corrected as long as no later report depends on them. course.md §3 */
import { balanceCents } from '../../../src/course/money/ledger';
import { loadProtocol } from '../../../src/protocols/load';
import { after, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';
import { lastOf, correction, acceptedIds } from '../support/corrections';

const balance = ({ course }: Scene): number => balanceCents(course.money);
const MACKENZIE = { protocol: loadProtocol('mackenzie') };
const CORNERSTONE = { protocol: loadProtocol('healing-cornerstone') };

describe('sessions reported by mistake', () => {
  it('an integration that did not take place is owed again, and is a breach when late', () => {
    const scene = after('integration 2');
    const id = lastOf(scene, 'integrationCompleted');
    const undone = scene.when(correction(id, 'therapist')).thenAccepted();
    expect(undone.course.cycles[1]).not.toHaveProperty('integratedAt');
    expect(undone.course.cycles[1]?.integrations).toBe(0);
    expect(undone.hours(96).all('breached')).toHaveLength(1);
  });

  it('the last of several integrations must be corrected first', () => {
    const scene = after('integration 1', MACKENZIE);
    const all = acceptedIds(scene, 'integrationCompleted');
    expect(all).toHaveLength(2);
    scene.when(correction(all[0] ?? '')).thenRejected('built-upon', 'therapist');
    const undone = scene.when(correction(all[1] ?? ''), correction(all[0] ?? '')).thenAccepted();
    expect(undone.course.cycles[0]?.integrations).toBe(0);
  });

  it('what a later dosing session depends on cannot be corrected', () => {
    const scene = after('dosing started 1');
    scene.when(correction(lastOf(scene, 'sessionCompleted'))).thenRejected('built-upon');
  });

  it('a session wrongly reported as a no-show is booked again, and its fee credited', () => {
    const scene = after('support for dosing 1');
    const { start } = scene.session('dosing-1');
    const missed = scene
      .at(start)
      .when(report('sessionNoShow', { session: 'dosing-1' }, { id: 'missed' }))
      .thenAccepted();
    const undone = missed.when(correction('missed', 'frontDesk')).thenAccepted();
    expect(undone.session('dosing-1')).not.toHaveProperty('missedAt');
    expect(balance(undone)).toBe(balance(scene));
    undone.when(about('dosingStarted', 'dosing-1')).thenAccepted();
    const rebooked = missed.when(booked('dosing', '2027-06-01T10:00-07:00'));
    rebooked.when(correction('missed')).thenRejected('built-upon');
  });

  it('the integrations that fell away with a no-show come back with it, and the client is told again', () => {
    const scene = after('support for dosing 1').when(booked('integration', '2027-02-17T10:00-08:00'));
    const { start } = scene.session('dosing-1');
    const missed = scene
      .at(start)
      .when(report('sessionNoShow', { session: 'dosing-1' }, { id: 'missed' }))
      .hours(0.2);
    expect(missed.session('integration-1').status).toBe('cancelled');
    const undone = missed.when(correction('missed', 'frontDesk'));
    expect(undone.session('integration-1')).toMatchObject({ status: 'scheduled', cycle: 1 });
    expect(undone.sent('sessionBooked', 'client')).toHaveLength(2);
    expect(undone.session('integration-1')).not.toHaveProperty('cancelledAt');
  });

  it('an integration whose time is taken or past does not come back: it is asked for after the dosing session', () => {
    const scene = after('support for dosing 1').when(booked('integration', '2027-02-17T10:00-08:00'));
    const missed = scene
      .at(scene.session('dosing-1').start)
      .when(report('sessionNoShow', { session: 'dosing-1' }, { id: 'missed' }))
      .when(booked('preparation', '2027-02-17T10:00-08:00'));
    const undone = missed.when(correction('missed'));
    expect(undone.session('integration-1').status).toBe('cancelled');
    undone
      .when(about('dosingStarted', 'dosing-1'))
      .hours(1)
      .when(about('dosingEnded', 'dosing-1'))
      .thenTask('book-integration', 'frontDesk');
  });

  it('an integration that was canceled before the no-show stays canceled', () => {
    const scene = after('support for dosing 1')
      .when(booked('integration', '2027-02-17T10:00-08:00'))
      .when(report('sessionCancelled', { session: 'integration-1' }));
    const undone = scene
      .at(scene.session('dosing-1').start)
      .when(report('sessionNoShow', { session: 'dosing-1' }, { id: 'missed' }), correction('missed'));
    expect(undone.session('integration-1').status).toBe('cancelled');
  });

  it('a support person named for the wrong session is asked for again', () => {
    const scene = after('support for dosing 1');
    const undone = scene
      .when(correction(lastOf(scene, 'supportPersonConfirmed'), 'supportPerson'))
      .thenAccepted();
    expect(undone.status.gates.map(({ code }) => code)).toContain('support-person-unconfirmed');
  });

  it('a support person confirmed by mistake is still absent if they had canceled', () => {
    const absent = after('dosing booked 1').when(report('supportPersonUnavailable', { session: 'dosing-1' }));
    const undone = absent
      .when(report('supportPersonConfirmed', { session: 'dosing-1' }, { id: 'wrong' }))
      .thenNoTask('reschedule-session')
      .when(correction('wrong'))
      .thenAccepted()
      .thenTask('reschedule-session', 'frontDesk');
    expect(undone.session('dosing-1')).toEqual(absent.session('dosing-1'));
    expect(undone.status.gates.map(({ code }) => code)).toContain('support-person-absent');
  });

  it('vitals of another client can be corrected until the session starts', () => {
    const vitals = { systolic: 120, diastolic: 80, pulse: 70 };
    const measured = after('support for dosing 1').when(
      report('vitalsRecorded', { session: 'dosing-1', when: 'before', vitals }, { id: 'vitals' }),
    );
    expect(
      measured.when(correction('vitals', 'client')).thenAccepted().session('dosing-1'),
    ).not.toHaveProperty('vitalsBefore');
    measured
      .at(measured.session('dosing-1').start)
      .when(about('dosingStarted', 'dosing-1'))
      .thenAccepted()
      .when(correction('vitals'))
      .thenRejected('built-upon');
  });

  it('an additional integration leaves the cycle integrated when corrected', () => {
    const scene = after('integration 1', MACKENZIE).when(booked('integration', '2027-12-01T10:00-08:00'));
    const [ref] = scene.course.sessions.slice(-1).map((session) => session.ref);
    const more = scene
      .thenAccepted()
      .at('2027-12-01T11:00-08:00')
      .when(report('integrationCompleted', { session: ref ?? '' }, { id: 'more' }))
      .thenAccepted();
    const [cycle] = more.when(correction('more')).thenAccepted().course.cycles;
    expect(cycle).toMatchObject({ integrations: 2, integratedAt: scene.course.cycles[0]?.integratedAt });
  });

  it('a missed opening session is not booked again once another is booked in its place', () => {
    const start = '2027-01-20T10:00-08:00';
    const missed = (scene: Scene) =>
      scene
        .when(booked('preparation', start))
        .at(start)
        .when(report('sessionNoShow', { session: 'preparation-1' }, { id: 'missed' }))
        .thenAccepted();
    const replaced = booked('preparation', '2027-01-22T10:00-08:00');
    const opening = missed(after('enrolment', MACKENZIE));
    opening.when(correction('missed')).thenAccepted();
    opening.when(replaced, correction('missed')).thenRejected('built-upon', 'frontDesk', 'therapist');
    missed(after('enrolment')).when(replaced, correction('missed')).thenAccepted();
  });

  it('preparation can be corrected regardless of later sessions', () => {
    const again = after('preparation 1', CORNERSTONE).when(booked('preparation', '2027-12-01T10:00-08:00'));
    again
      .at('2027-12-01T11:00-08:00')
      .when(report('sessionCompleted', { session: 'preparation-2' }, { id: 'more' }), correction('more'))
      .thenAccepted();
    const calm = after('preparation 1').when(booked('medical', '2027-12-01T10:00-08:00'));
    calm
      .at('2027-12-01T11:00-08:00')
      .when(report('sessionCompleted', { session: 'medical-1' }, { id: 'late' }), correction('late'))
      .thenAccepted();
  });

  it('a report about a dosing session cannot be corrected once it is no longer booked, or after a newer one', () => {
    const scene = after('support for dosing 1');
    const undo = correction(lastOf(scene, 'supportPersonConfirmed'));
    scene
      .when(report('sessionCancelled', { session: 'dosing-1' }))
      .thenAccepted()
      .when(undo)
      .thenRejected('built-upon', 'frontDesk', 'therapist');
    scene
      .when(report('supportPersonConfirmed', { session: 'dosing-1' }))
      .thenAccepted()
      .when(undo)
      .thenRejected('built-upon', 'lead');
  });

  it('vitals are corrected one by one, the latest first, until the session continues', () => {
    const vitals = { systolic: 120, diastolic: 80, pulse: 70 };
    const measured = (when: 'before' | 'after', id: string) =>
      report('vitalsRecorded', { session: 'dosing-1', when, vitals }, { id });
    const before = after('support for dosing 1').when(
      measured('before', 'first'),
      measured('before', 'second'),
    );
    before.when(correction('first')).thenRejected('built-upon', 'lead');
    before.when(correction('second'), correction('first')).thenAccepted();
    const under = before
      .at(before.session('dosing-1').start)
      .when(about('dosingStarted', 'dosing-1'), measured('after', 'after'))
      .thenAccepted();
    const undone = under.when(correction('after')).thenAccepted();
    expect(undone.session('dosing-1')).toMatchObject({ vitalsBefore: vitals, status: 'inSession' });
    expect(undone.session('dosing-1')).not.toHaveProperty('vitalsAfter');
    const ended = under.when(about('dosingEnded', 'dosing-1')).thenAccepted();
    ended.when(correction('after')).thenAccepted();
    const gone = ended
      .hours(3)
      .when(report('clientReleased', { session: 'dosing-1', oriented: true, escort: true }));
    gone.thenAccepted().when(correction('after')).thenRejected('built-upon', 'lead');
  });
});

/** A dosing session reported by mistake: its release, its end and its start are taken back in that order. course.md §3 */
import { balanceCents } from '../../../src/course/money/ledger';
import { usableDoses } from '../../../src/course/selectors/supply';
import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { after, type Scene } from '../support/given';
import { about, booked, released, report } from '../support/signals';
import { correction, lastOf } from '../support/corrections';

const CORNERSTONE = { protocol: loadProtocol('healing-cornerstone') };
const PAZIO = { protocol: loadProtocol('welches-pazio') };

const balance = ({ course }: Scene): number => balanceCents(course.money);
const undo = (scene: Scene, name: Parameters<typeof lastOf>[1]) =>
  correction(lastOf(scene, name), 'therapist');
const ready = () => {
  const scene = after('support for dosing 1');
  return scene.at(scene.session('dosing-1').start);
};
const started = (): Scene => ready().when(about('dosingStarted', 'dosing-1'));
const ended = (): Scene => started().hours(2).when(about('dosingEnded', 'dosing-1'));
const gone = (): Scene => ended().hours(0.5).when(released('dosing-1'));

describe('a start reported by mistake', () => {
  it('leaves the session booked, the dose unused, and the course as it was', () => {
    const scene = started();
    const undone = scene.when(undo(scene, 'dosingStarted'));
    const before = ready();
    expect(undone.session('dosing-1')).toEqual(before.session('dosing-1'));
    expect(undone.course.cycles).toEqual([]);
    expect(usableDoses(undone.course)).toBe(usableDoses(before.course));
    undone.when(about('dosingStarted', 'dosing-1')).thenAccepted();
  });

  it('gives back the overrides that it used up', () => {
    const at = after('dosing booked 1');
    const overridden = at
      .at(at.session('dosing-1').start)
      .when(
        report(
          'gateOverridden',
          { gate: 'support-person-unconfirmed', reason: 'a friend is on the way' },
          { by: 'therapist' },
        ),
      );
    const undone = overridden.when(
      report('dosingStarted', { session: 'dosing-1' }, { id: 'wrong' }),
      correction('wrong'),
    );
    expect(undone.course.overrides).toEqual(overridden.course.overrides);
    undone.when(about('dosingStarted', 'dosing-1')).thenAccepted();
  });

  it('gives back the dose of the clinic, too', () => {
    const before = after('dosing booked 1', PAZIO);
    const at = before.at(before.session('dosing-1').start);
    const { course } = after('dosing started 1', PAZIO);
    const scene = after('dosing started 1', PAZIO);
    expect(course.supply).toMatchObject({ used: 1, dispensed: 1 });
    expect(scene.when(undo(scene, 'dosingStarted')).course.supply).toEqual(at.course.supply);
  });

  it('is refused once vital signs were taken during the session, until those are corrected', () => {
    const vitals = { systolic: 120, diastolic: 80, pulse: 70 };
    const measured = started().when(
      report('vitalsRecorded', { session: 'dosing-1', when: 'after', vitals }, { id: 'vitals' }),
    );
    measured.when(undo(measured, 'dosingStarted')).thenRejected('built-upon', 'lead');
    measured.when(correction('vitals'), undo(measured, 'dosingStarted')).thenAccepted();
  });

  it('is refused once the doses were counted', () => {
    const counted = started().when(report('dosesReconciled', { left: 1 }));
    counted.when(undo(counted, 'dosingStarted')).thenRejected('built-upon', 'lead');
  });

  it('is refused once a later gate was overridden', () => {
    const later = started().when(
      report(
        'gateOverridden',
        { gate: 'integration-owed', reason: 'it was held elsewhere' },
        { by: 'therapist' },
      ),
    );
    later.when(undo(later, 'dosingStarted')).thenRejected('built-upon', 'lead');
  });
});

describe('an end reported by mistake', () => {
  it('leaves the session under way, and is charged once', () => {
    const scene = ended();
    const undone = scene.when(undo(scene, 'dosingEnded'));
    expect(undone.session('dosing-1').status).toBe('inSession');
    expect(undone.course.cycles[0]).not.toHaveProperty('endedAt');
    expect(balance(undone)).toBe(balance(started()));
    undone.thenNoTask('book-integration');
    const again = undone.hours(0.5).when(about('dosingEnded', 'dosing-1'));
    expect(balance(again)).toBe(balance(scene));
    again.when(released('dosing-1')).at('2027-02-16T10:00-08:00').thenMessages('checkIn', '2027-02-16 10:00');
  });

  it('must be corrected before the start, and after the release', () => {
    const scene = gone();
    scene.when(undo(scene, 'dosingEnded')).thenRejected('built-upon', 'lead');
    const over = ended();
    over.when(undo(over, 'dosingStarted')).thenRejected('built-upon', 'lead');
    const undone = scene.when(
      undo(scene, 'clientReleased'),
      undo(scene, 'dosingEnded'),
      undo(scene, 'dosingStarted'),
    );
    expect(undone.session('dosing-1').status).toBe('scheduled');
    expect(undone.course.cycles).toEqual([]);
    expect(balance(undone)).toBe(balance(ready()));
    undone.when(report('sessionCancelled', { session: 'dosing-1', reason: 'practice' })).thenAccepted();
  });

  it('is refused once the check-in has gone out: it goes out only once', () => {
    const scene = ended();
    const night = scene.at('2027-02-16T09:59-08:00');
    night.when(undo(scene, 'dosingEnded')).thenAccepted();
    scene.at('2027-02-16T10:00-08:00').when(undo(scene, 'dosingEnded')).thenRejected('built-upon');
  });

  it('is refused once its charge was waived', () => {
    const scene = ended();
    const [entry] = scene.course.money.charges.slice(-1).map((charge) => charge.entry);
    const waived = scene.when(report('chargeWaived', { entry: entry ?? '', cents: 100, reason: 'goodwill' }));
    waived.when(undo(scene, 'dosingEnded')).thenRejected('built-upon', 'biller', 'lead');
  });

  it('is refused once the integration of the same visit was held', () => {
    const scene = after('dosing ended 1', CORNERSTONE);
    const hour = scene.when(booked('integration', plusHours(scene.now, 0.25)));
    hour.when(undo(scene, 'dosingEnded')).thenAccepted();
    const { ref } = hour.course.sessions.at(-1) ?? { ref: '' };
    const held = hour.hours(1.25).when(about('integrationCompleted', ref, { id: 'hour' }));
    held.when(undo(scene, 'dosingEnded')).thenRejected('built-upon', 'lead');
    held.when(correction('hour'), undo(scene, 'dosingEnded')).thenAccepted();
  });
});

describe('a release reported by mistake', () => {
  it('leaves the client under observation', () => {
    const scene = gone();
    const undone = scene.when(undo(scene, 'clientReleased'));
    expect(undone.session('dosing-1')).toEqual(ended().session('dosing-1'));
    expect(undone.course.cycles).toEqual(ended().course.cycles);
    undone.when(released('dosing-1')).thenAccepted();
  });

  it('keeps the vital signs that were taken before it', () => {
    const vitals = { systolic: 120, diastolic: 80, pulse: 70 };
    const measured = ended().when(report('vitalsRecorded', { session: 'dosing-1', when: 'after', vitals }));
    const wrong = measured.when(
      report(
        'clientReleased',
        { session: 'dosing-1', oriented: true, escort: true, vitals: { ...vitals, pulse: 90 } },
        { id: 'wrong' },
      ),
    );
    expect(wrong.when(correction('wrong')).session('dosing-1')).toMatchObject({ vitalsAfter: vitals });
  });

  it('against advice, too: nobody is called', () => {
    const left = ended().when(
      report('clientLeftAgainstAdvice', { session: 'dosing-1', arranged: 'a taxi' }, { id: 'wrong' }),
    );
    left.thenTask('against-advice-call', 'therapist');
    const undone = left.when(correction('wrong', 'prescriber')).thenNoTask('against-advice-call');
    expect(undone.session('dosing-1')).toEqual(ended().session('dosing-1'));
  });

  it('is refused once integration has taken place', () => {
    const scene = after('integration 1');
    scene.when(undo(scene, 'clientReleased')).thenRejected('built-upon', 'lead');
  });

  it('is refused by a role that may not report it', () => {
    const scene = gone();
    scene
      .when(correction(lastOf(scene, 'clientReleased'), 'frontDesk'))
      .thenRejected('correction-not-yours', 'therapist', 'prescriber', 'lead');
  });
});

/** A late report is acted on when it arrives: nothing that has to be known is dropped as old. course.md §3, §5 */
import { plusHours } from '../../../src/time/instant';
import { courseAfter } from '../support/courses';
import { dosedAt } from '../support/dosed';
import { after, given, type Scene } from '../support/given';
import { about, released, report } from '../support/signals';

const late = (scene: Scene, hours: number) => ({ occurredAt: plusHours(scene.now, -hours) });

describe('an incident reported late', () => {
  it.each(['adverseEventReported', 'crisisFlagged'] as const)('pages at once: %s', (name) => {
    const scene = dosedAt('2027-03-01T12:00-08:00').at('2027-03-04T13:00-08:00');
    scene
      .when(report(name, {}, { by: 'client', ...late(scene, 62) }))
      .thenAccepted()
      .thenMessagesTo('therapist', 'safetyPage', '2027-03-04 13:00')
      .thenMessagesTo('prescriber', 'safetyPage', '2027-03-04 13:00')
      .hours(1)
      .thenMessagesTo('lead', 'safetyEscalation', '2027-03-04 14:00');
  });

  it('leaves an hour to handle it, from when it was reported', () => {
    const scene = after('preparation 2');
    scene
      .when(report('adverseEventReported', {}, late(scene, 5)))
      .hours(0.9)
      .thenNoMessages('safetyEscalation');
  });
});

describe('news reported late', () => {
  it('of a lost supply reaches prescriber, lead and client', () => {
    const sent = after('prescription')
      .when(report('shipmentSent', { doses: 2 }))
      .hours(70);
    const reported = sent.when(report('shipmentLost', {}, late(sent, 60))).thenAccepted();
    expect(reported.hours(24).all('messageDropped')).toEqual([]);
    expect(reported.hours(24).sent('supplyLost')).toHaveLength(2);
    expect(reported.hours(24).sent('supplyDelayed')).toHaveLength(1);
  });

  it('of a decline reaches the client', () => {
    const scene = after('preparation 3').hours(72);
    const reported = scene.when(report('prescriberDecision', { decision: 'declined' }, late(scene, 60)));
    expect(reported.hours(24).sent('courseDeclined', 'client')).toHaveLength(1);
  });

  it('of a dosing session records the breach it caused, at the time of the breach', () => {
    const start = courseAfter('support for dosing 1').sessions.find(({ ref }) => ref === 'dosing-1')?.start;
    if (!start) throw new Error('no dosing session');
    const scene = given(courseAfter('support for dosing 1')).at(plusHours(start, 24 * 6));
    const reported = scene
      .when(about('dosingStarted', 'dosing-1', { occurredAt: start }))
      .when(about('dosingEnded', 'dosing-1', { occurredAt: plusHours(start, 2) }))
      .when({ ...released('dosing-1'), occurredAt: plusHours(start, 3) })
      .thenAccepted();
    expect(reported.all('breached').map(({ at }) => at)).toEqual([plusHours(start, 74)]);
    expect(reported.sent('integrationBreach')).toHaveLength(2);
  });
});

describe('a deadline noticed late', () => {
  it('keeps its own time: a worker that was down sends no reminders from days ago', () => {
    const woken = dosedAt('2027-03-01T12:00-08:00').wakingAt('2027-03-10T12:00-08:00').hours(1);
    expect(woken.sent('checkIn')).toEqual([]);
  });
});

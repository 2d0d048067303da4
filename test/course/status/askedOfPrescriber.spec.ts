/** What a prescriber can decide or report: each matter from when it is asked until it is answered, and only what the course takes. */
import type { Task } from '../../../src/course/state';
import { askedOfPrescriber } from '../../../src/course/status/askedOfPrescriber';
import { loadProtocol } from '../../../src/protocols/load';
import { plusHours } from '../../../src/time/instant';
import { simulateUntil, started } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { report } from '../support/signals';

const asked = ({ course, now }: Pick<Scene, 'course' | 'now'>) => askedOfPrescriber(course, now);
const kinds = (scene: Pick<Scene, 'course' | 'now'>) => asked(scene).map(({ kind }) => kind);
const of = (scene: Scene, kind: string) => asked(scene).find((each) => each.kind === kind);

const referred = (): Scene =>
  given(simulateUntil(started(), ({ referral }) => referral?.sentAt !== undefined).course);
const decision = (fields: Parameters<typeof report<'prescriberDecision'>>[1]) =>
  report('prescriberDecision', fields);

describe('the referral', () => {
  it('is asked from when it was sent until it is decided', () => {
    expect(kinds(after('enrolment'))).toEqual([]);
    const scene = referred();
    expect(of(scene, 'referral')).toMatchObject({
      since: scene.course.referral?.sentAt,
      signals: ['prescriberDecision'],
    });
    expect(kinds(scene.when(decision({ decision: 'approved' })))).not.toContain('referral');
    expect(kinds(scene.when(decision({ decision: 'declined' })))).toEqual([]);
    expect(kinds(scene.when(decision({ decision: 'morePreparation' })))).toEqual([]);
  });

  it('is another question once information was asked, and again once it was sent', () => {
    const waiting = referred()
      .hours(2)
      .when(decision({ decision: 'needsInformation' }));
    expect(of(waiting, 'referral')).toMatchObject({ informationAsked: true, since: waiting.now });
    const sent = waiting.hours(3).when(report('referralSent', {}, { by: 'therapist' }));
    expect(of(sent, 'referral')).toMatchObject({ since: sent.now });
    expect(of(sent, 'referral')).not.toHaveProperty('informationAsked');
  });

  it('says what must come before an approval', () => {
    const scene = given(
      simulateUntil(
        started({ protocol: loadProtocol('healingmaps') }),
        ({ referral }) => referral?.sentAt !== undefined,
      ).course,
    );
    const owed = scene.status.approvalBarred?.map(({ code }) => code);
    expect(of(scene, 'referral')?.barred?.map(({ code }) => code)).toEqual(owed);
  });
});

describe('what comes after the approval', () => {
  it('is the prescription, then its shipment, then what became of it', () => {
    const approved = after('approval').hours(1);
    expect(of(approved, 'prescription')).toMatchObject({ signals: ['prescriptionIssued'] });
    const issued = approved.when(report('prescriptionIssued', { doses: 2 }));
    expect(kinds(issued)).not.toContain('prescription');
    expect(of(issued, 'shipment')?.signals).toEqual(['shipmentSent']);
    const sent = issued.hours(1).when(report('shipmentSent', { doses: 2 }));
    expect(of(sent, 'shipment')).toMatchObject({ signals: ['shipmentLost'], since: sent.now });
    expect(kinds(sent.when(report('shipmentReceived', { doses: 2 })))).not.toContain('shipment');
    const lost = sent.when(report('shipmentLost', {}));
    expect(of(lost, 'prescription')).toMatchObject({ replaces: true, signals: ['prescriptionIssued'] });
  });

  it('is no shipment where nothing is shipped, and no prescription while the course is on hold', () => {
    const clinic = after('approval', { protocol: loadProtocol('healingmaps') }).hours(1);
    expect(kinds(clinic).filter((kind) => kind === 'shipment' || kind === 'prescription')).toEqual([]);
    const held = after('approval')
      .hours(1)
      .when(report('crisisFlagged', {}, { by: 'therapist' }));
    expect(kinds(held)).not.toContain('prescription');
  });

  it('is the dose review after the exploratory sessions', () => {
    const scene = after('integration 2');
    expect(of(scene, 'doseReview')?.signals).toEqual(['doseConfirmed', 'doseChanged', 'prescriberDecision']);
    expect(kinds(after('dosing 1'))).not.toContain('doseReview');
    expect(kinds(scene.when(report('doseConfirmed', {})))).not.toContain('doseReview');
  });

  it('is the follow-up from the first notice on, until it took place', () => {
    const scene = after('approval');
    expect(kinds(scene)).not.toContain('followUp');
    const { everyDays } = scene.course.protocol.followUp;
    const notice = Math.max(...scene.course.protocol.clocks.followUpNoticeDays);
    const late = { course: scene.course, now: plusHours(scene.now, (everyDays - notice + 1) * 24) };
    expect(kinds(late)).toContain('followUp');
    const recorded = scene.when(report('followUpCompleted', {}));
    const course = { ...recorded.course, evaluatedAt: late.now };
    expect(kinds({ course, now: late.now })).not.toContain('followUp');
  });

  it('is the renewal of an approval that ends', () => {
    const scene = after('starter supply');
    expect(kinds(scene)).not.toContain('approval');
    const task: Task = {
      ...{ key: 'renew-approval:x', openedAt: scene.now },
      ...{ kind: 'renew-approval', role: 'prescriber' },
    };
    const owed = { ...scene.course, tasks: { ...scene.course.tasks, [task.key]: task } };
    expect(kinds({ course: owed, now: scene.now })).toContain('approval');
  });

  it('is nothing once the course has ended', () => {
    const { course, now } = after('approval').hours(1);
    expect(askedOfPrescriber({ ...course, closed: { outcome: 'completed', at: now } }, now)).toEqual([]);
  });
});

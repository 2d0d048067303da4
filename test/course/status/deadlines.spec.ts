/** By when something has to be done, and in which time something may happen. */
import { deadlines } from '../../../src/course/status/deadlines';
import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { after, type Scene } from '../support/given';
import { report } from '../support/signals';

const of = ({ course }: Scene): string[] =>
  deadlines(course).map(({ kind, what, at }) => `${kind}: ${what} at ${at}`);

describe('deadlines and windows', () => {
  it('are none at the start and none at the end', () => {
    expect(of(after('start'))).toEqual([]);
    expect(of(after('end'))).toEqual([]);
    expect(of(after('integration 1').when(report('clientWithdrew', {})).thenAccepted())).toEqual([]);
  });

  it('are the follow-up and the end of the approval, once it is there', () => {
    expect(of(after('approval'))).toEqual([
      'deadline: follow-up-overdue at 2027-04-25T06:59:00.000Z',
      'deadline: approvalExpires at 2028-01-23T07:59:00.000Z',
    ]);
  });

  it('are the supply, while it is under way', () => {
    const supply = [
      'deadline: shipment-overdue at 2027-01-29T23:30:00.000Z',
      'deadline: prescriptionExpires at 2027-07-22T06:59:00.000Z',
    ];
    expect(of(after('prescription'))).toEqual(expect.arrayContaining(supply));
    expect(of(after('starter supply')).filter((line) => supply.includes(line))).toEqual([]);
  });

  it('are the 72 hours of the cycle to be integrated, by their cycle', () => {
    const { course } = after('dosing ended 2');
    const breach = course.cycles[1]?.endedAt;
    expect(deadlines(course)[0]).toEqual({
      key: 'integration-breach:cycle-2',
      at: breach && plusHours(breach, 72),
      kind: 'deadline',
      what: 'integration',
      cycle: 2,
    });
  });

  it('are the window for a booster in maintenance', () => {
    expect(of(after('maintenance')).slice(-2)).toEqual([
      'window: boosterWindowOpens at 2027-07-05T07:00:00.000Z',
      'window: boosterWindowCloses at 2027-07-20T06:59:00.000Z',
    ]);
  });

  it('are the day on which labs expire, where the protocol requires labs', () => {
    const protocol = loadProtocol('welches-pazio');
    expect(of(after('enrolment', { protocol }))).toEqual([]);
    const cleared = after('enrolment', { protocol }).when(report('labsCleared', {}));
    expect(of(cleared)).toEqual([expect.stringMatching(/^deadline: labsExpire at /)]);
  });

  it('are the review of each hold', () => {
    const held = after('preparation 1').when(report('adverseEventReported', {}));
    expect(of(held)).toContainEqual(expect.stringMatching(/^deadline: holdReview at /));
  });

  it('include the hours to acknowledge a hold, which belong to no cycle', () => {
    const held = after('dosing ended 1').when(report('crisisFlagged', {}));
    for (const { key, cycle } of deadlines(held.course)) {
      expect(cycle !== undefined).toBe(key.includes('cycle-'));
    }
  });
});

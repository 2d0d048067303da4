/** What billing has to look at in one course. */
import { loadProtocol } from '../../../src/protocols/load';
import { moneyLines, type MoneyList } from '../../../src/course/status/moneyLines';
import { after, type Scene } from '../support/given';
import { report } from '../support/signals';

const PAZIO = { protocol: loadProtocol('welches-pazio') };
const MAPS = { protocol: loadProtocol('healingmaps') };

const line = ({ course }: Scene, list: MoneyList) => moneyLines(course).find((each) => each.list === list);

describe('the lines of money of a course', () => {
  it('are none while nothing is owed', () => {
    expect(moneyLines(after('enrolment').course)).toEqual([]);
  });

  it('name what is unpaid, the oldest first, until it is paid', () => {
    const scene = after('dosing ended 1');
    const unpaid = line(scene, 'unpaid');
    expect(unpaid?.cents).toBe(49_500);
    expect(unpaid?.debts?.map(({ cents }) => cents)).toEqual([33_000, 16_500]);
    expect(unpaid?.since).toBe(unpaid?.debts?.[0]?.at);
    const partly = line(scene.when(report('paymentPosted', { cents: 40_000 })), 'unpaid');
    expect(partly).toMatchObject({ cents: 9_500, debts: [{ cents: 9_500 }] });
    expect(line(scene.when(report('paymentPosted', { cents: 49_500 })), 'unpaid')).toBeUndefined();
  });

  it('name sessions whose price has to be entered, with its range', () => {
    const scene = after('dosing ended 1', MAPS);
    const [session] = scene.course.sessions.filter(({ kind }) => kind === 'dosing');
    const unbilled = line(scene, 'unbilled');
    const last = unbilled?.sessions?.at(-1);
    expect(last).toMatchObject({ session: session?.ref, fromCents: 40_000, toCents: 100_000 });
    expect(unbilled?.since).toBe(unbilled?.sessions?.[0]?.at);
    const entered = scene.when(report('chargeEntered', { session: session?.ref ?? '', cents: 40_000 }));
    expect(line(entered, 'unbilled')?.sessions?.map(({ session: ref }) => ref)).not.toContain(session?.ref);
    expect(line(entered, 'unbilled')?.cents).toBe((unbilled?.cents ?? 0) - 100_000);
  });

  it('say by how much the cost differs from what was signed, if that asks for another estimate', () => {
    const scene = after('enrolment');
    const more = scene.when(report('planChanged', { dosings: 12 }));
    expect(line(more, 'drifting')).toMatchObject({ estimateCents: scene.course.estimate?.totalCents });
    expect(line(more, 'drifting')?.cents).toBeGreaterThan(0);
    const less = scene.when(report('planChanged', { dosings: 3 }));
    expect(line(less, 'drifting')?.cents).toBeLessThan(0);
    expect(line(scene, 'drifting')).toBeUndefined();
  });

  it('say that a package runs out: with one session left, and more planned', () => {
    const sold = after('dosing ended 1', PAZIO).when(report('packageSold', { package: 'six' }));
    expect(line(sold, 'packages')).toBeUndefined();
    const few = {
      ...sold.course,
      packages: sold.course.packages.map((held) => ({ ...held, given: ['a', 'b', 'c', 'd', 'e'] })),
    };
    const planned = { ...few, dosingsPlanned: 10 };
    expect(moneyLines(planned)).toContainEqual(
      expect.objectContaining({
        ...{ list: 'packages', package: 'Infusion package option 1', left: 1, planned: 9 },
      }),
    );
    expect(moneyLines({ ...few, dosingsPlanned: 2 }).map(({ list }) => list)).not.toContain('packages');
  });

  it('name what was paid ahead, apart from a refund that is due', () => {
    const owed = line(after('enrolment'), 'unpaid')?.cents ?? 0;
    const ahead = after('enrolment').when(report('paymentPosted', { cents: owed + 10_000 }));
    expect(line(ahead, 'credits')).toMatchObject({ cents: 10_000, since: ahead.now });
    // What happens later, and more credit, do not make it younger; what uses it up does.
    const later = ahead.hours(30).when(report('paymentPosted', { cents: 500 }));
    expect(later.now).not.toBe(ahead.now);
    expect(line(later, 'credits')).toMatchObject({ cents: 10_500, since: ahead.now });
    const none = later.when(report('paymentRefunded', { cents: 10_500, reason: 'as asked' }));
    expect(line(none, 'credits')).toBeUndefined();
    const again = none.hours(5).when(report('paymentPosted', { cents: 700 }));
    expect(line(again, 'credits')).toMatchObject({ cents: 700, since: again.now });
    expect(line(ahead, 'refunds')).toBeUndefined();
    const ended = ahead.when(report('clientWithdrew', {}));
    expect(line(ended, 'credits')).toBeUndefined();
    expect(line(ended, 'refunds')).toMatchObject({ cents: 10_000 });
  });

  it('name a refund that is due', () => {
    const scene = after('enrolment').when(
      report('paymentPosted', { cents: 10_000 }),
      report('clientWithdrew', {}),
    );
    expect(line(scene, 'refunds')).toMatchObject({ cents: 10_000 });
  });
});

/** Prints repairs and stuck courses for people. */
import type { Outcome } from '../repair/repairAll';
import type { Repaired, RepairPlan } from '../repair/repair';
import type { PendingSignal } from '../repair/pendingSignals';
import type { StuckCourse } from '../store';

const WHY = {
  'tasks-failing': 'its workflow tasks fail',
  'workflow-missing': 'it has no workflow',
} as const;

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

function sentSince({ signal, at, unreadable }: PendingSignal): string {
  const [id, name] =
    signal.kind === 'signal' ? [signal.signal.id, signal.signal.name] : [signal.id, signal.name];
  return `    ${at}  ${name}  ${id}${unreadable === undefined ? '' : `  CANNOT BE READ (${unreadable}): ask the sender`}`;
}

function plannedLines({ why, revision, run, pending, errands }: RepairPlan): string[] {
  const of = (kind: string): number => errands.filter((errand) => errand.kind === kind).length;
  return [
    `  Why: ${WHY[why]}. ${run === undefined ? 'Temporal has no run of it.' : `Last run: ${run}`}`,
    `  It continues from step ${revision} of its log.`,
    `  Still to be sent: ${count(of('message'), 'mail')}, ${count(of('referral'), 'referral')}, ${count(of('invoice'), 'invoice')}.`,
    pending.length === 0
      ? '  No reports are waiting.'
      : `  Reports waiting, processed first (${pending.length}):`,
    ...pending.map(sentSince),
  ];
}

const endedLine = ({ newRun, responds }: Repaired): string =>
  responds
    ? `  Repaired: it responds, in run ${newRun}.`
    : `  It does not respond yet, in run ${newRun}. Make sure a worker is running and check its log for errors.`;

function lines({ course, done, problem }: Outcome): string[] {
  if (problem) return [`Course ${course}`, `  ${problem.sentence}`];
  if (!done) return [];
  return [`Course ${course}`, ...plannedLines(done), ...('newRun' in done ? [endedLine(done)] : [])];
}

export function printedRepairs(outcomes: readonly Outcome[], act: boolean): string {
  if (outcomes.length === 0) return 'Every open course has a workflow. Nothing to repair.';
  const nothing = outcomes.every(({ done }) => done === undefined);
  const hint = act || nothing ? [] : ['', 'Nothing has been changed. Add --yes to repair.'];
  return [...outcomes.flatMap(lines), ...hint].join('\n');
}

export function printedStuck(stuck: readonly StuckCourse[], { watchedAt }: { watchedAt?: string }): string {
  if (watchedAt === undefined) return 'Courses have not been checked yet. Make sure the API is running.';
  const each = stuck.map(
    ({ courseId, since, why, leadNotifiedAt, engineersNotifiedAt }) =>
      `${courseId}  since ${since}  ${WHY[why]}  lead notified: ${leadNotifiedAt ?? 'no'}  engineers notified: ${engineersNotifiedAt ?? 'no'}`,
  );
  return [...(each.length > 0 ? each : ['Every course responds.']), `Last check: ${watchedAt}`].join('\n');
}

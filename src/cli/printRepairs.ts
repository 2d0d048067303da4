/** Repairs and stuck courses, for a person at a terminal. */
import type { Outcome } from '../repair/all';
import type { Repaired, RepairPlan } from '../repair/repair';
import type { Unheard } from '../repair/unheard';
import type { StuckCourse } from '../store';

const WHY = {
  'tasks-failing': 'its workflow tasks fail',
  'workflow-missing': 'nothing runs it',
} as const;

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

function sentSince({ signal, at, unreadable }: Unheard): string {
  const [id, name] =
    signal.kind === 'signal' ? [signal.signal.id, signal.signal.name] : [signal.id, signal.name];
  return `    ${at}  ${name}  ${id}${unreadable === undefined ? '' : `  CANNOT BE READ (${unreadable}): ask who sent it`}`;
}

function plannedLines({ why, revision, run, unheard, errands }: RepairPlan): string[] {
  const of = (kind: string): number => errands.filter((errand) => errand.kind === kind).length;
  return [
    `  Why: ${WHY[why]}. ${run === undefined ? 'Temporal knows no run of it.' : `Last run: ${run}`}`,
    `  It goes on from step ${revision} of its log.`,
    `  Still owed to the world: ${count(of('message'), 'mail')}, ${count(of('referral'), 'referral')}, ${count(of('invoice'), 'invoice')}.`,
    unheard.length === 0
      ? '  Nothing was reported since.'
      : `  Reported since, and taken in first (${unheard.length}):`,
    ...unheard.map(sentSince),
  ];
}

const endedLine = ({ newRun, responds }: Repaired): string =>
  responds
    ? `  Repaired: it runs as ${newRun} and responds.`
    : `  It runs as ${newRun} but does not respond yet. Is a worker running, and does its log show an error?`;

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
  const looked =
    watchedAt === undefined ? 'Nobody has looked yet: is the API running?' : `Last look: ${watchedAt}`;
  const each = stuck.map(
    ({ courseId, since, why, leadToldAt, engineersToldAt }) =>
      `${courseId}  since ${since}  ${WHY[why]}  lead told: ${leadToldAt ?? 'no'}  engineers told: ${engineersToldAt ?? 'no'}`,
  );
  return [...(each.length > 0 ? each : ['Every course responds.']), looked].join('\n');
}

import type { Command } from 'commander';
import type { CourseEngine } from '../../engine/engine';
import { temporalEngine } from '../../engine/temporalEngine';
import { loadConfig, type Config } from '../../config';
import { fromMs } from '../../time/instant';
import { openDatabase } from '../../processes/database';
import { temporalClient } from '../../processes/temporalClient';
import { missingCourses, repairAll, type Outcome } from '../../repair/repairAll';
import type { RepairContext } from '../../repair/repair';
import type { Store } from '../../store';
import { runningConfig } from '../installation';
import { printedRepairs, printedStuck } from '../printRepairs';
import { progressOf } from '../progress';
import { CommandError, asCommandError } from '../../setup/commandError';

interface RepairOptions {
  all?: true;
  yes?: true;
  dryRun?: true;
  json?: true;
  by?: string;
}

/** Opens this installation's database. Other processes may have it open too. */
async function withStore(config: Config, work: (store: Store) => Promise<void>): Promise<void> {
  const database = await openDatabase(config);
  try {
    await work(database.store);
  } finally {
    await database.stop();
  }
}

/** @throws CommandError `temporal-unavailable` */
async function requireTemporal(engine: CourseEngine): Promise<void> {
  await engine.ping().catch((error: unknown) => {
    throw asCommandError(error);
  });
}

/** Connects to this installation's Temporal server too. On any other server, every course would look lost. */
async function withRepairContext(
  by: string,
  work: (workshop: RepairContext) => Promise<void>,
): Promise<void> {
  const config = runningConfig(loadConfig());
  const { taskQueue } = config.temporal;
  const { client, stop } = temporalClient(config);
  try {
    await requireTemporal(temporalEngine(client, { taskQueue }));
    const now = () => fromMs(Date.now());
    await withStore(config, (store) => work({ client, store, taskQueue, now, by }));
  } finally {
    await stop();
  }
}

/** @throws CommandError unless one course or `--all` is given; or when `--yes` and `--dry-run` are both given */
export function repairTarget(
  id: string | undefined,
  { all, yes, dryRun }: RepairOptions,
): { course?: string; act: boolean } {
  if ((id === undefined) === (all === undefined))
    throw new CommandError(
      'course-not-named',
      'Give the id of one course (see `course list`), or --all for every course without a workflow, but not both.',
    );
  if (yes && dryRun) throw new CommandError('repair-ambiguous', 'Give either --yes or --dry-run, not both.');
  return { act: yes === true, ...(id !== undefined && { course: id }) };
}

const failed = ({ problem, done }: Outcome): boolean =>
  problem !== undefined || (done !== undefined && 'responds' in done && !done.responds);

function addList(course: Command): void {
  course
    .command('list')
    .description('list the courses that do not respond: since when, why, and who has been notified')
    .option('--json', 'print JSON for programs')
    .action(({ json }: { json?: true }) =>
      withStore(loadConfig(), async (store) => {
        const [stuck, state] = [await store.stuck.list(), await store.stuck.state()];
        console.log(
          json ? JSON.stringify({ stuck, watchedAt: state.watchedAt }, null, 2) : printedStuck(stuck, state),
        );
      }),
    );
}

export function addCourse(program: Command): void {
  const course = program.command('course').description('list and repair courses that do not respond');
  addList(course);
  course
    .command('repair')
    .description(
      'continue a stuck course from its log in a new run; without --yes, only show what would be done',
    )
    .argument('[id]', 'the id of the course')
    .option('--all', 'every course without a workflow, such as after the loss of the Temporal database')
    .option('--yes', 'repair')
    .option('--dry-run', 'only show what would be done (the default)')
    .option('--by <staff>', 'who repairs the course, for the audit trail', 'command-line')
    .option('--json', 'print JSON for programs')
    .action((id: string | undefined, options: RepairOptions) => {
      const { course: one, act } = repairTarget(id, options);
      return withRepairContext(options.by ?? 'command-line', async (workshop) => {
        const courses = one === undefined ? await missingCourses(workshop, workshop.now()) : [one];
        const outcomes = await repairAll(workshop, courses, act, progressOf('courses'));
        console.log(
          options.json ? JSON.stringify({ act, outcomes }, null, 2) : printedRepairs(outcomes, act),
        );
        if (outcomes.some(failed)) process.exitCode = 1;
      });
    });
}

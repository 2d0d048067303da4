import type { Command } from 'commander';
import type { CourseEngine } from '../../engine/engine';
import { temporalEngine } from '../../engine/temporalEngine';
import { loadConfig, type Config } from '../../config';
import { fromMs } from '../../time/instant';
import { openDatabase } from '../../processes/database';
import { temporalClient } from '../../processes/temporalClient';
import { missingCourses, repairAll, type Outcome } from '../../repair/all';
import type { Workshop } from '../../repair/repair';
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

/** At the database of this installation, beside whatever runs. */
async function withStore(config: Config, work: (store: Store) => Promise<void>): Promise<void> {
  const database = await openDatabase(config);
  try {
    await work(database.store);
  } finally {
    await database.stop();
  }
}

/** @throws CommandError `temporal-unavailable` */
async function reached(engine: CourseEngine): Promise<void> {
  await engine.ping().catch((error: unknown) => {
    throw asCommandError(error);
  });
}

/** At its Temporal too: at another's, every course would seem to have nothing that runs it. */
async function inWorkshop(by: string, work: (workshop: Workshop) => Promise<void>): Promise<void> {
  const config = runningConfig(loadConfig());
  const { taskQueue } = config.temporal;
  const { client, stop } = temporalClient(config);
  try {
    await reached(temporalEngine(client, { taskQueue }));
    const now = () => fromMs(Date.now());
    await withStore(config, (store) => work({ client, store, taskQueue, now, by }));
  } finally {
    await stop();
  }
}

/** @throws CommandError unless exactly one course, or all, is meant; and not both a dry run and the real one */
export function meantRepair(
  id: string | undefined,
  { all, yes, dryRun }: RepairOptions,
): { course?: string; act: boolean } {
  if ((id === undefined) === (all === undefined))
    throw new CommandError(
      'course-not-named',
      'Name one course by its id (`course list`), or all that nothing runs by --all; not both.',
    );
  if (yes && dryRun) throw new CommandError('repair-ambiguous', 'Give --yes or --dry-run, not both.');
  return { act: yes === true, ...(id !== undefined && { course: id }) };
}

const failed = ({ problem, done }: Outcome): boolean =>
  problem !== undefined || (done !== undefined && 'responds' in done && !done.responds);

function addList(course: Command): void {
  course
    .command('list')
    .description('courses that do not respond: since when, why, and who has been told')
    .option('--json', 'for programs')
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
  const course = program.command('course').description('courses that do not respond, and their repair');
  addList(course);
  course
    .command('repair')
    .description(
      'goes on with a stuck course in a new run, from its log; without --yes it only says what it would do',
    )
    .argument('[id]', 'the course')
    .option('--all', 'every course that nothing runs any more, as after the loss of the Temporal database')
    .option('--yes', 'does it')
    .option('--dry-run', 'only says what it would do: the default')
    .option('--by <staff>', 'who repairs, for the audit', 'command-line')
    .option('--json', 'for programs')
    .action((id: string | undefined, options: RepairOptions) => {
      const { course: one, act } = meantRepair(id, options);
      return inWorkshop(options.by ?? 'command-line', async (workshop) => {
        const courses = one === undefined ? await missingCourses(workshop, workshop.now()) : [one];
        const outcomes = await repairAll(workshop, courses, act, progressOf('courses'));
        console.log(
          options.json ? JSON.stringify({ act, outcomes }, null, 2) : printedRepairs(outcomes, act),
        );
        if (outcomes.some(failed)) process.exitCode = 1;
      });
    });
}

import type { Command } from 'commander';
import { loadConfig } from '../../config';
import { readJsonFile } from '../../input/jsonFile';
import { openDatabase } from '../../processes/database';
import { temporalEngine } from '../../engine/temporalEngine';
import { temporalClient } from '../../processes/temporalClient';
import { issueTokens, PracticeFile } from '../../setup/practice';
import { besideStack } from '../besideStack';
import { announcePractice } from '../../setup/announcePractice';
import { progressOf } from '../progress';

/** A file that does not describe a practice; every problem with its place. */
class PracticeFileError extends Error {
  readonly code = 'practice-file-invalid';
}

function readPractice(file: string): PracticeFile {
  const read = PracticeFile.safeParse(readJsonFile(file));
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(file)'}: ${message}`,
  );
  throw new PracticeFileError(`${file} does not describe a practice:\n${problems.join('\n')}`);
}

export function addSetUp(program: Command): void {
  program
    .command('practice')
    .description('enters a practice and its staff from a JSON file (docs/operating.md)')
    .argument('<file>')
    .option('--tokens', 'also makes a new token for each member of staff, shown once')
    .option(
      '--zone-for-courses-to-come',
      'another time zone than before is meant for courses that begin from now on',
    )
    .action(async (file: string, options: { tokens?: true; zoneForCoursesToCome?: true }) => {
      const practice = readPractice(file);
      const config = besideStack(loadConfig());
      const database = await openDatabase(config);
      const temporal = temporalClient(config);
      const { store } = database;
      try {
        const { changed, unreached } = await announcePractice(practice, {
          ...{ store, now: new Date(), zoneToComeOnly: options.zoneForCoursesToCome },
          engine: temporalEngine(temporal.client, { taskQueue: config.temporal.taskQueue }),
          progress: progressOf('courses told of the closed days'),
        });
        console.log(`${practice.name} is entered, with ${practice.staff.length} members of staff.`);
        if (changed > 0) console.log(`Its closed days changed ${changed} courses under way.`);
        if (unreached.length > 0)
          console.log(
            `${unreached.length} courses could not be told yet. The running installation tells them as soon as they respond: ` +
              unreached.map(({ course, code }) => `\n  ${course}  ${code}`).join(''),
          );
        if (!options.tokens) return;
        console.log('Tokens, shown this once:');
        for (const [id, token] of Object.entries(await issueTokens(store, practice.staff, new Date()))) {
          console.log(`  ${id}  ${token}`);
        }
      } finally {
        await temporal.stop();
        await database.stop();
      }
    });
  program
    .command('rebuild')
    .description('derives the lists (ledger, messages, tasks) from the events anew')
    .action(async () => {
      const database = await openDatabase(loadConfig());
      const { store } = database;
      try {
        console.log(JSON.stringify(await store.rebuild()));
      } finally {
        await database.stop();
      }
    });
}

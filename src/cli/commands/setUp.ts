import type { Command } from 'commander';
import { loadConfig } from '../../config';
import { readJsonFile } from '../../input/jsonFile';
import { openDatabase } from '../../processes/database';
import { temporalEngine } from '../../engine/temporalEngine';
import { temporalClient } from '../../processes/temporalClient';
import { linksAt } from '../../messages/links';
import { inviteStaff, issueTokens, PracticeFile } from '../../setup/practice';
import { withRunningStack } from '../withRunningStack';
import { announcePractice } from '../../setup/announcePractice';
import { progressOf } from '../progress';

/** A practice file that cannot be used. The message gives each problem and where it is. */
class PracticeFileError extends Error {
  readonly code = 'practice-file-invalid';
}

function readPractice(file: string): PracticeFile {
  const read = PracticeFile.safeParse(readJsonFile(file));
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(file)'}: ${message}`,
  );
  throw new PracticeFileError(`${file} is not a valid practice file:\n${problems.join('\n')}`);
}

export function addSetUp(program: Command): void {
  program
    .command('practice')
    .description('load a practice and its staff from a JSON file (see docs/operating.md)')
    .argument('<file>', 'the JSON file')
    .option('--tokens', 'also issue a new token for each role of each staff member and print it once')
    .option('--invite', 'also print a link for each person without a password, to set one')
    .option('--zone-for-new-courses', 'apply a changed time zone only to courses that start from now on')
    .action(async (file: string, options: { tokens?: true; invite?: true; zoneForNewCourses?: true }) => {
      const practice = readPractice(file);
      const config = withRunningStack(loadConfig());
      const database = await openDatabase(config);
      const temporal = temporalClient(config);
      const { store } = database;
      try {
        const { changed, unreached } = await announcePractice(practice, {
          ...{ store, now: new Date(), zoneForNewCourses: options.zoneForNewCourses },
          engine: temporalEngine(temporal.client, { taskQueue: config.temporal.taskQueue }),
          progress: progressOf('courses notified of the closed days'),
        });
        console.log(`Saved ${practice.name} with ${practice.staff.length} staff members.`);
        if (changed > 0) console.log(`Its closed days changed ${changed} open courses.`);
        if (unreached.length > 0)
          console.log(
            `${unreached.length} courses could not be notified yet. The running installation notifies them as soon as they respond: ` +
              unreached.map(({ course, code }) => `\n  ${course}  ${code}`).join(''),
          );
        if (options.invite) {
          const links = linksAt(config.api.publicUrl);
          console.log('Links to set a password (shown only once, for seven days):');
          for (const { id, secret } of await inviteStaff(store, practice.staff, new Date()))
            console.log(`  ${id}  ${links.password(secret)}`);
        }
        if (options.tokens) {
          console.log('Tokens (shown only once, for a year):');
          for (const { id, role, token } of await issueTokens(store, practice.staff, new Date()))
            console.log(`  ${id}  ${role}  ${token}`);
        }
      } finally {
        await temporal.stop();
        await database.stop();
      }
    });
  program
    .command('rebuild')
    .description('rebuild the lists (ledger, messages, tasks) from the events')
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

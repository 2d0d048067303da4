import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { loadConfig } from '../../config';
import { readJsonFile } from '../../input/jsonFile';
import { checkProtocol, remarks } from '../../protocols/check';
import { diffProtocols } from '../../protocols/diff';
import { parseProtocol } from '../../protocols/load';
import type { Protocol } from '../../catalog/protocol';
import { protocolLibrary } from '../protocolLibrary';
import { runningInstallation } from '../installation';
import { previewMoves, printedMoves } from '../previewMoves';

/** Loads a protocol from a file, or an installed one by its id. */
const named = (fileOrId: string): Protocol =>
  existsSync(fileOrId) ? parseProtocol(readJsonFile(fileOrId), fileOrId) : protocolLibrary().load(fileOrId);

function addDiff(protocol: Command): void {
  protocol
    .command('diff')
    .description('describe the differences between two protocols in sentences; no server needed')
    .argument('<a>', 'a file or the id of an installed protocol')
    .argument('<b>', 'the protocol to compare it with')
    .option('--json', 'print JSON for programs')
    .action((first: string, second: string, { json }: { json?: true }) => {
      const [a, b] = [named(first), named(second)];
      const differences = diffProtocols(a, b);
      const of = ({ id, version }: Protocol) => ({ id, version });
      if (json) {
        console.log(JSON.stringify({ from: of(a), to: of(b), differences }, null, 2));
        return;
      }
      const lines = differences.map(({ sentence }) => `  ${sentence}`);
      const heading = `From ${a.id} version ${a.version} to ${b.id} version ${b.version}:`;
      console.log([heading, ...(lines.length > 0 ? lines : ['  There are no differences.'])].join('\n'));
    });
}

function addPreview(protocol: Command): void {
  protocol
    .command('preview')
    .description(
      'show what moving open courses to the installed version of a protocol would change; changes nothing',
    )
    .argument('<id>', 'a protocol of the running installation')
    .option('--course <id>', 'only this course')
    .option('--json', 'print JSON for programs')
    .action(async (id: string, { course, json }: { course?: string; json?: true }) => {
      const installation = await runningInstallation(loadConfig());
      try {
        const moves = await previewMoves(installation, id, course);
        console.log(json ? JSON.stringify(moves, null, 2) : printedMoves(moves));
        if (moves.courses.some((each) => 'problem' in each)) process.exitCode = 1;
      } finally {
        await installation.stop();
      }
    });
}

export function addProtocol(program: Command): void {
  const protocol = program
    .command('protocol')
    .description('check and compare protocol files, which define how a practice works');
  addDiff(protocol);
  addPreview(protocol);
  protocol
    .command('check')
    .description('list every mistake in a protocol file and where it is; no server needed')
    .argument('<file>')
    .option('--json', 'print JSON for programs')
    .action((file: string, { json }: { json?: true }) => {
      const raw = readJsonFile(file);
      const problems = checkProtocol(raw);
      if (problems.length > 0) process.exitCode = 1;
      if (json) {
        console.log(JSON.stringify({ file, problems }, null, 2));
        return;
      }
      const mistakes = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
      const lines =
        problems.length > 0
          ? [
              `${file}: ${mistakes}`,
              ...problems.map(({ path, message }) => `  ${path || '(file)'}: ${message}`),
            ]
          : [`${file} is valid.`, ...remarks(raw, parseProtocol(raw)).map((remark) => `  ${remark}`)];
      console.log(lines.join('\n'));
    });
}

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { checkProtocol, remarks } from '../../protocols/check';
import { parseProtocol } from '../../protocols/load';

/** A file that cannot be read as JSON; the message says why. */
class ProtocolFileError extends Error {
  readonly code = 'protocol-unreadable';
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new ProtocolFileError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

export function addProtocol(program: Command): void {
  const protocol = program.command('protocol').description("a practice's way of working, as a file");
  protocol
    .command('check')
    .description('explains every mistake in a protocol, with its place; no server needed')
    .argument('<file>')
    .option('--json', 'for programs')
    .action((file: string, { json }: { json?: true }) => {
      const raw = readJson(file);
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
          : [`${file} can be used.`, ...remarks(raw, parseProtocol(raw)).map((remark) => `  ${remark}`)];
      console.log(lines.join('\n'));
    });
}

/** Every command of `throughline`. */
import type { Command } from 'commander';
import { addCourse } from './course';
import { addLookAhead } from './lookAhead';
import { addProcesses } from './processes';
import { addProtocol } from './protocol';
import { addRehearse } from './rehearse';
import { addSetUp } from './setUp';
import { addToken } from './token';

const GROUPS = [addProcesses, addRehearse, addLookAhead, addProtocol, addSetUp, addToken, addCourse];

export function addCommands(program: Command): void {
  for (const add of GROUPS) add(program);
}

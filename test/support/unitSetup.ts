import { prepareDatabases } from './databases';
import { beginRun } from './leftovers';

/** Before the spec files of the `unit` project. */
export default function (): void {
  beginRun();
  prepareDatabases();
}

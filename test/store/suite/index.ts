/** What holds on every database. */
import type { Store } from '../../../src/store';
import { commitSuite } from './commit';
import { databaseSuite } from './database';
import { logSuite } from './log';
import { messagesSuite } from './messages';
import { recordsSuite } from './records';

export function storeSuite(store: () => Store): void {
  databaseSuite(store);
  commitSuite(store);
  logSuite(store);
  messagesSuite(store);
  recordsSuite(store);
}

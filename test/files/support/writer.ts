import path from 'node:path';
import { createFile, replaceFile } from '../../../src/files/durable';

// Writes files until it is killed, in turn one that is there and a new one, and says each.
const [folder = '', bytes = ''] = process.argv.slice(2);
const content = Buffer.alloc(Number(bytes), 'x');
for (let count = 0; ; count += 1) {
  replaceFile(path.join(folder, 'replaced'), content);
  createFile(path.join(folder, `created-${String(count)}`), content);
  process.stdout.write('.');
}

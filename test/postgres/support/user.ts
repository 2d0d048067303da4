// A process that uses the embedded database of a folder until it is stopped, or is killed.
import { openEmbedded } from '../../../src/postgres';

openEmbedded(process.argv[2] ?? '', { durable: false }).then(
  (server) => {
    console.log(server.url);
    process.stdin.once('data', () => void server.stop().then(() => process.exit(0)));
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

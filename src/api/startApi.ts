import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiDeps } from './http/deps';
import { readLog } from './http/readLog';
import { createApi } from './createApi';

export interface Listening {
  /** 0: any free port. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Longest wait for requests in progress when stopping, in seconds. Default: 10. */
  graceSeconds?: number;
}

export interface RunningApi {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Accepts no new connections, ends streams, lets requests in progress finish, then closes what is still open. */
  stop(): Promise<void>;
}

/** Starts listening. Rejects with Node's error (EADDRINUSE, ...) if it cannot. Closes neither store nor client. */
export async function startApi(
  deps: ApiDeps,
  { port, host = '127.0.0.1', graceSeconds = 10 }: Listening,
): Promise<RunningApi> {
  let stopping: Promise<void> | undefined;
  const leaving = new AbortController();
  // One listener for each open stream.
  setMaxListeners(0, leaving.signal);
  const reads = readLog(deps.store, deps.log);
  const server = createServer(createApi(deps, { leaving: leaving.signal, reads }));
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${urlHost(host)}:${address.port}`,
    stop: () => {
      leaving.abort();
      return (stopping ??= close(server, graceSeconds * 1000).finally(() => reads.stop()));
    },
  };
}

/** An address that people can open: an unspecified one becomes the local address. */
export function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function close(server: Server, graceMs: number): Promise<void> {
  // A connection becomes idle after its last response; Node closes only those that are idle at the first moment.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  } finally {
    clearInterval(idle);
    clearTimeout(cut);
  }
}

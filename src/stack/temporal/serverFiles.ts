import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../../files/durable';
import { canListen, freePorts } from '../../locks/freePorts';
import { asFile, dynamicConfig } from './dynamicConfig';
import type { UiOptions } from './options';

/** The number of ports, all on 127.0.0.1, besides the frontend's port, which the caller chooses. */
const INNER_PORTS = 8;

/** Writes the server's configuration and returns its path. It is JSON, which is valid YAML. */
export async function writeServerConfig(
  folder: string,
  frontendPort: number,
  timeSkipping: boolean,
): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const dynamic = path.join(folder, 'dynamic.yaml');
  replaceFile(dynamic, asFile(dynamicConfig(timeSkipping)));
  const config = serverConfig(folder, dynamic, frontendPort, await innerPorts(folder));
  const file = path.join(folder, 'server.yaml');
  replaceFile(file, JSON.stringify(config, null, 2));
  return file;
}

/** Writes the UI's configuration and returns the arguments that make the UI read it. */
export function writeUiConfig(folder: string, address: string, namespace: string, ui: UiOptions): string[] {
  const configFolder = path.join(folder, 'ui');
  mkdirSync(configFolder, { recursive: true, mode: 0o700 });
  const config = {
    temporalGrpcAddress: address,
    host: '127.0.0.1',
    port: ui.port,
    enableUi: true,
    defaultNamespace: namespace,
    disableNewsFetch: true,
    hideLogs: true,
    // Served over plain HTTP on this machine only, where browsers may drop secure cookies.
    cors: {
      cookieInsecure: true,
      allowOrigins: [`http://127.0.0.1:${ui.port}`, `http://localhost:${ui.port}`],
    },
    // The codec server identifies engineers by a session cookie, hence the credentials.
    codec: { endpoint: ui.codecEndpoint ?? '', passAccessToken: false, includeCredentials: true },
  };
  replaceFile(path.join(configFolder, 'throughline.yaml'), JSON.stringify(config, null, 2));
  return ['--root', folder, '--config', 'ui', '--env', 'throughline', 'start'];
}

/**
 * The ports between the server's parts. Reuses those of the last run if they are free: the database
 * remembers the members for a while, and after a restart the server looks for them there.
 */
async function innerPorts(folder: string): Promise<number[]> {
  const file = path.join(folder, 'ports.json');
  const last = savedPorts(file);
  const free = await Promise.all(last.map(canListen));
  if (last.length === INNER_PORTS && free.every(Boolean)) return last;
  const ports = await freePorts(INNER_PORTS);
  replaceFile(file, JSON.stringify(ports));
  return ports;
}

function savedPorts(file: string): number[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as unknown[]).filter((port) => typeof port === 'number');
  } catch {
    return [];
  }
}

function serverConfig(folder: string, dynamicFile: string, frontendPort: number, ports: readonly number[]) {
  const [frontendMember, history, historyMember, matching, matchingMember, worker, workerMember, http] =
    ports;
  const rpc = (grpcPort: number | undefined, membershipPort: number | undefined, more = {}) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true, ...more },
  });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'main',
      visibilityStore: 'visibility',
      numHistoryShards: 1,
      datastores: { main: sqlite(folder, 'main'), visibility: sqlite(folder, 'visibility') },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: rpc(frontendPort, frontendMember, { httpPort: http }),
      history: rpc(history, historyMember),
      matching: rpc(matching, matchingMember),
      worker: rpc(worker, workerMember),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${frontendPort}`,
          httpAddress: `127.0.0.1:${http ?? 0}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamicFile, pollInterval: '60s' },
  };
}

function sqlite(folder: string, name: string) {
  return {
    sql: {
      pluginName: 'sqlite',
      databaseName: path.join(folder, `${name}.sqlite`),
      connectAddr: 'localhost',
      connectProtocol: 'tcp',
      connectAttributes: { cache: 'private', setup: 'true', journal_mode: 'wal', synchronous: '1' },
      maxConns: 1,
      maxIdleConns: 1,
      maxConnLifetime: '1h',
    },
  };
}

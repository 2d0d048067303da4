/** Temporal's SDK of this process, quiet, and with a count of what it asks of the server. */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { freePorts } from '../src/locks/freePorts';

export interface Metrics {
  /** How many heartbeats of activities have reached the server: billed, and in no history. */
  heartbeats(): Promise<number>;
}

/** Installs the runtime; once in a process, before the first worker. */
export async function installMetrics(): Promise<Metrics> {
  const [port = 0] = await freePorts(1);
  const bindAddress = `127.0.0.1:${port}`;
  Runtime.install({
    ...{ logger: new DefaultLogger('ERROR'), shutdownSignals: [] },
    telemetryOptions: { metrics: { prometheus: { bindAddress } } },
  });
  return {
    heartbeats: async () => {
      const text = await (await fetch(`http://${bindAddress}/metrics`)).text();
      const counts = text.matchAll(
        /^temporal_request\{.*operation="RecordActivityTaskHeartbeat".*\} (\d+)$/gm,
      );
      return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    },
  };
}

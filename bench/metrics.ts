/** Temporal's SDK for this process, without logs, and with metrics of its requests. */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { freePorts } from '../src/locks/freePorts';

export interface Metrics {
  /** How many activity heartbeats have reached the server. They are billed but not in the history. */
  heartbeats(): Promise<number>;
}

/** Installs the runtime. Call it once per process, before the first worker. */
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

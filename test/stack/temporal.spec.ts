import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { processAlive } from '../../src/locks/processIdentity';
import { canListen, freePorts } from '../../src/locks/freePorts';
import { createSupervisor } from '../../src/stack/processes';
import type { TemporalOptions } from '../../src/stack/temporal/options';
import { startTemporal } from '../../src/stack/temporal/start';
import { temporaryFolder } from './support/temporary';

const PHASE = defineSearchAttributeKey('Phase', SearchAttributeType.KEYWORD);
const ATTRIBUTES = { Phase: 'KEYWORD', NextDeadline: 'DATETIME', Hold: 'BOOL' } as const;

describe('a Temporal server of our own', () => {
  const base = temporaryFolder();
  const options = (name: string, more: Partial<TemporalOptions> = {}): TemporalOptions => ({
    dataDir: path.join(base, name),
    frontendPort: 0,
    timeSkipping: false,
    namespace: 'throughline',
    searchAttributes: ATTRIBUTES,
    log: () => undefined,
    ...more,
  });

  it('has its namespace and search attributes ready, and keeps its data over a restart', async () => {
    const first = await startTemporal(options('kept'));
    await within(first.address, async (client) => {
      await client.workflow.start('waits', {
        taskQueue: 'nobody',
        workflowId: 'course-1',
        typedSearchAttributes: [{ key: PHASE, value: 'foundation' }],
      });
    });
    await first.stop();

    const second = await startTemporal(options('kept'));
    await within(second.address, async (client) => {
      const { status } = await client.workflow.getHandle('course-1').describe();
      expect(status.name).toBe('RUNNING');
      expect((await client.workflow.count(`Phase = 'foundation'`)).count).toBe(1);
    });
    await second.stop();
  });

  it('leaves no process and no port behind', async () => {
    const [port = 0, uiPort = 0] = await freePorts(2);
    const supervisor = createSupervisor();
    const started: number[] = [];
    const watching = {
      ...supervisor,
      start: (spec: Parameters<typeof supervisor.start>[0]) => {
        const child = supervisor.start(spec);
        started.push(child.pid);
        return child;
      },
    };
    const temporal = await startTemporal(
      options('clean', {
        frontendPort: port,
        ui: { port: uiPort, codecEndpoint: 'http://127.0.0.1:1/codec' },
      }),
      watching,
    );
    const settings = (await (await fetch(`${temporal.uiUrl ?? ''}/api/v1/settings`)).json()) as object;
    expect(settings).toMatchObject({
      DefaultNamespace: 'throughline',
      Codec: { Endpoint: 'http://127.0.0.1:1/codec' },
    });
    expect(started.length).toBeGreaterThan(0);
    expect(started.every(processAlive)).toBe(true);

    await temporal.stop();
    await supervisor.stop();
    expect(started.some(processAlive)).toBe(false);
    expect(await canListen(port)).toBe(true);
    expect(await canListen(uiPort)).toBe(true);
  });

  it('skips time only where it is asked for', async () => {
    const [real, skipping] = await Promise.all([
      startTemporal(options('real')),
      startTemporal(options('skipping', { timeSkipping: true })),
    ]);
    await expect(skip(skipping.address)).resolves.toBeUndefined();
    await expect(skip(real.address)).rejects.toThrow();
    await Promise.all([real.stop(), skipping.stop()]);
  });

  it('that cannot start is an error with the end of its log', async () => {
    const broken = { kind: 'server', server: process.execPath, ui: '' } as const;
    const starting = startTemporal(options('broken', { programs: broken }));
    await expect(starting).rejects.toThrow(/Temporal server ended unexpectedly[\s\S]*bad option/);
    expect(readFileSync(path.join(base, 'broken', 'server.log'), 'utf8')).toContain('bad option');
  });
});

async function within(address: string, use: (client: Client) => Promise<void>): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await use(new Client({ connection, namespace: 'throughline' }));
  } finally {
    await connection.close();
  }
}

async function skip(address: string): Promise<void> {
  await within(address, async (client) => {
    const { workflowId } = await client.workflow.start('waits', {
      taskQueue: 'nobody',
      workflowId: 'course-2',
    });
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace: 'throughline',
      workflowExecution: { workflowId },
      updateMask: { paths: ['time_skipping_config'] },
      workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
    });
  });
}

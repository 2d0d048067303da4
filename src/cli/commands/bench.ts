import type { Command } from 'commander';

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('measures beside a bare Temporal workflow; takes minutes (docs/performance.md)')
    .option('--quick', 'a smoke test; its numbers mean little')
    .option('--json', 'for programs')
    .action(async (options: { quick?: true; json?: true }) => {
      // Loaded on demand: no other command needs it.
      const { runBench } = await import('../../../bench/index.js');
      await runBench(Object.keys(options).map((name) => `--${name}`));
    });
}

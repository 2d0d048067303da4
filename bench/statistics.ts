/** The quantile `p` of the values (nearest rank). NaN if there are none. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export interface Spread {
  count: number;
  p50: number;
  p95: number;
}

export function spread(values: readonly number[]): Spread {
  return { count: values.length, p50: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

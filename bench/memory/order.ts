/** The request to the memory measurement's child process, and its answer. */
export interface Order {
  kind: 'floor' | 'course';
  count: number;
  address: string;
  taskQueue: string;
  /** The path of the workflow bundle. */
  codePath: string;
}

export interface Footprint {
  /** Workflows in the cache at the end, including those of the warm-up. */
  cached: number;
  /** Per workflow. */
  heapKiB: number;
  rssKiB: number;
}

/** What the memory measurement's child process is asked, and what it answers. */
export interface Order {
  kind: 'floor' | 'course';
  count: number;
  address: string;
  taskQueue: string;
  /** The workflow bundle, in a file. */
  codePath: string;
}

export interface Footprint {
  /** Workflows in the cache at the end, those of the warm-up included. */
  cached: number;
  /** For one workflow. */
  heapKiB: number;
  rssKiB: number;
}

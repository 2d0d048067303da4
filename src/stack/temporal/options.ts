import type { Progress } from '../progress';
import type { SearchAttributes } from './namespace';
import type { Programs } from './obtain';

export interface UiOptions {
  readonly port: number;
  readonly codecEndpoint?: string | undefined;
}

export interface TemporalOptions {
  /** Databases, configuration and logs. What is in it survives a restart. */
  readonly dataDir: string;
  /** 0: any free port. */
  readonly frontendPort: number;
  readonly ui?: UiOptions | undefined;
  /** Clients may fast-forward a workflow's time: for rehearsals and tests only. */
  readonly timeSkipping: boolean;
  readonly namespace: string;
  readonly searchAttributes: SearchAttributes;
  readonly log: Progress;
  /** For tests: the programs to run instead of those on this machine. */
  readonly programs?: Programs;
}

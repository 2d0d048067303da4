import type { Progress } from '../progress';
import type { SearchAttributes } from './namespace';
import type { Programs } from './obtain';

export interface UiOptions {
  readonly port: number;
  readonly codecEndpoint?: string | undefined;
}

export interface TemporalOptions {
  /** Folder of databases, configuration and logs. Its content survives a restart. */
  readonly dataDir: string;
  /** 0: any free port. */
  readonly frontendPort: number;
  readonly ui?: UiOptions | undefined;
  /** Lets clients fast-forward a workflow's time. Only for rehearsals and tests. */
  readonly timeSkipping: boolean;
  readonly namespace: string;
  readonly searchAttributes: SearchAttributes;
  readonly log: Progress;
  /** For tests: run these programs instead of those on this machine. */
  readonly programs?: Programs;
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A terminal and npm may both pass on one Ctrl-C; a person's second one comes later. */
const SECOND_AFTER_MS = 500;

/** One request to stop. A second Ctrl-C ends the process at once; the watchdog then ends its children. */
export interface StopRequest {
  /** Resolves with the name of the first signal. */
  readonly requested: Promise<NodeJS.Signals>;
  /** Listens no more. */
  close(): void;
}

/** Listens for Ctrl-C and its kin. */
export function stopRequest(): StopRequest {
  let firstAt: number | undefined;
  let tell: (signal: NodeJS.Signals) => void;
  const requested = new Promise<NodeJS.Signals>((resolve) => {
    tell = resolve;
  });
  const listener = (signal: NodeJS.Signals): void => {
    firstAt ??= Date.now();
    if (signal === 'SIGINT' && Date.now() - firstAt > SECOND_AFTER_MS) process.exit(130);
    tell(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, listener);
  return {
    requested,
    close: () => {
      for (const signal of STOP_SIGNALS) process.off(signal, listener);
    },
  };
}

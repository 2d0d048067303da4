const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The terminal and npm may both forward a single Ctrl-C. A person's second one comes later. */
const SECOND_AFTER_MS = 500;

/** A request to stop. A second Ctrl-C ends the process at once, and the watchdog then ends its children. */
export interface StopRequest {
  /** Resolves with the name of the first signal. */
  readonly requested: Promise<NodeJS.Signals>;
  /** Stops listening. */
  close(): void;
}

/** Listens for Ctrl-C and similar signals. */
export function stopRequest(): StopRequest {
  let firstAt: number | undefined;
  let resolveRequest: (signal: NodeJS.Signals) => void;
  const requested = new Promise<NodeJS.Signals>((resolve) => {
    resolveRequest = resolve;
  });
  const listener = (signal: NodeJS.Signals): void => {
    firstAt ??= Date.now();
    if (signal === 'SIGINT' && Date.now() - firstAt > SECOND_AFTER_MS) process.exit(130);
    resolveRequest(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, listener);
  return {
    requested,
    close: () => {
      for (const signal of STOP_SIGNALS) process.off(signal, listener);
    },
  };
}

/** Server settings by their Temporal names. */
export type Dynamic = Readonly<Record<string, boolean | number | string>>;

const ALWAYS: Dynamic = {
  // A search attribute is usable at once, not after the cache has expired.
  'system.forceSearchAttributesCacheRefreshOnRead': true,
  // The server would tell its maker every day that it runs here.
  'frontend.enableServerVersionCheck': false,
  // A workflow whose tasks fail is marked after half a minute; by the server's own setting, five, after one.
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': 3,
};

// Lets a client fast-forward one workflow's time. The timer settings keep each skip at milliseconds;
// without the last one, a run after continue-as-new can start late by the whole skip.
const TIME_SKIPPING: Dynamic = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  'history.timerProcessorMaxTimeShift': '1ms',
  'history.timerProcessorMaxPollRPS': 2000,
  'history.workflowIdReuseMinimalInterval': '0s',
};

/** The settings of a development server; time skipping only for rehearsals and tests. */
export function dynamicConfig(timeSkipping: boolean): Dynamic {
  return timeSkipping ? { ...ALWAYS, ...TIME_SKIPPING } : ALWAYS;
}

/** As the server's file: JSON, which YAML includes. */
export function asFile(settings: Dynamic): string {
  const entries = Object.entries(settings).map(([key, value]) => [key, [{ value }]]);
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

/** As the CLI's flags. */
export function asFlags(settings: Dynamic): string[] {
  return Object.entries(settings).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
}

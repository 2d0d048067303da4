/** Server settings by their Temporal names. */
export type Dynamic = Readonly<Record<string, boolean | number | string>>;

const ALWAYS: Dynamic = {
  // Makes search attributes usable at once, not only after the cache expires.
  'system.forceSearchAttributesCacheRefreshOnRead': true,
  // Otherwise the server reports itself to its vendor every day.
  'frontend.enableServerVersionCheck': false,
  // Marks a workflow with failing tasks after half a minute. The default (5) takes a minute.
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': 3,
};

// Lets a client fast-forward one workflow's time. The timer settings make each skip take milliseconds.
// Without the last one, a run after continue-as-new can start late by the whole skip.
const TIME_SKIPPING: Dynamic = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  'history.timerProcessorMaxTimeShift': '1ms',
  'history.timerProcessorMaxPollRPS': 2000,
  'history.workflowIdReuseMinimalInterval': '0s',
};

/** The settings of a development server. Time skipping is only for rehearsals and tests. */
export function dynamicConfig(timeSkipping: boolean): Dynamic {
  return timeSkipping ? { ...ALWAYS, ...TIME_SKIPPING } : ALWAYS;
}

/** The settings as the server's file, in JSON, which is valid YAML. */
export function asFile(settings: Dynamic): string {
  const entries = Object.entries(settings).map(([key, value]) => [key, [{ value }]]);
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

/** The settings as flags of the CLI. */
export function asFlags(settings: Dynamic): string[] {
  return Object.entries(settings).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
}

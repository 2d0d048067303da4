import type { SignalForm } from './forms';
import type { Reporting } from './ReportDialog';

/** The form that takes a report back: by who may report it, or by the lead. `by`: who may report it. */
export const takingBack = (id: string, by: SignalForm['by'], ended: boolean) =>
  ({
    signal: 'signalCorrected',
    preset: { signal: id },
    hide: ['signal'],
    label: 'Take back',
    by: ended ? ['lead'] : [...by, 'lead'],
  }) satisfies Reporting;

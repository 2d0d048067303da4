import { instant } from '../../../src/time/instant';
import { parseScenario, type Scenario } from '../../../src/rehearsal/scenario';
import { fixScript } from '../../../src/rehearsal/script';
import { simulated } from '../../../src/rehearsal/simulated';
import type { Rehearsal } from '../../../src/rehearsal/result';

export const NOW = instant('2026-11-22T12:00:00Z');

/** A short scenario of its own, in the form a person writes it. */
export const written = (more: object): Scenario =>
  parseScenario(
    JSON.stringify({
      ...{ title: 'A short scenario', protocol: 'calm', zone: 'America/Los_Angeles', end: '+30d 12:00' },
      start: { onOrAfter: '01-04', weekday: 'monday', at: '09:00' },
      signals: [],
      ...more,
    }),
    'written.json',
  );

export const rehearsed = (more: object): Rehearsal => simulated(fixScript(written(more), NOW));

/** Three preparation sessions, a week apart. */
export const THREE_PREPARATIONS = {
  repeat: 3,
  everyDays: 7,
  signals: [
    {
      ...{ at: '+0d 11:00', signal: 'sessionScheduled', by: 'frontDesk' },
      with: { kind: 'preparation', start: '+2d 10:00' },
    },
    {
      ...{ at: '+2d 10:50', signal: 'sessionCompleted', by: 'therapist' },
      with: { session: 'preparation-{n}' },
    },
  ],
};

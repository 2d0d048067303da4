import { instant, plusHours } from '../../../src/time/instant';
import { courseAfter, type Setup } from './courses';
import { given, type Scene } from './given';
import { about, moved, released, report } from './signals';

/** A course whose first dosing session ended at exactly `end`, released and with no integration booked. */
export function dosedAt(end: string, setup: Setup = {}): Scene {
  const startsAt = plusHours(instant(end), -45 * 24);
  const start = plusHours(instant(end), -2);
  return given(courseAfter('dosing booked 1', { ...setup, startsAt }))
    .when(moved('dosing-1', start), report('supportPersonConfirmed', { session: 'dosing-1' }))
    .thenAccepted()
    .at(start)
    .when(about('dosingStarted', 'dosing-1'))
    .thenAccepted()
    .at(end)
    .when(about('dosingEnded', 'dosing-1'), released('dosing-1'))
    .thenAccepted();
}

/** Corrections of signals that were sent by mistake. */
import type { Signal, SignalName } from '../../../src/catalog/signals';
import type { Role } from '../../../src/catalog/shapes';
import type { Scene } from './given';
import { report } from './signals';

export const correction = (signal: string, by: Role = 'lead'): Signal =>
  report('signalCorrected', { signal, reason: 'a mistake' }, { by });

/** The ids of the accepted signals of this name, the latest last. */
export const acceptedIds = ({ course }: Scene, name: SignalName): string[] =>
  Object.entries(course.signalLog)
    .filter(([, record]) => record.name === name)
    .sort(([, a], [, b]) => a.seq - b.seq)
    .map(([id]) => id);

export function lastOf(scene: Scene, name: SignalName): string {
  const id = acceptedIds(scene, name).at(-1);
  if (id === undefined) throw new Error(`no ${name} has been accepted`);
  return id;
}

/** Corrections of signals that were sent by mistake. */
import type { Signal, SignalName } from '../../../src/catalog/signals';
import type { Role } from '../../../src/catalog/shapes';
import type { Scene } from './given';
import { said } from './said';

export const taken = (signal: string, by: Role = 'lead'): Signal =>
  said('signalCorrected', { signal, reason: 'a mistake' }, { by });

/** The ids of the accepted signals of this name, the latest last. */
export const toldOf = ({ course }: Scene, name: SignalName): string[] =>
  Object.entries(course.signalLog)
    .filter(([, told]) => told.name === name)
    .sort(([, a], [, b]) => a.seq - b.seq)
    .map(([id]) => id);

export function lastOf(scene: Scene, name: SignalName): string {
  const id = toldOf(scene, name).at(-1);
  if (id === undefined) throw new Error(`no ${name} has been accepted`);
  return id;
}

import { rawProtocol } from '../../src/protocols/load';

type Leaf = Record<string, unknown>;

/** The file of CALM as another version, with other values by their path. */
export function calmAt(version: number, changes: Record<string, unknown> = {}, id = 'calm'): Leaf {
  const raw = structuredClone(rawProtocol('calm')) as Leaf;
  for (const [path, value] of Object.entries(changes)) {
    const parts = path.split('.');
    const last = parts.pop() ?? '';
    const folder = parts.reduce((inner, part) => inner[part] as Leaf, raw);
    folder[last] = { value, source: 'Changed for a test.' };
  }
  return { ...raw, id, version };
}

import { isObject } from '../vocabulary/json';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import { ProtocolError, shippedProtocols, type ProtocolLibrary } from './load';
import type { Signal } from '../catalog/signals';
import { parseSignal } from '../catalog/signals/parse';
import { checkConsistency } from './check';

type Filled = { payload: unknown } | { problems: FieldProblem[] };

/** Whether a value gives only the id and version of a protocol, without its content. */
const namesOnly = (value: unknown): value is { id: string; version: unknown } =>
  isObject(value) &&
  typeof value.id === 'string' &&
  Object.keys(value).every((key) => key === 'id' || key === 'version');

/**
 * Completes a payload for the catalog: where a person gives the id and version of a protocol, the checked content
 * is filled in, so the course keeps exactly that version. Any other payload is returned unchanged.
 */
function filled(name: string, payload: unknown, protocols: ProtocolLibrary = shippedProtocols): Filled {
  if (name !== 'protocolChanged' || !isObject(payload) || !namesOnly(payload.protocol)) return { payload };
  const { id, version } = payload.protocol;
  if (!protocols.ids().includes(id)) return wrong('protocol.id', 'does not exist in this installation');
  try {
    const versions = protocols.versions(id);
    const known = versions.find((each) => each === version);
    return known === undefined
      ? wrong('protocol.version', `this installation has version ${versions.join(', ')}`)
      : { payload: { ...payload, protocol: protocols.load(id, known) } };
  } catch (error) {
    if (error instanceof ProtocolError) return wrong('protocol.id', error.message);
    throw error;
  }
}

type Read = { signal: Signal } | { problems: FieldProblem[] };

/** Checks a payload: its shape and role by the catalog, and the consistency of a protocol in it. Never throws. */
export function readSignal(name: string, payload: unknown): Read {
  const read = parseSignal(name, payload);
  if ('problems' in read || read.signal.name !== 'protocolChanged') return read;
  const problems = checkConsistency(read.signal.protocol);
  return problems.length === 0
    ? read
    : { problems: problems.map(({ path, message }) => ({ field: `protocol.${path}`, message })) };
}

/** Reads a report into a checked signal, with the content of a protocol filled in where only its id is given. */
export function readFilled(name: string, payload: unknown, protocols?: ProtocolLibrary): Read {
  const whole = filled(name, payload, protocols);
  return 'problems' in whole ? whole : readSignal(name, whole.payload);
}

const wrong = (field: string, message: string): Filled => ({ problems: [{ field, message }] });

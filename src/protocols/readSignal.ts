import { isObject } from '../vocabulary/json';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import { ProtocolError, shippedProtocols, type ProtocolLibrary } from './load';
import { parseSignal, type Signal } from '../catalog/signals';
import { checkMeaning } from './check';

type Filled = { payload: unknown } | { problems: FieldProblem[] };

/** Names a protocol and its version, without its content. */
const namesOnly = (value: unknown): value is { id: string; version: unknown } =>
  isObject(value) &&
  typeof value.id === 'string' &&
  Object.keys(value).every((key) => key === 'id' || key === 'version');

/**
 * A payload as the catalog wants it: where people name a protocol and its version, the course is given the
 * content, checked as it is loaded, so that it pins what they meant. Any other payload is returned as it is.
 */
function filled(name: string, payload: unknown, protocols: ProtocolLibrary = shippedProtocols): Filled {
  if (name !== 'protocolChanged' || !isObject(payload) || !namesOnly(payload.protocol)) return { payload };
  const { id, version } = payload.protocol;
  if (!protocols.ids().includes(id)) return wrong('protocol.id', 'there is no such protocol');
  try {
    const protocol = protocols.load(id);
    return protocol.version === version
      ? { payload: { ...payload, protocol } }
      : wrong('protocol.version', `this installation has version ${protocol.version}`);
  } catch (error) {
    if (error instanceof ProtocolError) return wrong('protocol.id', error.message);
    throw error;
  }
}

type Read = { signal: Signal } | { problems: FieldProblem[] };

/** Checks a payload: shape and role by the catalog, and that a protocol in it makes sense. Never throws. */
export function readSignal(name: string, payload: unknown): Read {
  const read = parseSignal(name, payload);
  if ('problems' in read || read.signal.name !== 'protocolChanged') return read;
  const problems = checkMeaning(read.signal.protocol);
  return problems.length === 0
    ? read
    : { problems: problems.map(({ path, message }) => ({ field: `protocol.${path}`, message })) };
}

/** Reads a report into the signal a course takes: checked, and with what it only names filled in. */
export function readFilled(name: string, payload: unknown, protocols?: ProtocolLibrary): Read {
  const whole = filled(name, payload, protocols);
  return 'problems' in whole ? whole : readSignal(name, whole.payload);
}

const wrong = (field: string, message: string): Filled => ({ problems: [{ field, message }] });

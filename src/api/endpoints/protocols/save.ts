import { z } from 'zod';
import { sameJson } from '../../../vocabulary/json';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';
import { ifStillAllowed } from '../../http/stillAllowed';
import { protocolsOf } from '../../protocols';
import { MANAGERS } from '../../roles';
import { ProtocolRef } from '../../schemas';
import { parsedDraft } from './draft';
import { Content } from './read';

export const saveProtocol = endpoint({
  id: 'saveProtocol',
  method: 'post',
  path: '/api/v1/protocols',
  tag: 'Protocols',
  summary: 'Save a new version of a protocol, or a new protocol.',
  description:
    'An existing version never changes: `version` must be the next one, and 1 for a new id. Courses can start with it or ' +
    'move to it at once; open courses stay on theirs until they are moved.',
  roles: MANAGERS,
  success: 'created',
  problems: ['protocol-version-taken'],
  body: z.strictObject({ protocol: Content }).meta({ id: 'NewProtocolVersion' }),
  response: ProtocolRef,
  handler: async ({ body: { protocol: content }, who, deps, now }) => {
    const { id, version } = parsedDraft(content);
    const library = await protocolsOf(deps);
    const newest = library.ids().includes(id) ? (library.versions(id)[0] ?? 0) : 0;
    // An earlier attempt of the same request, whose answer was lost.
    if (newest === version && sameJson(library.raw(id, version), content)) return { id, version };
    if (version !== newest + 1) throw taken(id, newest);
    await ifStillAllowed(deps.store, who, async (all) => {
      const row = { id, version, content, savedAt: now, savedBy: who.staffId };
      if (!(await all.protocols.add(row))) throw taken(id, version);
      await all.audit.append({
        ...{ stream: 'protocols', at: now, kind: 'protocol-saved' },
        ...{ by: { role: who.role, id: who.staffId }, detail: { protocol: { id, version } } },
      });
    });
    return { id, version };
  },
});

function taken(id: string, newest: number): ApiError {
  const detail =
    newest === 0
      ? `There is no protocol "${id}" yet: its first version must be 1.`
      : `The newest version of "${id}" is ${newest}: look at it, then save yours as version ${newest + 1}.`;
  return new ApiError('protocol-version-taken', detail);
}

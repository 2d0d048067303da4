import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { protocolsOf } from '../../protocols';
import { At, Count, Currency } from '../../schemas';
import { STAFF_AND_PARTNERS } from '../../roles';

const VersionOut = z
  .object({
    version: Count,
    savedAt: At.optional().meta({ description: 'Absent: it is a file of the installation.' }),
    savedBy: z.string().optional().meta({ description: 'Id of the person who saved it.', example: 'lead-1' }),
  })
  .meta({ id: 'ProtocolVersion', description: 'A version of a protocol. It never changes.' });

export const protocolShape = {
  id: z.string(),
  version: Count,
  title: z.string(),
  page: z.string().meta({ description: 'Web page that the values come from.' }),
  currency: Currency,
};

const ProtocolSummaryOut = z
  .object({
    ...protocolShape,
    criteria: z
      .array(z.string())
      .meta({ description: 'What a client must meet before the referral. Empty: the protocol lists none.' }),
    versions: z.array(VersionOut).meta({ description: 'The newest first.' }),
  })
  .meta({
    id: 'ProtocolSummary',
    description: 'A protocol that a course can start with, in its newest version.',
  });

/** As a file has them; an odd file has none. */
const Criteria = z
  .object({ screening: z.object({ criteria: z.object({ value: z.array(z.string()) }) }) })
  .transform(({ screening }) => screening.criteria.value)
  .catch([]);

export const listProtocols = endpoint({
  id: 'listProtocols',
  method: 'get',
  path: '/api/v1/protocols',
  tag: 'Protocols',
  summary: 'List protocols.',
  description: 'Those in files, and those that were saved.',
  roles: STAFF_AND_PARTNERS,
  response: z.object({ protocols: z.array(ProtocolSummaryOut) }).meta({ id: 'ProtocolList' }),
  handler: async ({ deps }) => {
    const library = await protocolsOf(deps);
    const saved = await deps.store.protocols.versions();
    return {
      protocols: library.ids().map((id) => ({
        // Its head alone: one that a newer release no longer accepts must not hide the others.
        ...(library.raw(id) as z.input<z.ZodObject<typeof protocolShape>>),
        criteria: Criteria.parse(library.raw(id)),
        versions: library.versions(id).map((version) => {
          const row = saved.find((each) => each.id === id && each.version === version);
          return { version, ...(row && { savedAt: row.savedAt, savedBy: row.savedBy }) };
        }),
      })),
    };
  },
});

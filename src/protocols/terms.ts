/** The content of a protocol as a course pins it: without origins, and holding to every rule of a file. */
import type { z } from 'zod';
import { checkMeaning } from './check';
import { ProtocolSchema, type Protocol } from '../catalog/protocol';
import { plain } from '../catalog/stated';

export const Terms = (plain(ProtocolSchema) as z.ZodType<Protocol, Protocol>)
  .superRefine((protocol, ctx) => {
    for (const { path, message } of checkMeaning(protocol)) {
      ctx.addIssue({ code: 'custom', path: path.split('.'), message });
    }
  })
  .meta({ description: 'The content of that version. Over HTTP it comes from the installation.' });

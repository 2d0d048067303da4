import { z } from 'zod';
import { StaffId } from '../../catalog/careTeam';
import { endpoint } from '../http/endpoint';
import { paged } from '../http/paging';
import { wordsOfRead } from '../readWords';
import { MANAGERS } from '../roles';
import { At, ClientRef, Count, InquiryRef, RoleOut, Uuid } from '../schemas';

const ReadOut = z
  .object({
    number: Count.meta({ description: 'Its number in the audit stream `reads`.' }),
    at: At,
    person: StaffId,
    name: z
      .string()
      .optional()
      .meta({ description: 'Of the person; absent for somebody who is not on the staff.' }),
    role: RoleOut.meta({ description: 'The role in which they looked.' }),
    operation: z.string().meta({ description: 'The operation that showed it.', example: 'readCourse' }),
    what: z.string().meta({ description: 'What they did, in words.', example: 'opened the course' }),
    course: Uuid.optional(),
    clients: z
      .array(ClientRef)
      .meta({ description: 'Whom they saw: at most five, the one you asked for first.' }),
    count: Count.optional().meta({ description: 'How many clients they saw. Absent: everybody, in a file.' }),
    inquiries: z
      .array(InquiryRef)
      .optional()
      .meta({ description: 'Whose inquiries they saw: at most five.' }),
    inquiryCount: Count.optional().meta({ description: 'How many inquiries they saw.' }),
  })
  .meta({ id: 'ReadEntry', description: 'Somebody looked at data of clients.' });

const reads = paged({ id: 'ReadList', rows: 'reads', row: ReadOut, most: 200, usual: 50 });

export const listReads = endpoint({
  id: 'listReads',
  method: 'get',
  path: '/api/v1/reads',
  tag: 'Practice',
  summary: 'List who looked at which clients, the newest first.',
  description:
    'From the audit. Each entry is the begin of a viewing: what a page reads again by itself, or a person within a minute, is in the first. ' +
    'An entry appears a second or two later.',
  roles: MANAGERS,
  problems: reads.problems,
  query: z.strictObject({
    ...reads.query,
    client: Uuid.optional().meta({ description: 'Only who looked at this client.' }),
    person: StaffId.optional().meta({ description: 'Only what this person looked at.' }),
  }),
  response: reads.response,
  handler: async ({ query: { client, person, ...page }, deps: { store } }) => {
    const filter = { ...(client !== undefined && { client }), ...(person !== undefined && { person }) };
    const { reads: rows, next } = await store.reads.list(filter, reads.page(page));
    return {
      reads: rows.map(({ seq, by, operation, ...row }) => ({
        ...{ ...row, number: seq, person: by.id, role: by.role, operation },
        what: wordsOfRead(operation),
      })),
      ...(next !== undefined && { next }),
    };
  },
});

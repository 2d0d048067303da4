import { z } from 'zod';
import { courseEndpoint } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { Count, At } from '../../schemas';

/** No address: who a recipient is stands with the client and the staff. */
const MessageOut = z
  .object({
    key: z.string(),
    template: z.string(),
    recipient: z.string().meta({ description: 'A role; the address is looked up when it is sent.' }),
    safety: z.boolean().meta({ description: 'Knows no quiet hours.' }),
    state: z.enum(['pending', 'sending', 'sent', 'failed', 'dropped', 'unknown']),
    dueAt: At,
    staleAt: At.meta({ description: 'Not sent later than this.' }),
    deferredAt: At.optional().meta({ description: 'Since when the mail server has not taken it.' }),
    sentAt: At.optional(),
    attempts: Count,
    lastError: z.string().optional(),
    dropReason: z.string().optional(),
  })
  .meta({ id: 'Message' });

export const listMessages = courseEndpoint({
  id: 'listMessages',
  method: 'get',
  path: '/api/v1/courses/{id}/messages',
  tag: 'Courses',
  summary: 'List the messages of a course and what became of them.',
  roles: STAFF,
  response: z.object({ messages: z.array(MessageOut) }),
  handler: async ({ params: { id }, deps: { store } }) => {
    return { messages: await store.messages.ofCourse(id) };
  },
});

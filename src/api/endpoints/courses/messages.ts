import { z } from 'zod';
import { namedFor } from '../../clinicalDetail';
import { courseEndpoint } from '../../http/courseAccess';
import { STAFF } from '../../roles';
import { MESSAGE_STATES } from '../../../store';
import { oneOf } from '../../oneOf';
import { At, Count, RecipientOut, TemplateOut, WithheldReasonOut } from '../../schemas';

/** Without addresses: those are kept with the client and the staff. */
const MessageOut = z
  .object({
    key: z.string(),
    template: TemplateOut,
    recipient: RecipientOut,
    safety: z.boolean().meta({ description: 'A safety message is sent even during quiet hours.' }),
    state: oneOf(MESSAGE_STATES, {
      id: 'MessageState',
      description: 'What became of the message. `unknown`: it may or may not have been sent.',
    }),
    dueAt: At,
    staleAt: At.meta({ description: 'It is not sent after this time.' }),
    deferredAt: At.optional().meta({ description: 'Since when the mail server has not accepted it.' }),
    sentAt: At.optional(),
    attempts: Count,
    lastError: z.string().optional(),
    dropReason: WithheldReasonOut.optional(),
  })
  .meta({ id: 'Message', description: 'A message of a course.' });

export const listMessages = courseEndpoint({
  id: 'listMessages',
  method: 'get',
  path: '/api/v1/courses/{id}/messages',
  tag: 'Courses',
  summary: 'List the messages of a course.',
  roles: STAFF,
  response: z.object({ messages: z.array(MessageOut) }).meta({ id: 'MessageList' }),
  handler: async ({ params: { id }, who, deps: { store } }) => {
    const all = await store.messages.ofCourse(id);
    return {
      messages: all.map((message) => {
        const { state, deferredAt } = message;
        const decides = state === 'failed' || state === 'unknown' || deferredAt !== undefined;
        return namedFor(who, message, decides);
      }),
    };
  },
});

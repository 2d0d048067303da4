/** The messages of all courses: what was sent, what was not and why, and what somebody has to decide. */
import { z } from 'zod';
import { InstantText } from '../../../catalog/shapes';
import { whyOf } from '../../../messages/why';
import { MESSAGE_STANDINGS, type MessageFilter } from '../../../store';
import { completedBy } from '../../../vocabulary/tasks';
import { TEMPLATE_IDS } from '../../../vocabulary/templates';
import { mayKnowOf, namedFor } from '../../clinicalDetail';
import { endpoint } from '../../http/endpoint';
import { paged } from '../../http/paging';
import { oneOf } from '../../oneOf';
import { STAFF } from '../../roles';
import { At, ClientRef, Count, Flag, RecipientOut, StaffRoleOut, TemplateOut, Uuid } from '../../schemas';

export const MessageId = z
  .string()
  .regex(/^msg-[0-9a-f]{32}$/, 'must be the id of a message')
  .meta({ example: 'msg-0123456789abcdef0123456789abcdef' });

/** What a message and a planned one have in common. */
export const messageShape = {
  id: MessageId,
  course: Uuid,
  client: ClientRef.optional(),
  key: z
    .string()
    .meta({ description: 'Its key within the course, for `messageResent` and `messageGivenUp`.' }),
  template: TemplateOut,
  recipient: RecipientOut,
  session: z.string().optional().meta({ description: 'The session it is about.', example: 'dosing-4' }),
};

export const filters = {
  course: Uuid.optional().meta({ description: 'Only messages of this course.' }),
  client: Uuid.optional().meta({ description: 'Only messages of the courses of this client.' }),
  template: z.enum(TEMPLATE_IDS).optional().meta({ description: 'Only messages with this text.' }),
};

const PracticeMessage = z
  .object({
    ...messageShape,
    safety: z.boolean(),
    state: oneOf(MESSAGE_STANDINGS, {
      id: 'MessageStanding',
      description:
        'What became of it. `waiting`: it is about to be sent. `parked`: the mail server does not accept it for now. ' +
        '`unknown`: it may have been sent.',
    }),
    why: z.string().meta({ description: 'Why it is in this state.' }),
    dueAt: At,
    staleAt: At.meta({ description: 'It is not sent after this time.' }),
    deferredAt: At.optional().meta({ description: 'Since when the mail server has not accepted it.' }),
    sentAt: At.optional(),
    attempts: Count,
    task: z.string().optional().meta({ description: 'Key of the open task that asks somebody about it.' }),
    completedBy: z.array(StaffRoleOut).readonly().optional().meta({
      description: 'Roles that can complete that task by hand.',
    }),
  })
  .meta({ id: 'PracticeMessage', description: 'A message of any course.' });

const messages = paged({
  ...{ id: 'PracticeMessageList', rows: 'messages', row: PracticeMessage },
  ...{ most: 200, usual: 50 },
});

export const listPracticeMessages = endpoint({
  id: 'listPracticeMessages',
  method: 'get',
  path: '/api/v1/messages',
  tag: 'Messages',
  summary: 'List the messages of all courses.',
  description: 'The latest due first.',
  roles: STAFF,
  problems: messages.problems,
  query: z.strictObject({
    state: z.enum(MESSAGE_STANDINGS).optional().meta({ description: 'Only messages in this state.' }),
    open: Flag.optional().meta({
      description:
        '`true`: only messages that somebody has to decide about: a task asks about them, or they are parked.',
    }),
    ...filters,
    from: InstantText.optional().meta({ description: 'Only messages due from then on.' }),
    before: InstantText.optional().meta({ description: 'Only messages due before then.' }),
    ...messages.query,
  }),
  response: messages.response,
  handler: async ({ query, who, deps: { store } }) => {
    const { state, open, from, before, course, client, template } = query;
    if (template && !mayKnowOf(who, template)) return { messages: [] };
    const filter: MessageFilter = {
      ...(state && { standing: state }),
      ...(open && { open }),
      ...(course !== undefined && { course }),
      ...(client !== undefined && { client }),
      ...(template && { template }),
      ...(from !== undefined && { from }),
      ...(before !== undefined && { before }),
    };
    const found = await store.messageList.list(filter, messages.page(query));
    return {
      messages: found.messages.map(
        ({ standing, courseId, clientId, clientName, facts, taskKind, taskRole, ...message }) => ({
          ...namedFor(who, message, message.task !== undefined || standing === 'parked'),
          ...{ course: courseId, session: facts.session, state: standing },
          ...(clientId !== undefined && { client: { id: clientId, name: clientName ?? '' } }),
          ...(taskKind && taskRole && { completedBy: completedBy({ kind: taskKind, role: taskRole }) }),
          why: whyOf({ standing, ...message }),
        }),
      ),
      next: found.next,
    };
  },
});

import { z } from 'zod';
import { StaffId } from '../../catalog/careTeam';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../../store';
import { Ended, streamEndpoint } from '../http/streamEndpoint';
import { oneOf } from '../oneOf';
import { STAFF } from '../roles';
import { Uuid } from '../schemas';

type Told = Exclude<ChangeKind, 'access'>;
const TOLD = CHANGE_KINDS.filter((kind): kind is Told => kind !== 'access');

const Ready = z.object({ type: z.literal('ready') }).meta({
  id: 'ChangesReady',
  description:
    'From now on every change is told. What came before is not known, so read again what you show. It is also sent after an interruption.',
});
const Interrupted = z.object({ type: z.literal('interrupted') }).meta({
  id: 'ChangesInterrupted',
  description: 'No changes are told until the next `ready`.',
});
const Changed = z
  .object({
    type: z.literal('change'),
    kind: oneOf(TOLD, {
      id: 'ChangeKind',
      description:
        '`course`: a step of a course, with its sessions, tasks and money. `messages`: what became of an e-mail of a course. `client`: contact data. `inquiry`: somebody who is not a client yet. ' +
        '`staff`: somebody on the staff. `practice`: its settings, or a task of the practice as a whole.',
    }),
    course: Uuid.optional(),
    client: Uuid.optional(),
    person: StaffId.optional().meta({ description: 'Who on the staff.' }),
  })
  .meta({ id: 'Change', description: 'Something that has been committed. It has ids only.' });

const ChangeEventOut = z.discriminatedUnion('type', [Ready, Changed, Interrupted, Ended]).meta({
  id: 'ChangeEvent',
  description: 'The data of a server-sent event.',
});

export type ChangeEvent = z.output<typeof ChangeEventOut>;

/** Somebody's access concerns only the streams of that person. */
const aboutAccess = ({ kind }: Change): boolean => kind === 'access' || kind === 'staff';

export const streamChanges = streamEndpoint({
  id: 'streamChanges',
  path: '/api/v1/changes',
  tag: 'Practice',
  summary: 'Hear at once of what changes.',
  description:
    'Server-sent events, as `EventSource` reads them: the data of each is a `ChangeEvent`. The first is `ready`. The stream ends when the ' +
    'server stops or your sign-in or token ends; it does not keep a sign-in from ending. Connect again after a break. At most 10 streams a ' +
    'person.',
  roles: STAFF,
  event: ChangeEventOut,
  handler:
    ({ who, deps: { store } }) =>
    ({ send, check }) =>
      store.changes.subscribe((news) => {
        if (news === 'listening') send({ type: 'ready' });
        else if (news === 'deaf') send({ type: 'interrupted' });
        else {
          if (aboutAccess(news) && news.person === who.staffId) check();
          if (news.kind !== 'access') send({ type: 'change', ...news });
        }
      }),
});

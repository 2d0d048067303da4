/** What an event is about, beyond its name: a session, an e-mail, a task, an amount. */
import type { Recorded } from '../../../course/events';
import { taskSentence } from '../../../vocabulary/calls';
import { TASKS, type TaskKind } from '../../../vocabulary/tasks';
import type { Answer } from '../../client/api';
import {
  DROPPED,
  dollars,
  HOLD_REASONS,
  inWords,
  roleName,
  sessionName,
  templateName,
} from '../../kit/words';

export type Shown = Answer<'get', '/api/v1/courses/{id}/timeline'>['events'][number];

/** Empty if its name says it all. `when`: an instant in words. */
export function aboutEvent(shown: Shown, when: (at: string) => string): string {
  // Further fields depend on the type, which the API's description does not say.
  const event = shown as unknown as Recorded;
  switch (event.type) {
    case 'sessionScheduled':
      return `${sessionName(event.session.ref)}, for ${when(event.session.start)}`;
    case 'sessionRescheduled':
      return `${sessionName(event.session)}, to ${when(event.start)}`;
    case 'messageDue':
      return `${templateName(event.message.template)}, to the ${roleName(event.message.to)}`;
    case 'messageDropped':
    case 'messageWithheld':
      return `${templateName(event.template)}, to the ${roleName(event.to)}. ${DROPPED[event.reason]}`;
    case 'messageDelivered':
    case 'messageUndelivered':
      return templateName(kindOfKey(event.key));
    case 'taskOpened':
      return [TASKS[event.kind], event.session && sessionName(event.session)].filter(Boolean).join(' ');
    case 'taskClosed':
      return taskOfKey(event.key);
    case 'ledgerEntered':
      return `${event.reverses ? 'Reversal: ' : ''}${inWords(event.code)}, ${dollars(event.cents)}`;
    case 'breached':
    case 'noticed':
      return inWords(event.kind);
    case 'signalCorrected':
      return [inWords(event.what), event.session && sessionName(event.session)].filter(Boolean).join(', ');
    case 'courseStarted':
      return `${event.protocol.id}, version ${event.protocol.version}`;
    case 'approvalGranted':
      return `valid until ${when(event.validUntil)}`;
    case 'holdOpened':
      return HOLD_REASONS[event.hold.reason];
    default:
      return 'session' in event && typeof event.session === 'string' ? sessionName(event.session) : '';
  }
}

/** Of a key such as `book-integration:dosing-2`: the kind of what it names. */
export const kindOfKey = (key: string): string => key.split(':', 1)[0] ?? '';

/** What a task asks for, by its key. */
export function taskOfKey(key: string): string {
  const kind = kindOfKey(key);
  return kind in TASKS ? taskSentence({ kind: kind as TaskKind, key }) : inWords(kind);
}

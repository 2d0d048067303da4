/** What to tell a client whom an e-mail did not reach. The key of the task has the key of the message. */
import { TASKS, type TaskKind } from './tasks';
import type { TemplateId } from './templates';

const TELL: Partial<Record<TemplateId, string>> = {
  sessionBooked: 'Tell the client the time and place of their new appointment',
  sessionMoved: 'Tell the client the new time or place of their appointment',
  sessionCancelled: 'Tell the client that their appointment is canceled, and find another time',
  sessionCalledOff: 'Tell the client that their appointment is canceled and will not be rebooked',
  sessionReminder: 'Remind the client of their appointment',
  supportPersonAsk: 'Ask the client to confirm who will stay with them at their appointment',
  integrationInvite: 'Find a time with the client for the integration session',
  integrationWarning: 'Find a time with the client for the integration session, which is due soon',
  checkIn: 'Ask the client how they are, the day after their session',
  followUpDue: 'Find a time with the client for the medical follow-up',
  boosterNotice: 'Tell the client that they can book their next session soon',
  boosterClosing: 'Tell the client that the time to book their next session ends soon',
  boosterMissed: 'Tell the client that the time to book their next session has passed',
  reachOut: 'Ask the client how they would like to continue',
  measureReady: 'Ask the client to answer their questionnaires',
  supplyDelayed: 'Tell the client that their shipment is delayed',
  orderChanged: 'Tell the client that their order has changed, and have them confirm it',
  instructionsReady: 'Tell the client that their instructions are ready, and have them confirm them',
  estimateReady: 'Tell the client that their cost estimate is ready, and have them acknowledge it',
  paymentDue: 'Tell the client that there is an open amount on their account',
  welcome: 'Welcome the client, and tell them how to reach the practice',
  courseDeclined: 'Tell the client the prescriber’s decision, and what the practice can offer them',
  courseEndedEarly: 'Tell the client that the course has ended, and how to reach the practice',
  courseEnded: 'Tell the client that the course has ended, and how to reach the practice',
};

/** Kinds of tasks that ask to call the client. */
const CALLS: readonly TaskKind[] = [
  'call-now',
  'incident',
  'check-in-call',
  'measurement-call',
  'wellness-call',
  'against-advice-call',
  'ask-blank-item',
  'course-reopened',
];

const CALL = /^call-instead-of-mail:(\w+):.*:client$/;

/** Whether a task asks to call the client. */
export const asksForCall = ({ kind, key }: { kind: TaskKind; key: string }): boolean =>
  CALLS.includes(kind) || CALL.test(key);

/** What a person has to do for a task. */
export function taskSentence({ kind, key }: { kind: TaskKind; key: string }): string {
  const template = CALL.exec(key)?.[1];
  const tell = template && TELL[template as TemplateId];
  return tell ? `${tell}: no e-mail has reached them.` : TASKS[kind];
}

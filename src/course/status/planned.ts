/** The e-mails a course will send by itself: the clocks that will fire if nothing else happens. */
import type { MessageOwed } from '../clocks';
import type { MessageFacts, Recipient, WithheldReason } from '../events';
import { actsAt, pending, pendingOnHold } from '../step';
import { byInstant, type Instant } from '../../time/instant';
import type { TemplateId } from '../../vocabulary/templates';
import type { Course } from '../state';

export interface PlannedMessage {
  key: string;
  template: TemplateId;
  to: Recipient;
  /** When it will be due. At night it then waits for the client's morning. */
  at: Instant;
  facts: MessageFacts;
  /** Why it will not go out, as things are. */
  withheld?: WithheldReason;
}

const isMessage = (owed: { kind: string }): owed is MessageOwed => owed.kind === 'message';

const planned = (
  { message: { key, template, to, facts } }: MessageOwed,
  at: Instant,
  withheld?: WithheldReason,
): PlannedMessage => ({ key, template, to, at, facts, ...(withheld && { withheld }) });

/** As of `now`, the earliest first; valid until the next step of the course. Pure. */
export function plannedMessages(course: Course, now: Instant): PlannedMessage[] {
  const { electronicMessages } = course.consents;
  return [
    ...pending(course)
      .filter(isMessage)
      .map((owed) =>
        planned(
          owed,
          actsAt(course, owed, now),
          owed.message.to === 'client' && !electronicMessages ? 'not-consented' : undefined,
        ),
      ),
    ...pendingOnHold(course).map((owed) => planned(owed, owed.due, 'on-hold')),
  ].sort(byInstant(({ at }) => at));
}

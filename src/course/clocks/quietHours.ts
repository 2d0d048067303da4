/** When a message may go out. course.md §5, §9 */
import { laterInWakingHours } from '../../time/calendar';
import type { MessageToSend } from '../events';
import { plusHours, type Instant } from '../../time/instant';
import type { TemplateId } from '../../vocabulary/templates';

type Kind = Pick<MessageToSend, 'to' | 'safety'>;

export const isClientSide = (to: MessageToSend['to']): boolean => to === 'client' || to === 'supportPerson';

/** Whether it goes to the client's side and is not about safety. Only those respect quiet hours and holds. */
export const knowsQuietHours = ({ to, safety }: Kind): boolean => !safety && isClientSide(to);

/** They say when an appointment is, or that it is off: no nudges, so a hold does not withhold them. §9 */
const APPOINTMENTS: ReadonlySet<TemplateId> = new Set(['sessionBooked', 'sessionMoved', 'sessionCancelled']);

export const isHeldBack = (message: Pick<MessageToSend, 'to' | 'safety' | 'template'>): boolean =>
  knowsQuietHours(message) && !APPOINTMENTS.has(message.template);

/** An appointment until this long after 9:00 is too soon for a client who first hears of it at 9:00. */
const SOON_HOURS = 3;

/**
 * When a message that is ready at `at` may go out: at once, or in the client's morning. The morning is too late for
 * what is about an appointment of that morning.
 */
export function mayLeave(
  zone: string,
  message: Kind & Pick<MessageToSend, 'hearsBefore'>,
  at: Instant,
): Instant {
  if (!knowsQuietHours(message)) return at;
  const morning = laterInWakingHours(zone, at);
  const { hearsBefore } = message;
  return hearsBefore && hearsBefore > at && hearsBefore <= plusHours(morning, SOON_HOURS) ? at : morning;
}

/** When a message may go out. course.md §5 */
import { laterInWakingHours } from '../../time/calendar';
import type { MessageToSend } from '../events';
import type { Instant } from '../../time/instant';

type Kind = Pick<MessageToSend, 'to' | 'safety'>;

export const isClientSide = (to: MessageToSend['to']): boolean => to === 'client' || to === 'supportPerson';

/** Whether it goes to the client's side and is not about safety. Only those respect quiet hours and holds. */
export const knowsQuietHours = ({ to, safety }: Kind): boolean => !safety && isClientSide(to);

/** When a message that is ready at `at` may go out: at once, or in the client's morning. */
export const mayLeave = (zone: string, message: Kind, at: Instant): Instant =>
  knowsQuietHours(message) ? laterInWakingHours(zone, at) : at;

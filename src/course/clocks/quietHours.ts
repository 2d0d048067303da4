/** When a message may leave. course.md §5 */
import { laterInWakingHours } from '../../time/calendar';
import type { MessageToSend } from '../events';
import type { Instant } from '../../time/instant';

type Kind = Pick<MessageToSend, 'to' | 'safety'>;

export const isClientSide = (to: MessageToSend['to']): boolean => to === 'client' || to === 'supportPerson';

/** Whether it is for the client's side, safety apart: only such messages are kept from the night, or by a hold. */
export const knowsQuietHours = ({ to, safety }: Kind): boolean => !safety && isClientSide(to);

/** When a message that is ready at `at` may leave: at once, or in the client's morning. */
export const mayLeave = (zone: string, message: Kind, at: Instant): Instant =>
  knowsQuietHours(message) ? laterInWakingHours(zone, at) : at;

import { dayAndTime } from '../../kit/time';

/** When something of a forecast happens. What is due already happens with the report, whenever that is sent. */
export const whenOf = ({ at, kind }: { at: string; kind: string }, zone: string, now = Date.now()): string =>
  kind !== 'session' && Date.parse(at) <= now ? 'at once' : dayAndTime(zone, at, new Date(now));

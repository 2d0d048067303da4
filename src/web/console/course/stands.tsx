/** How a course stands: in the same words on its page and in every list. */
import type { Answer } from '../../client/api';
import { Tag } from '../../kit/Tag';
import { due } from '../../kit/time';
import { whoCan } from '../../kit/words';
import { useZone } from '../session';

type Listed = Answer<'get', '/api/v1/courses'>['courses'][number];

/** `the prescriber`: all who can do what is next. */
export const waitsFor = ({ next, waitingOn }: Pick<Listed, 'next' | 'waitingOn'>): string =>
  whoCan(next?.who ?? (waitingOn === 'nobody' ? [] : [waitingOn]));

/** How late what is next is, or runs out, whatever else it is; else on hold, closed, or by when it is due. */
export function StandsTag({ course }: { course: Pick<Listed, 'next' | 'onHold' | 'closed'> }) {
  const { next, onHold, closed } = course;
  const zone = useZone();
  const urgency = next?.dueBy && due(zone, next.dueBy);
  if (urgency && urgency.tone !== 'none') return <Tag tone={urgency.tone}>{urgency.words}</Tag>;
  if (closed) return <Tag>Closed</Tag>;
  if (onHold) return <Tag tone="soon">On hold</Tag>;
  return <Tag>{urgency ? `Due ${urgency.words}` : 'Open'}</Tag>;
}

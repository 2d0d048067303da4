/** What differs between two forecasts: when something is expected now, and when then. */
import type { Answer } from '../../client/api';
import { Scroll } from '../../kit/Scroll';
import { dollars, entryWords } from '../../kit/words';
import { whenOf } from './whenOf';

type Change = Answer<'post', '/api/v1/courses/{id}/forecast'>['changes'][number];
type Entry = NonNullable<Change['after']>;

const MOST = 12;

interface Props {
  caption: string;
  changes: readonly Change[];
  zone: string;
}

export function Changes({ caption, changes, zone }: Props) {
  const worth = changes.filter(({ before, after }) => (after ?? before)?.kind !== 'step');
  const shown = worth.slice(0, MOST);
  return (
    <>
      <Scroll label={caption}>
        <table>
          <caption className="strong">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">As things are</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ before, after }, index) => {
              const entry = after ?? before;
              return (
                <tr key={index}>
                  <th scope="row">{entry && entryWords(entry)}</th>
                  <td>{before ? at(before, zone) : 'not planned'}</td>
                  <td>{after ? at(after, zone) : 'dropped'}</td>
                </tr>
              );
            })}
            {shown.length === 0 && (
              <tr>
                <td colSpan={3}>Nothing else changes.</td>
              </tr>
            )}
          </tbody>
        </table>
      </Scroll>
      {worth.length > shown.length && <p className="small">And {worth.length - shown.length} more.</p>}
    </>
  );
}

/** Of a session also whether it is booked: what is only expected is nobody's appointment. */
const at = ({ booked, cost, ...entry }: Entry, zone: string): string =>
  [
    whenOf(entry, zone),
    cost && dollars(cost.toCents),
    entry.kind === 'session' && (booked ? 'booked' : 'expected'),
  ]
    .filter(Boolean)
    .join(', ');

import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { useRead } from '../queries';
import type { Shown } from './shown';

/** How this version differs from another, `ID@VERSION`, in sentences. */
export function Differences({ shown: { id, version }, compare }: { shown: Shown; compare: string }) {
  const [other = '', number] = compare.split('@');
  const query = useRead('/api/v1/protocols/{id}/differences', {
    params: { id: other },
    query: { version: Number(number), with: id, withVersion: version },
  });
  return (
    <Card
      title={`From ${other}, version ${number ?? ''}, to this version`}
      count={query.data?.differences.length}
    >
      <Loaded query={query}>{({ differences }) => <Sentences differences={differences} />}</Loaded>
    </Card>
  );
}

export const Sentences = ({ differences }: { differences: readonly { path: string; sentence: string }[] }) =>
  differences.length === 0 ? (
    <p className="empty">There are no differences.</p>
  ) : (
    <ul className="sentences">
      {differences.map(({ path, sentence }) => (
        <li key={path}>{sentence}</li>
      ))}
    </ul>
  );

import { Link } from '@tanstack/react-router';
import { useRead } from '../queries';

/** What to do first, in a practice that has no clients yet. */
export function First() {
  const { data } = useRead('/api/v1/clients', { query: { limit: '1' } });
  if (!data || data.clients.length > 0) return null;
  return (
    <div className="note good">
      <p className="strong">This practice has no clients yet.</p>
      <p>
        <Link to="/clients" search={{}}>
          Add your first client
        </Link>
        , then start a course on the client’s page. From then on, this page says what is next.
      </p>
    </div>
  );
}

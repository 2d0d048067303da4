import { Link } from '@tanstack/react-router';

export function Missing() {
  return (
    <div className="stack">
      <h1>This page does not exist</h1>
      <p>
        <Link to="/today" search={{}}>
          Go to today’s list
        </Link>
      </p>
    </div>
  );
}

import type { ErrorComponentProps } from '@tanstack/react-router';

/** A page that could not be shown: most often a part of it that a newer release has replaced. */
export function Broken({ error }: ErrorComponentProps) {
  const words = error instanceof Error ? error.message : 'unknown';
  return (
    <div className="stack" role="alert">
      <h1>This page could not be shown</h1>
      <p>Load it again. If that does not help, tell an engineer: “{words}”</p>
      <p>
        <button
          type="button"
          className="button primary"
          onClick={() => {
            location.reload();
          }}
        >
          Load again
        </button>
      </p>
    </div>
  );
}

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNote } from './ProblemNote';

interface Props<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** The data of a query, or that it is loading, or why it is not there. What is shown stays while it is read again. */
export function Loaded<T>({ query, children }: Props<T>) {
  if (query.data !== undefined)
    return (
      <>
        {query.isRefetchError && (
          <p className="note soon" role="status">
            This may be out of date: the server does not answer.
          </p>
        )}
        {children(query.data)}
      </>
    );
  if (query.error) return <ProblemNote error={query.error} />;
  return (
    <p className="empty" role="status">
      Loading …
    </p>
  );
}

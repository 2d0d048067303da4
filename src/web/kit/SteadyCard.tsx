import type { ReactNode } from 'react';
import { Card } from './Card';
import { Meanwhile } from './Meanwhile';
import { useSteady, type SteadyRow } from './useSteady';

interface Props<T> {
  title: string;
  count?: number | undefined;
  /** On the right of the title, while the list is as it is. */
  aside?: ReactNode;
  /** Absent while they are not known. */
  rows: readonly T[] | undefined;
  keyOf: (row: T) => string;
  children: (rows: readonly SteadyRow<T>[]) => ReactNode;
}

/** A card with a list that does not move while somebody works in it. What chooses another list stands outside, or is its key. */
export function SteadyCard<T>({ title, count, aside, rows, keyOf, children }: Props<T>) {
  const steady = useSteady(rows, keyOf);
  return (
    <Card title={title} count={count} aside={<Meanwhile {...steady}>{aside}</Meanwhile>}>
      <div {...steady.around}>{children(steady.rows)}</div>
    </Card>
  );
}

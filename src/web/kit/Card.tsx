import { useId, type ReactNode } from 'react';

interface Props {
  title: string;
  count?: number | undefined;
  /** On the right of the title: a link, or a word on the order. */
  aside?: ReactNode;
  children: ReactNode;
}

export function Card({ title, count, aside, children }: Props) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {title}
          {count !== undefined && <span className="count">{count}</span>}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

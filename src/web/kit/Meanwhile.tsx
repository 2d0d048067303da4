import type { ReactNode } from 'react';
import type { Steady } from './useSteady';

interface Props extends Pick<Steady<unknown>, 'added' | 'gone' | 'show'> {
  /** What stands there otherwise. */
  children?: ReactNode;
}

/** What a list that stands still does not show yet. */
export function Meanwhile({ added, gone, show, children }: Props) {
  const words = [added > 0 && `${added} new`, gone > 0 && `${gone} gone`].filter(Boolean).join(', ');
  return (
    <span className="small meanwhile" role="status">
      {words ? (
        <>
          {words}{' '}
          <button type="button" className="inline" onClick={show}>
            Show
          </button>
        </>
      ) : (
        children
      )}
    </span>
  );
}

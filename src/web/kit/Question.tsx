import type { ReactNode } from 'react';
import { Dialog } from './Dialog';

interface Props {
  title: string;
  children: ReactNode;
  /** What the first button says: nothing happens. */
  back?: string;
  /** Besides that; the last is the likeliest. */
  answers: readonly { words: string; onChoose: () => void }[];
  onClose: () => void;
}

/** Asks once, in large buttons, before something that nobody should do by accident. */
export function Question({ title, children, back = 'Not yet', answers, onClose }: Props) {
  const choices = [{ words: back, onChoose: onClose }, ...answers];
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">{children}</div>
      <div className="actions">
        {choices.map(({ words, onChoose }, index) => (
          <button
            key={words}
            type="button"
            className={index === choices.length - 1 ? 'button primary large' : 'button large'}
            onClick={onChoose}
          >
            {words}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

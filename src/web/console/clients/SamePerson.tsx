import type { ReactNode } from 'react';
import { Dialog } from '../../kit/Dialog';
import type { Warning } from '../../client/problem';

interface Props {
  name: string;
  warnings: readonly Warning[];
  /** What has been done, or has not. */
  children: ReactNode;
  onOpen: (client: string) => void;
  /** What the person may answer; the last is the likeliest. */
  answers: readonly { words: string; onChoose: () => void; busy?: boolean }[];
  onClose: () => void;
}

/** Asks about clients who resemble the one that was entered. */
export function SamePerson({ name, warnings, children, onOpen, answers, onClose }: Props) {
  return (
    <Dialog title="Is this the same person?" about={name} onClose={onClose}>
      <ul className="note soon stack">
        {warnings.map(({ sentence, client }) => (
          <li key={sentence + (client ?? '')} className="wrap">
            {sentence}
            {client !== undefined && (
              <button
                type="button"
                className="button"
                onClick={() => {
                  onOpen(client);
                }}
              >
                Open the other one
              </button>
            )}
          </li>
        ))}
      </ul>
      {children}
      <div className="actions">
        {answers.map(({ words, onChoose, busy }, index) => (
          <button
            key={words}
            type="button"
            className={index === answers.length - 1 ? 'button primary' : 'button'}
            disabled={busy}
            onClick={onChoose}
          >
            {words}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

import { useEffect, useState } from 'react';
import { Dialog } from '../kit/Dialog';
import { isTyping } from '../kit/keys';

const KEYS: [string, string][] = [
  ['/', 'Find a client, a course, a place or a report (also Ctrl-K or ⌘K)'],
  ['j', 'Today: the next row'],
  ['k', 'Today: the row before'],
  ['Enter', 'Open what is chosen, or do it'],
  ['← →', 'On the picture of a course: from mark to mark'],
  ['Escape', 'Close what lies over the page'],
  ['?', 'Show these keys'],
];

/** `?` shows what the keys do. */
export function Keys() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '?' || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
    };
  }, []);
  if (!open) return null;
  return (
    <Dialog
      title="Keys"
      onClose={() => {
        setOpen(false);
      }}
    >
      <dl className="facts">
        {KEYS.map(([key, does]) => (
          <div key={key} className="key">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

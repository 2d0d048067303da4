import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  title: string;
  /** Whom and what it is about, so that nobody reports to the wrong client. */
  about?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog: the browser keeps the focus inside, and gives it back when the dialog closes. */
export function Dialog({ title, about, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The browser would take the button that closes it.
    shown?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => {
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="stack">
        <header>
          <div>
            <h2 id={id} className="title">
              {title}
            </h2>
            {about && <p className="quiet">{about}</p>}
          </div>
          <button type="button" className="button plain" onClick={onClose}>
            Close
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

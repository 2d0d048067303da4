import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';

/** Told to the window when a sign-in no longer lies over the screen. */
export const UNLOCKED = 'unlocked';

interface Props {
  title: string;
  /** Whom and what it is about, so that nobody reports to the wrong client. */
  about?: ReactNode;
  onClose: () => void;
  /** For a table or a picture. */
  wide?: boolean;
  children: ReactNode;
}

/** A modal dialog: the browser keeps the focus inside, and gives it back when the dialog closes. */
export function Dialog({ title, about, onClose, wide, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // In the layout phase: it must be closed while it is still in the page, or the focus does not go back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The browser would take the button that closes it.
    shown?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    const again = () => {
      if (shown?.open === false) shown.showModal();
    };
    addEventListener(UNLOCKED, again);
    return () => {
      removeEventListener(UNLOCKED, again);
      shown?.close();
    };
  }, []);
  // Under the sign-in, Escape is not meant for it, though a browser may close it all the same.
  const covered = () => dialog.current?.closest('[inert]') != null;
  return (
    <dialog
      ref={dialog}
      {...(wide && { className: 'wide' })}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        // One that lies over it was meant.
        if (event.target === event.currentTarget && !covered()) onClose();
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

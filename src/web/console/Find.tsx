/** Finds clients and their courses from anywhere: `/` or ⌘K opens it. */
import { useEffect, useId, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { Dialog } from '../kit/Dialog';
import { PHASES } from '../kit/words';
import { useRead } from './queries';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function Find() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k';
      const slash = event.key === '/' && !typing(event.target);
      if (!command && !slash) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
    };
  }, []);
  return (
    <>
      <button
        type="button"
        className="button find"
        aria-label="Find a client"
        onClick={() => {
          setOpen(true);
        }}
      >
        <span>
          Find<span className="wide"> a client</span>
        </span>
        <kbd aria-hidden="true">/</kbd>
      </button>
      {open && (
        <FindDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function FindDialog({ onClose }: { onClose: () => void }) {
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const navigate = useNavigate();
  const wanted = asked.trim();
  const { data } = useRead('/api/v1/courses', { query: { limit: 8, ...(wanted && { text: wanted }) } });
  const found = data?.courses ?? [];
  const go = (course: string | undefined) => {
    if (course === undefined) return;
    onClose();
    void navigate({ to: '/courses/$id', params: { id: course }, search: {} });
  };
  return (
    <Dialog title="Find a client" onClose={onClose}>
      <div className="field">
        <label htmlFor={id}>Name</label>
        <input
          id={id}
          className="input"
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] && `${id}-${at}`}
          autoFocus
          autoComplete="off"
          value={asked}
          onChange={(event) => {
            setAsked(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
            else if (event.key === 'Enter') go(found[at]?.id);
            else return;
            event.preventDefault();
          }}
        />
      </div>
      <ul id={`${id}-list`} role="listbox" aria-label="Courses" className="options">
        {found.map(({ id: course, client, phase }, index) => (
          <li
            key={course}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => {
              go(course);
            }}
          >
            <span className="strong">{client?.name ?? 'Without a client'}</span>
            <span className="small">{PHASES[phase]}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="small">
        {found.length === 0 && data ? 'Nobody found.' : ''}
      </p>
    </Dialog>
  );
}

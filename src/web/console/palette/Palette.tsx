/** Finds clients, courses, places and reports from anywhere: `/` or ⌘K opens it. */
import { useEffect, useId, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { Dialog } from '../../kit/Dialog';
import { isTyping } from '../../kit/keys';
import { ReportDialog, type Reporting } from '../reports/ReportDialog';
import { useFound } from './found';

export function Palette() {
  const [open, setOpen] = useState(false);
  const [reporting, setReporting] = useState<Reporting & { course: string }>();
  const params = useParams({ strict: false });
  // Of the pages with an id, only a course and its sessions are about a course.
  const course = location.pathname.includes('/courses/') ? params.id : undefined;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k';
      const slash = event.key === '/' && !isTyping(event.target);
      // What somebody is entering in a dialog comes first.
      if ((!command && !slash) || document.querySelector('dialog[open]')) return;
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
        aria-label="Find"
        onClick={() => {
          setOpen(true);
        }}
      >
        <span>
          Find<span className="wide"> anything</span>
        </span>
        <kbd aria-hidden="true">/</kbd>
      </button>
      {open && (
        <Finding
          course={course}
          onReport={(what) => {
            if (course !== undefined) setReporting({ ...what, course });
          }}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
      {reporting && (
        <ReportDialog
          {...reporting}
          onClose={() => {
            setReporting(undefined);
          }}
        />
      )}
    </>
  );
}

interface Props {
  course: string | undefined;
  onReport: (what: Reporting) => void;
  onClose: () => void;
}

function Finding({ course, onReport, onClose }: Props) {
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const { found, settled } = useFound(asked, course, onReport);
  const groups = [...new Set(found.map(({ group }) => group))];
  // Enter before everything is found chooses once it is: what is first may still change.
  const [waits, setWaits] = useState(false);
  const choose = (index: number) => {
    const chosen = found[index];
    if (!chosen) return;
    onClose();
    chosen.go();
  };
  useEffect(() => {
    if (!waits || !settled) return;
    setWaits(false);
    choose(at);
  });
  return (
    <Dialog title="Find" onClose={onClose}>
      <div className="field">
        <label htmlFor={id}>Name, e-mail address, telephone, place or report</label>
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
            else if (event.key === 'Enter') setWaits(true);
            else return;
            event.preventDefault();
          }}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Found" className="options">
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <p className="small" aria-hidden="true">
              {group}
            </p>
            {found.map((each, index) =>
              each.group === group ? (
                <div
                  key={each.key}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  className="option"
                  onClick={() => {
                    choose(index);
                  }}
                >
                  <span className="strong">{each.words}</span>
                  <span className="small">{each.more}</span>
                </div>
              ) : null,
            )}
          </div>
        ))}
      </div>
      <p role="status" className="small">
        {found.length === 0 && settled ? 'Nothing found.' : ''}
      </p>
    </Dialog>
  );
}

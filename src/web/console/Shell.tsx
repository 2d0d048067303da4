/** What is around every screen: the practice, the places, finding a client, and who is signed in. */
import { useId, useState } from 'react';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { post } from '../client/api';
import { setTheme, theme, type Theme } from '../kit/theme';
import { roleName } from '../kit/words';
import { Keys } from './Keys';
import { Palette } from './palette/Palette';
import { NotLive } from './live/NotLive';
import { DAILY, OTHERS } from './places';
import { Band } from './rehearsal/Band';
import { Toast } from './reports/Toast';
import { useOverdue } from './overdue';
import { useRead } from './queries';
import { useSender, useUnsent } from './runSheet/outbox';
import { useSession } from './session';
import './shell.css';

export function Shell() {
  useSender();
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <Band />
      <Places />
      <main id="main" tabIndex={-1}>
        <NotLive />
        <Outlet />
      </main>
      <Toast />
      <Keys />
    </div>
  );
}

function Places() {
  const { practice, roles: own, rehearsal } = useSession();
  const [shown, setShown] = useState(false);
  const rest = useId();
  // Each of its sections is the practice.
  const inPractice = useMatches().some(({ routeId }) => routeId === '/practice/$section');
  const mine = OTHERS.filter(({ roles }) => roles.some((role) => own.includes(role)));
  return (
    <nav
      className="side"
      aria-label="Main"
      onKeyDown={({ key }) => {
        if (key === 'Escape') setShown(false);
      }}
    >
      <p className="brand">{practice.name}</p>
      <Palette />
      {DAILY.map(({ name, ...place }) => (
        <Link key={name} {...place}>
          {name}
          {name === 'Today' && <Overdue />}
        </Link>
      ))}
      <button
        type="button"
        className="button menu"
        aria-expanded={shown}
        aria-controls={rest}
        onClick={() => {
          setShown(!shown);
        }}
      >
        More
      </button>
      <div id={rest} className={shown ? 'rest shown' : 'rest'}>
        {mine.map(({ name, roles: _, ...place }) => (
          <Link
            key={name}
            {...place}
            {...(name === 'Practice' && inPractice && { 'aria-current': 'page' as const })}
            onClick={() => {
              setShown(false);
            }}
          >
            {name}
            {name === 'Inquiries' && <Owed />}
          </Link>
        ))}
        {rehearsal && (
          <Link
            to="/rehearsal"
            onClick={() => {
              setShown(false);
            }}
          >
            Rehearsal
          </Link>
        )}
        <Person />
      </div>
    </nav>
  );
}

function Overdue() {
  const overdue = useOverdue() ?? 0;
  return (
    overdue > 0 && (
      <span className="number" aria-label={`${overdue} overdue for you`}>
        {overdue}
      </span>
    )
  );
}

function Owed() {
  const owed = useRead('/api/v1/morning').data?.inquiries?.owed ?? 0;
  return (
    owed > 0 && (
      <span className="number" aria-label={`${owed} owed`}>
        {owed}
      </span>
    )
  );
}

function Person() {
  const { person, roles } = useSession();
  const unsent = useUnsent();
  const [shown, setShown] = useState<Theme>(theme());
  const leave = async () => {
    // Also without a line: then the session ends by itself, and nothing of a client stays in this tab.
    await post('/api/v1/session/sign-out', { body: {} }).catch(() => undefined);
    sessionStorage.clear();
    location.replace('/console/today');
  };
  return (
    <details className="person">
      <summary>{person.name}</summary>
      <p className="small">{roles.map(roleName).join(', ')}</p>
      <Link to="/account">Your account</Link>
      <label className="small">
        Colors{' '}
        <select
          className="input"
          value={shown}
          onChange={(event) => {
            const chosen = event.target.value as Theme;
            setTheme(chosen);
            setShown(chosen);
          }}
        >
          <option value="system">As the system</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </label>
      {unsent > 0 && (
        <p className="note soon" role="status">
          Not sent yet: {unsent} {unsent === 1 ? 'entry' : 'entries'} of a run sheet. They stay on this
          device, for you alone, and are sent when you sign in here again.
        </p>
      )}
      <button type="button" className="button" onClick={() => void leave()}>
        Sign out
      </button>
    </details>
  );
}

/** The sessions of the practice: by day, week and month, or as a list. */
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Loaded } from '../../kit/Loaded';
import { daySpan, today, zoneName } from '../../kit/time';
import { useRead } from '../queries';
import { useSignalForms } from '../reports/forms';
import { ReportDialog, type Reporting } from '../reports/ReportDialog';
import { useSession, useZone } from '../session';
import { keyOf, type Listed } from '../sessions/Readiness';
import './calendar.css';
import { byPerson } from './people';
import { ChooseCourse } from './ChooseCourse';
import { DayList } from './DayList';
import { PersonList } from './PersonList';
import { periodOf, stepped, titleOf, VIEWS, type View } from './period';
import { SessionDialog } from './SessionDialog';
import { Whose } from './Whose';

const Grid = lazy(async () => ({ default: (await import('./Grid')).Grid }));
const Columns = lazy(async () => ({ default: (await import('./Columns')).Columns }));

const WORDS: Record<View, string> = { day: 'Day', week: 'Week', month: 'Month', list: 'List' };

const isNarrow = (): boolean => matchMedia('(max-width: 760px)').matches;

/** A list where there is no room for a week. */
const usual = (): View => (isNarrow() ? 'list' : 'week');

/** An address that says more is another one. */
const WITH_ABSENT = { explicitUndefined: true } as const;

/** What is open over the calendar. */
type Open =
  | { what: 'session'; key: string }
  | { what: 'choose'; start: string | undefined }
  | { what: 'report'; course: string; reporting: Reporting; moving?: { session: Listed; start: string } };

export function Calendar() {
  const zone = useZone();
  const navigate = useNavigate();
  const { person, roles } = useSession();
  const search = useSearch({ from: '/calendar' });
  const { view = usual(), date = today(zone), whose } = search;
  const { from, days } = periodOf(view, date);
  const canSplit = view === 'day' || view === 'list';
  const split = canSplit && search.by === 'person';
  const sessions = useRead('/api/v1/sessions', { query: daySpan(zone, from, days) });
  const staff = useRead('/api/v1/practice/staff', {}, split);
  const [open, setOpen] = useState<Open>();
  const forms = useSignalForms();
  const may = (signal: 'sessionRescheduled' | 'sessionScheduled'): boolean =>
    roles.some((role) => forms.get(signal)?.by.includes(role));
  const close = () => {
    setOpen(undefined);
  };
  const holder = whose === 'mine' ? person.id : whose;
  const shown = (all: readonly Listed[]) =>
    all.filter(
      ({ status, closed, holders }) =>
        status !== 'cancelled' &&
        !(closed && status === 'scheduled') &&
        (holder === undefined || holders.some(({ id }) => id === holder)),
    );
  const at = (to: string) => ({ ...search, date: to === today(zone) ? undefined : to });
  return (
    <>
      <div className="head">
        <div>
          <h1>Calendar</h1>
          <p className="quiet" aria-live="polite">
            {titleOf(view, date)} · times in {zoneName(zone)}
          </p>
        </div>
        <div className="wrap">
          <nav className="segments" aria-label="View">
            {VIEWS.map((each) => (
              <Link
                key={each}
                to="/calendar"
                search={{ ...search, view: each }}
                aria-current={each === view ? 'page' : undefined}
              >
                {WORDS[each]}
              </Link>
            ))}
          </nav>
          <nav className="segments" aria-label="Period">
            <Link to="/calendar" search={at(stepped(view, date, -1))}>
              Back
            </Link>
            <Link to="/calendar" search={at(today(zone))} activeOptions={WITH_ABSENT}>
              Today
            </Link>
            <Link to="/calendar" search={at(stepped(view, date, 1))}>
              Next
            </Link>
          </nav>
          {canSplit && (
            <nav className="segments" aria-label="Arranged">
              <Link
                to="/calendar"
                search={{ ...search, by: undefined }}
                activeOptions={WITH_ABSENT}
                aria-current={split ? undefined : 'page'}
              >
                Together
              </Link>
              <Link
                to="/calendar"
                search={{ ...search, by: 'person' }}
                aria-current={split ? 'page' : undefined}
              >
                By person
              </Link>
            </nav>
          )}
          <Whose
            value={whose}
            onChange={(next) => {
              void navigate({ to: '/calendar', search: { ...search, whose: next } });
            }}
          />
          {may('sessionScheduled') && (
            <button
              type="button"
              className="button primary"
              onClick={() => {
                setOpen({ what: 'choose', start: undefined });
              }}
            >
              Book a session
            </button>
          )}
        </div>
      </div>
      <Loaded query={sessions}>
        {({ sessions: all, consults: talks, closedDays, hours, more }) => {
          const consults = talks.filter(({ consult }) => holder === undefined || consult.staff.id === holder);
          const columns = byPerson(shown(all), consults, staff.data?.staff ?? [], holder);
          const opened = open?.what === 'session' && all.find((each) => keyOf(each) === open.key);
          const props = {
            ...{ view, date, closedDays, hours, consults, sessions: shown(all) },
            moving: open?.what === 'report' ? open.moving : undefined,
            onOpen: (session: Listed) => {
              setOpen({ what: 'session', key: keyOf(session) });
            },
            onOpenInquiry: (id: string) => {
              void navigate({ to: '/inquiries/$id', params: { id } });
            },
            onMove: (session: Listed, start: string) => {
              const reporting = {
                ...{ signal: 'sessionRescheduled' as const, preset: { session: session.ref, start } },
              };
              setOpen({ what: 'report', course: session.course, reporting, moving: { session, start } });
            },
            onBook: (start: string) => {
              if (may('sessionScheduled')) setOpen({ what: 'choose', start });
            },
          };
          return (
            <>
              {more && (
                <p className="note soon">
                  There are more sessions than can be shown. Choose a shorter period.
                </p>
              )}
              {split && (view === 'list' || isNarrow()) ? (
                <PersonList columns={columns} dated={view === 'list'} onOpen={props.onOpen} />
              ) : view === 'list' ? (
                <DayList {...props} />
              ) : (
                <Suspense fallback={<p className="empty">Loading …</p>}>
                  {split ? <Columns {...props} columns={columns} /> : <Grid {...props} />}
                </Suspense>
              )}
              {opened && (
                <SessionDialog
                  session={opened}
                  mayMove={may('sessionRescheduled')}
                  onReport={(reporting) => {
                    setOpen({ what: 'report', course: opened.course, reporting });
                  }}
                  onClose={close}
                />
              )}
            </>
          );
        }}
      </Loaded>
      {open?.what === 'choose' && (
        <ChooseCourse
          start={open.start}
          onClose={close}
          onChoose={(course) => {
            const preset = open.start === undefined ? {} : { start: open.start };
            setOpen({ what: 'report', course, reporting: { signal: 'sessionScheduled', preset } });
          }}
        />
      )}
      {open?.what === 'report' && <ReportDialog course={open.course} {...open.reporting} onClose={close} />}
    </>
  );
}

/** Day, week and month, by FullCalendar: loaded with the first of these views. */
import FullCalendar, { type EventDropInfo, type EventInput } from '@fullcalendar/react';
import dayGrid from '@fullcalendar/react/daygrid';
import interaction from '@fullcalendar/react/interaction';
import theme from '@fullcalendar/react/themes/classic';
import timeGrid from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import { civilTime, clock, plusDays, dayOf } from '../../kit/time';
import { inWords, SETTINGS } from '../../kit/words';
import { fromMs, plusMinutes, type Instant } from '../../../time/instant';
import { WEEKDAYS, type Hours } from '../../../time/opening';
import type { ListedConsult } from '../inquiries/ConsultRow';
import { CONSULTS } from '../inquiries/words';
import { useZone } from '../session';
import { clashWord, keyOf, readinessOf, type Listed } from '../sessions/Readiness';
import './grid.css';
import type { View } from './period';

export interface CalendarProps {
  view: View;
  date: string;
  sessions: readonly Listed[];
  /** Those beside which they are shown: all have the same hours. */
  among?: readonly Listed[];
  /** Of people who are not clients yet. */
  consults: readonly ListedConsult[];
  closedDays: readonly string[];
  /** Of the practice. */
  hours: Hours;
  /** A session shown at another time than it is booked for: somebody has dragged it there and not decided yet. */
  moving: { session: Listed; start: string } | undefined;
  onOpen: (session: Listed) => void;
  onOpenInquiry: (id: string) => void;
  onMove: (session: Listed, start: string) => void;
  /** An empty slot was chosen. */
  onBook: (start: string) => void;
}

const NAMES: Record<Exclude<View, 'list'>, string> = {
  day: 'timeGridDay',
  week: 'timeGridWeek',
  month: 'dayGridMonth',
};

const SIGNS = { harm: '✕', soon: '◷', good: '✓', none: '' } as const;
/** A day is never shown shorter. */
const USUAL = { from: 8, to: 18 };

/** Of half an hour, in pixels: all three lines of a session of 45 minutes can be read. */
const SLOT_HEIGHT = 36;

const two = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export function Grid(props: CalendarProps) {
  const {
    view,
    date,
    sessions,
    among = sessions,
    consults,
    closedDays,
    hours,
    moving,
    onOpen,
    onMove,
    onBook,
  } = props;
  const { onOpenInquiry } = props;
  const zone = useZone();
  const events: EventInput[] = sessions.map((session) => {
    const moved = moving && keyOf(moving.session) === keyOf(session) ? moving.start : undefined;
    const start = (moved ?? session.start) as Instant;
    return {
      id: keyOf(session),
      title: session.client?.name ?? 'Without a client',
      start,
      end: plusMinutes(start, session.minutes),
      startEditable: session.status === 'scheduled',
      className: `session ${readinessOf(session).tone} ${moved ? 'moved' : ''} ${session.status === 'cancelled' ? 'off' : ''}`,
      extendedProps: { session },
    };
  });
  const talks = consults.map(({ inquiry, consult }): EventInput => ({
    id: `consult ${inquiry.id}`,
    title: inquiry.name,
    start: consult.start,
    end: plusMinutes(consult.start as Instant, consult.minutes),
    startEditable: false,
    className: 'session',
    extendedProps: { inquiry: inquiry.id, how: CONSULTS[consult.setting] },
  }));
  const closed = closedDays.flatMap((day): EventInput[] => {
    const all = { start: day, end: plusDays(day, 1), display: 'background', className: 'closed-day' };
    return [
      { ...all, id: `closed ${day}`, title: 'Closed', allDay: true },
      ...(view === 'month' ? [] : [{ ...all, id: `closed hours ${day}`, allDay: false }]),
    ];
  });
  const edges = edgesOf(zone, [...among, ...consults.map(({ consult }) => consult)], hours);
  const drop = ({ event, revert }: EventDropInfo) => {
    const session = event.extendedProps.session as Listed;
    const start = event.start;
    // It is shown at the new time by `moving`, until that is decided.
    revert();
    if (start) onMove(session, fromMs(start.getTime()));
  };
  return (
    <div className="calendar card">
      <FullCalendar
        key={`${view} ${date}`}
        plugins={[timeGrid, dayGrid, interaction, theme]}
        headerToolbar={false}
        initialView={view === 'list' ? NAMES.week : NAMES[view]}
        initialDate={date}
        timeZone={zone}
        height="auto"
        nowIndicator
        allDaySlot={closedDays.length > 0 && view !== 'month'}
        allDayText="Day"
        dayHeaders={props.among === undefined}
        slotMinTime={two(edges.from)}
        slotMaxTime={two(edges.to)}
        slotDuration="00:30"
        snapDuration="00:15"
        slotMinHeight={SLOT_HEIGHT}
        businessHours={openIn(hours)}
        events={[...events, ...talks, ...closed]}
        eventInteractive
        eventDurationEditable={false}
        slotEventOverlap={false}
        eventMinHeight={40}
        dayMaxEvents={5}
        moreLinkClass="more-link"
        eventContent={({ event }) =>
          event.display === 'background' ? (
            <span className="closed-word">{event.title}</span>
          ) : event.extendedProps.inquiry !== undefined ? (
            <span className={view === 'month' ? 'content short' : 'content'}>
              <span className="when">{clock(zone, event.start?.toISOString() ?? '')}</span>{' '}
              <span className="strong">{event.title}</span>{' '}
              <span className={view === 'month' ? 'hidden' : 'what'}>
                consult, {String(event.extendedProps.how)}
              </span>
            </span>
          ) : (
            <Content
              session={event.extendedProps.session as Listed}
              start={event.start}
              short={view === 'month'}
            />
          )
        }
        eventClick={({ event }) => {
          if (event.extendedProps.inquiry !== undefined) onOpenInquiry(String(event.extendedProps.inquiry));
          if (event.extendedProps.session) onOpen(event.extendedProps.session as Listed);
        }}
        eventDrop={drop}
        dateClick={({ date: at, allDay }) => {
          if (!allDay) onBook(fromMs(at.getTime()));
        }}
      />
    </div>
  );
}

/** Before everything else: where there is little room, only its sign is left, and the word is read aloud. */
const Conflict = ({ word }: { word: string }) => (
  <span className="conflict" title={word}>
    <span className="sign" aria-hidden="true">
      !
    </span>
    <span className="word">{word}</span>
  </span>
);

interface ContentProps {
  session: Listed;
  start: Date | null;
  /** One line: where all is well, the word is only read aloud. In a narrow column it is, too. */
  short: boolean;
}

function Content({ session, start, short }: ContentProps) {
  const zone = useZone();
  const { tone, words } = readinessOf(session);
  const conflict = clashWord(session);
  return (
    <span className={short ? 'content short' : 'content'}>
      {conflict && (
        <>
          <Conflict word={conflict} />{' '}
        </>
      )}
      <span className="when">{clock(zone, start?.toISOString() ?? session.start)}</span>{' '}
      <span className={`state ${tone}`}>
        <span aria-hidden="true">{SIGNS[tone]}</span>{' '}
        <span className={short && tone !== 'harm' ? 'hidden' : 'word'}>{words}</span>
      </span>{' '}
      <span className="strong">{session.client?.name ?? 'Without a client'}</span>{' '}
      <span className={short ? 'hidden' : 'what'}>
        {inWords(session.kind)}
        <span className="rest"> session</span>, {SETTINGS[session.setting]}
      </span>
    </span>
  );
}

const openIn = (hours: Hours) =>
  WEEKDAYS.flatMap((weekday, index) => {
    const open = hours[weekday];
    return open ? [{ daysOfWeek: [index], startTime: open.opens, endTime: open.closes }] : [];
  });

const hourOf = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;

/** The full hours that the grid shows: the usual ones, those of the practice, and those of every session. */
function edgesOf(zone: string, sessions: readonly Pick<Listed, 'start' | 'minutes'>[], hours: Hours) {
  const open = Object.values(hours);
  const starts = sessions.map(({ start }) => hourOf(civilTime(zone, start as Instant)));
  const ends = sessions.map(({ start, minutes }) => {
    const end = plusMinutes(start as Instant, minutes);
    return dayOf(zone, end) === dayOf(zone, start) ? hourOf(civilTime(zone, end)) : 24;
  });
  return {
    from: Math.floor(Math.min(USUAL.from, ...open.map(({ opens }) => hourOf(opens)), ...starts)),
    to: Math.ceil(Math.max(USUAL.to, ...open.map(({ closes }) => hourOf(closes)), ...ends)),
  };
}

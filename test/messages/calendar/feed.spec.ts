/** The calendar of a person, read by ical.js as a calendar program does: times only by the VTIMEZONE in the file. */
import ICAL from 'ical.js';
import { feedText, type FeedEvent } from '../../../src/messages/calendar/feed';
import { instant, plusMinutes, toMs } from '../../../src/time/instant';

const event = (change: Partial<FeedEvent>): FeedEvent => ({
  ...{ uid: 'abc@cedar.example', start: instant('2027-03-15T18:00:00Z'), minutes: 90, takesPlace: true },
  ...{ own: true, url: 'https://care.example/console/courses/1', at: instant('2027-03-01T12:00:00Z') },
  ...change,
});

const SPAN = { from: instant('2027-01-30T08:00:00Z'), before: instant('2027-08-28T07:00:00Z') };

function read(zone: string, events: readonly FeedEvent[], span = SPAN) {
  const text = feedText({ zone, ...span, events });
  const calendar = new ICAL.Component(ICAL.parse(text) as object[]);
  ICAL.TimezoneService.reset();
  for (const each of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(each);
  return {
    text,
    calendar,
    events: calendar.getAllSubcomponents('vevent').map((each) => {
      const { uid, summary, startDate, endDate } = new ICAL.Event(each);
      return {
        ...{ uid, summary, start: startDate.toJSDate().getTime(), end: endDate.toJSDate().getTime() },
        zone: each.getFirstProperty('dtstart')?.getParameter('tzid'),
        status: each.getFirstPropertyValue('status'),
        transparency: each.getFirstPropertyValue('transp'),
      };
    }),
  };
}

const ZONES = [
  'America/Los_Angeles',
  'America/Phoenix',
  'Europe/Dublin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
];

it.each(ZONES)(
  'in %s every session is at its instant, on both sides of each change of the clocks',
  (zone) => {
    // Every eleven hours from before one change until after the next ones.
    const count = Math.floor((toMs(SPAN.before) - toMs(SPAN.from)) / (11 * 3_600_000));
    const starts = Array.from({ length: count }, (_, each) => plusMinutes(SPAN.from, each * 11 * 60));
    const { events } = read(
      zone,
      starts.map((start, each) => event({ start, uid: `${each}@cedar.example` })),
    );
    expect(events.map(({ start }) => start)).toEqual(starts.map(toMs));
    expect(events.map(({ end }) => end)).toEqual(starts.map((start) => toMs(plusMinutes(start, 90))));
  },
);

it('is the instant in the hour that comes again, too', () => {
  const starts = ['2027-11-07T09:30:00Z'].map((each) => instant(each));
  const span = { from: instant('2027-10-01T07:00:00Z'), before: instant('2028-04-01T07:00:00Z') };
  const { events } = read(
    'America/Los_Angeles',
    starts.map((start) => event({ start })),
    span,
  );
  expect(events.map(({ start }) => start)).toEqual(starts.map(toMs));
});

it('reveals nothing, and says whose time it takes', () => {
  const { text, events, calendar } = read('America/Los_Angeles', [
    event({}),
    event({ own: false }),
    event({ takesPlace: false }),
  ]);
  expect(events).toMatchObject([
    { summary: 'Appointment', status: 'CONFIRMED', transparency: 'OPAQUE', zone: 'America/Los_Angeles' },
    { summary: 'Appointment of a colleague', status: 'CONFIRMED', transparency: 'TRANSPARENT' },
    { summary: 'Appointment', status: 'CANCELLED', transparency: 'TRANSPARENT' },
  ]);
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Appointments');
  expect(text).not.toMatch(/ketamine|dosing|therap|preparation|ATTENDEE|ORGANIZER/i);
});

it('is the same text for the same sessions, whenever it is made', () => {
  const once = feedText({ zone: 'America/Los_Angeles', ...SPAN, events: [event({})] });
  expect(feedText({ zone: 'America/Los_Angeles', ...SPAN, events: [event({})] })).toBe(once);
  expect(once).toContain('DTSTAMP:20270301T120000Z\r\n');
});

it('is a calendar when there is nothing in it', () => {
  expect(read('America/Los_Angeles', []).events).toEqual([]);
});

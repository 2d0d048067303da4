import fc from 'fast-check';
import { fromMs, instant, toMs } from '../../../src/time/instant';
import { invitationText, type Invitation } from '../../../src/messages/calendar/invitation';
import { readCalendar } from '../support/calendarReader';

const invitation = (change: Partial<Invitation> = {}): string =>
  invitationText({
    method: 'REQUEST',
    uid: 'abc@cedar.example',
    sequence: 0,
    start: instant('2027-03-15T18:00:00Z'),
    minutes: 90,
    zone: 'America/Los_Angeles',
    practice: { name: 'Cedar Practice', address: 'office@cedar.example' },
    attendee: 'someone@mail.example',
    at: instant('2027-03-01T12:00:00Z'),
    ...change,
  });

const ZONES = [
  'America/Los_Angeles',
  'America/New_York',
  'America/Phoenix',
  'Pacific/Honolulu',
  'America/St_Johns',
  'Europe/Dublin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'UTC',
];

describe('the calendar file', () => {
  it("shows local time in the client's zone and includes that zone", () => {
    const text = invitation();
    expect(text).toContain('DTSTART;TZID=America/Los_Angeles:20270315T110000\r\n');
    expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:America/Los_Angeles\r\n');
    expect(text).not.toMatch(/X-|TIMEZONE-ID/);
  });

  it('gives the same instants in every zone at every time of the year', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({
          min: toMs(instant('2025-01-01T00:00Z')) / 60_000,
          max: toMs(instant('2032-01-01T00:00Z')) / 60_000,
        }),
        fc.integer({ min: 1, max: 720 }),
        (zone, startMinute, minutes) => {
          const start = fromMs(startMinute * 60_000);
          const read = readCalendar(invitation({ zone, start, minutes }));
          expect(read.start).toBe(toMs(start));
          expect(read.end).toBe(toMs(start) + minutes * 60_000);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['the last minute before clocks go forward', '2027-03-14T09:59:00Z'],
    ['the first minute after', '2027-03-14T10:00:00Z'],
    ['the repeated hour, first pass', '2027-11-07T08:30:00Z'],
    ['the repeated hour, second pass', '2027-11-07T09:30:00Z'],
    ['the evening of the same day', '2027-11-08T02:00:00Z'],
  ])('holds on the clock-change nights: %s', (_, start) => {
    expect(readCalendar(invitation({ start: instant(start) })).start).toBe(Date.parse(start));
  });

  it('keeps the entry and raises its sequence on a move, and cancels it on a cancellation', () => {
    const moved = readCalendar(invitation({ sequence: 1 }));
    const canceled = readCalendar(invitation({ method: 'CANCEL', sequence: 2 }));
    expect(moved).toMatchObject({
      method: 'REQUEST',
      sequence: 1,
      status: 'CONFIRMED',
      uid: 'abc@cedar.example',
    });
    expect(canceled).toMatchObject({ method: 'CANCEL', sequence: 2, status: 'CANCELLED', uid: moved.uid });
  });

  it("is dated by the course's clock, in UTC", () => {
    expect(readCalendar(invitation()).stamp).toBe('20270301T120000Z');
  });

  it('keeps special characters in a name on one line', () => {
    const text = invitation({
      practice: { name: 'Cedar "Ash", Oak; Elm\nX', address: 'office@cedar.example' },
    });
    expect(readCalendar(text).summary).toBe('Appointment with Cedar "Ash"\\, Oak\\; Elm\\nX');
    expect(text).toMatch(/ORGANIZER;CN="Cedar Ash, Oak; Elm[^"\n]*X":mailto:office@cedar.example\r\n/);
  });
});

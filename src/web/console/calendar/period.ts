/** What a view of the calendar shows: from which day on, how many, and what its neighbors are. */
import { plusDays } from '../../kit/time';

export const VIEWS = ['day', 'week', 'month', 'list'] as const;
export type View = (typeof VIEWS)[number];

const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const weekOf = (date: string): string => plusDays(date, -weekday(date));
const firstOf = (date: string): string => `${date.slice(0, 7)}-01`;

/** Six weeks hold every month. */
const MONTH_DAYS = 42;

export function periodOf(view: View, date: string): { from: string; days: number } {
  switch (view) {
    case 'day':
      return { from: date, days: 1 };
    case 'week':
      return { from: weekOf(date), days: 7 };
    case 'month':
      return { from: weekOf(firstOf(date)), days: MONTH_DAYS };
    case 'list':
      return { from: date, days: 7 };
  }
}

/** The day to show after going one step back or ahead. */
export function stepped(view: View, date: string, step: 1 | -1): string {
  switch (view) {
    case 'day':
      return plusDays(date, step);
    case 'week':
    case 'list':
      return plusDays(date, 7 * step);
    case 'month':
      return firstOf(plusDays(firstOf(date), step === 1 ? 31 : -1));
  }
}

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options });
const MONTH = format({ month: 'long', year: 'numeric' });
const DAY = format({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const SPAN = format({ month: 'long', day: 'numeric', year: 'numeric' });

/** `February 2027`, `February 14 – 20, 2027`. */
export function titleOf(view: View, date: string): string {
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  if (view === 'month') return MONTH.format(at(date));
  if (view === 'day') return DAY.format(at(date));
  const { from, days } = periodOf(view, date);
  return SPAN.formatRange(at(from), at(plusDays(from, days - 1)));
}

/** A course that began before the practice kept it here: its history as reports, and what follows from them. Pure. */
import type { Actor, Signal } from '../catalog/signals';
import { byInstant, earliest, plusMinutes, type Instant } from '../time/instant';
import type { Reason } from '../vocabulary/reasons';
import { happened } from './decide';
import type { EventOf, Recorded } from './events';
import type { Course } from './state';
import { adopt, start, take } from './step';

/** When it began, and since when it is kept here. */
export type BeganElsewhere = Omit<EventOf<'courseStarted'>, 'type'> & { takenOverAt: Instant };

export interface TakenOver {
  /** As after its first step. */
  course: Course;
  events: Recorded[];
  /** Ids of the reports that were taken. */
  consumed: string[];
  /** Reports that are not possible, each with every reason. */
  refused: { signal: Signal; reasons: Reason[] }[];
}

/**
 * Takes the reports in the order in which they happened, each at its own time, so that every rule but the gates holds for
 * them. Nothing is sent. A report without a time, or with one that is not past, is about the moment before the takeover.
 * What is to be done from then on follows with the next step.
 */
export function takeOver(first: BeganElsewhere, reports: readonly Signal[], by: Actor): TakenOver {
  const { takenOverAt } = first;
  const last = plusMinutes(takenOverAt, -1);
  const refused: TakenOver['refused'] = [];
  const events: Recorded[] = [];
  const begun = start(first, by, first.at);
  events.push(...begun.events);
  let { course } = begun;
  const timed = reports.map((signal) => ({ signal, at: earliest([happened(signal) ?? last, last]) ?? last }));
  for (const { signal, at } of timed.sort(byInstant((each) => each.at))) {
    const taken = take(course, signal, at);
    if (!taken.answer.accepted) {
      refused.push({ signal, reasons: taken.reasons });
      continue;
    }
    ({ course } = taken);
    events.push(...taken.events);
  }
  // People said all of it at the takeover, whenever it happened.
  const recorded = events.map((event) => ({ ...event, recordedAt: takenOverAt }));
  const consumed = reports
    .map(({ id }) => id)
    .filter((id) => !refused.some(({ signal }) => signal.id === id));
  return {
    course: adopt(undefined, { events: recorded, refusals: [], consumed }),
    events: recorded,
    consumed,
    refused,
  };
}

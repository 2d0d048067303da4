/** Holds what was lived against what the scenario expects: a sentence for each difference. */
import type { Rehearsal } from './result';
import { evolve } from '../course/evolve';
import type { Recorded } from '../course/events';
import type { Instant } from '../time/instant';
import { dosesInSupply } from '../course/selectors/selectors';
import type { Course } from '../course/state';
import { status } from '../course/status/status';
import type { Expectation, Scenario } from './scenario';
import type { FixedScript } from './script';
import { resolveWhen } from './instants';

type Wanted = Scenario['expect'];
type At = (when: string) => Instant;

export function mismatches(script: FixedScript, lived: Rehearsal): string[] {
  const { expect, zone } = script.scenario;
  const at: At = (when) => resolveWhen(when, script.start, zone);
  return [
    ...answers(script, lived),
    ...totals(expect, lived),
    ...messages(expect, lived, at),
    ...tasks(expect, lived, at),
    ...end(expect, lived),
  ];
}

const differs = (what: string, wanted: unknown, got: unknown): string[] =>
  wanted === undefined || JSON.stringify(wanted) === JSON.stringify(got)
    ? []
    : [`${what}: expected ${show(wanted)}, was ${show(got)}`];

const show = (value: unknown): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

function answers({ lines }: FixedScript, { signals }: Rehearsal): string[] {
  return lines.flatMap(({ signal, at, expect }, index) => {
    const lived = signals[index];
    const said = `${at} ${signal.name}`;
    if (!lived) return differs(said, wanted(expect), 'not said');
    const got = lived.outcome === 'accepted' ? 'accepted' : `refused (${lived.code ?? ''})`;
    const codes = (lived.reasons ?? []).map((each) => each.split(':')[0]);
    return [
      ...differs(said, wanted(expect), got),
      ...(expect === 'accepted' ? [] : differs(`${said}, reasons`, expect.reasons, codes)),
    ];
  });
}

const wanted = (expect: Expectation): string =>
  expect === 'accepted' ? 'accepted' : `refused (${expect.refused})`;

function totals({ chargesCents, breaches, outcome }: Wanted, lived: Rehearsal): string[] {
  return [
    ...differs('charges in cents', chargesCents, lived.ledger.chargesCents),
    ...differs('breaches', breaches, lived.breaches.length),
    ...differs('outcome', outcome, stateOf(lived.events)?.closed?.outcome ?? 'open'),
  ];
}

function messages({ messages: sent = [], never = [] }: Wanted, lived: Rehearsal, at: At): string[] {
  const gone = lived.messages.filter(({ state }) => state !== 'dropped' && state !== 'failed');
  const same = (want: { template: string; to?: string | undefined }, got: (typeof gone)[number]) =>
    got.template === want.template && (want.to === undefined || got.recipient === want.to);
  return [
    ...sent.flatMap((want) =>
      gone.some((got) => same(want, got) && (want.at === undefined || got.at === at(want.at)))
        ? []
        : [`message ${described(want)}: expected, did not go out${found(gone, (got) => same(want, got))}`],
    ),
    ...never.flatMap((want) =>
      gone
        .filter((got) => same(want, got) && (want.after === undefined || got.at > at(want.after)))
        .map((got) => `message ${described(want)}: went out ${got.at}, should never`),
    ),
  ];
}

/** A mail server's answer, and the task that follows from it, comes seconds after a message was due. */
const minute = (at: Instant): string => at.slice(0, 'YYYY-MM-DDTHH:MM'.length);

function tasks({ tasks: opened = [] }: Wanted, { events }: Rehearsal, at: At): string[] {
  const all = events.flatMap((event) => (event.type === 'taskOpened' ? [event] : []));
  return opened.flatMap((want) => {
    const same = (got: (typeof all)[number]) =>
      got.kind === want.kind && (want.role === undefined || got.role === want.role);
    return all.some((got) => same(got) && (want.at === undefined || minute(got.at) === minute(at(want.at))))
      ? []
      : [`task ${want.kind}: expected, was not opened${found(all, same)}`];
  });
}

function end({ atEnd }: Wanted, { events, end: now }: Rehearsal): string[] {
  const course = stateOf(events);
  if (!atEnd || !course) return [];
  const { phase, waitingOn, gates, tasks: open, balanceCents } = status(course, now);
  const sorted = (codes?: string[]) => codes && [...codes].sort();
  return [
    ...differs('phase at the end', atEnd.phase, phase),
    ...differs('waiting on at the end', atEnd.waitingOn, waitingOn),
    ...differs('gates at the end', sorted(atEnd.gates), sorted(gates.map(({ code }) => code))),
    ...differs('tasks at the end', sorted(atEnd.tasks), sorted(open.map(({ kind }) => kind))),
    ...differs('doses in supply at the end', atEnd.dosesInSupply, dosesInSupply(course)),
    ...differs('balance in cents at the end', atEnd.balanceCents, balanceCents),
  ];
}

interface Described {
  template: string;
  to?: string | undefined;
  at?: string | undefined;
}

const described = ({ template, to, at }: Described): string =>
  [template, to && `to ${to}`, at && `at ${at}`].filter(Boolean).join(' ');

function found<T extends { at: Instant }>(all: readonly T[], same: (got: T) => boolean): string {
  const near = all.filter(same).map(({ at }) => at);
  return near.length > 0 ? ` (but ${near.join(', ')})` : '';
}

function stateOf(events: readonly Recorded[]): Course | undefined {
  let course: Course | undefined;
  for (const event of events) course = evolve(course, event);
  return course;
}

/** Compares a rehearsal with what its scenario expects: one line for each difference. */
import { usableDoses } from '../course/selectors/supply';
import type { Rehearsal, RehearsedMessage, RehearsedSignal } from './result';
import { evolve } from '../course/evolve';
import type { Recorded } from '../course/events';
import type { Instant } from '../time/instant';
import type { Course } from '../course/state';
import { status } from '../course/status/status';
import type { Expectation, Scenario } from './scenario';
import type { FixedScript } from './script';
import { resolveWhen } from './instants';

type Wanted = Scenario['expect'];
type At = (when: string) => Instant;

export function mismatches(script: FixedScript, rehearsal: Rehearsal): string[] {
  const { expect, zone } = script.scenario;
  const at: At = (when) => resolveWhen(when, script.start, zone);
  return [
    ...answers(script, rehearsal),
    ...totals(expect, rehearsal),
    ...messages(expect, rehearsal, at),
    ...tasks(expect, rehearsal, at),
    ...end(expect, rehearsal),
  ];
}

const differs = (what: string, wanted: unknown, got: unknown): string[] =>
  wanted === undefined || JSON.stringify(wanted) === JSON.stringify(got)
    ? []
    : [`${what}: expected ${show(wanted)}, was ${show(got)}`];

const show = (value: unknown): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

function answers({ lines }: FixedScript, { signals }: Rehearsal): string[] {
  return lines.flatMap(({ signal, at, expect }, index) => {
    const answered = signals[index];
    const line = `${at} ${signal.name}`;
    if (!answered) return differs(line, wanted(expect), 'not reported');
    const got = answered.outcome === 'accepted' ? 'accepted' : `refused (${answered.code ?? ''})`;
    const codes = (answered.reasons ?? []).map((each) => each.split(':')[0]);
    return [
      ...differs(line, wanted(expect), got),
      ...(isRefusal(expect) ? differs(`${line}, reasons`, expect.reasons, codes) : []),
      ...warned(line, expect, answered),
    ];
  });
}

type Refused = Extract<Expectation, { refused: string }>;
const isRefusal = (expect: Expectation): expect is Refused =>
  typeof expect === 'object' && 'refused' in expect;

const wanted = (expect: Expectation): string =>
  isRefusal(expect) ? `refused (${expect.refused})` : 'accepted';

/** Every code once, in any order. */
function warned(line: string, expect: Expectation, { warnings = [] }: RehearsedSignal): string[] {
  if (typeof expect !== 'object' || !('warnings' in expect)) return [];
  const codes = warnings.map((each) => each.split(':')[0] ?? '');
  return differs(`${line}, warnings`, [...expect.warnings].sort(), [...new Set(codes)].sort());
}

function totals(
  { chargesCents, breaches, outcome }: Wanted,
  { ledger, events, ...got }: Rehearsal,
): string[] {
  return [
    ...differs('charges in cents', chargesCents, ledger.chargesCents),
    ...differs('breaches', breaches, got.breaches.length),
    ...differs('outcome', outcome, stateOf(events)?.closed?.outcome ?? 'open'),
  ];
}

interface Named {
  template: string;
  to?: string | undefined;
}

const same = (want: Named, got: RehearsedMessage): boolean =>
  got.template === want.template && (want.to === undefined || got.recipient === want.to);

/** It came due and did not go out, for a reason that a person must deal with. */
const isWithheld = ({ state, reason }: RehearsedMessage): boolean =>
  (NOT_SENT.has(state) || state === 'withheld') && reason !== 'superseded';

const NOT_SENT: ReadonlySet<string> = new Set(['dropped', 'failed']);

const whyNot = ({ state, reason }: RehearsedMessage): string => reason ?? state;

function messages({ messages: wantedOnes = [], never = [], ...rest }: Wanted, rehearsal: Rehearsal, at: At) {
  const sent = rehearsal.messages.filter(({ state }) => state !== 'withheld' && !NOT_SENT.has(state));
  const withheld = rehearsal.messages.filter(isWithheld);
  const expected = rest.withheld ?? [];
  const asExpected = (want: (typeof expected)[number], got: RehearsedMessage) =>
    same(want, got) &&
    (want.at === undefined || minute(got.at) === minute(at(want.at))) &&
    (want.reason === undefined || want.reason === whyNot(got));
  const forbidden = (want: (typeof never)[number], got: RehearsedMessage) =>
    same(want, got) && (want.after === undefined || got.at > at(want.after));
  return [
    ...wantedOnes.flatMap((want) =>
      sent.some((got) => same(want, got) && (want.at === undefined || got.at === at(want.at)))
        ? []
        : [`message ${described(want)}: expected, was not sent${nearMisses(sent, (got) => same(want, got))}`],
    ),
    ...never.flatMap((want) => [
      ...sent
        .filter((got) => forbidden(want, got))
        .map((got) => `message ${described(want)}: was sent at ${got.at}, expected never`),
      ...withheld
        .filter((got) => forbidden(want, got) && !expected.some((each) => asExpected(each, got)))
        .map(
          (got) =>
            `message ${described(want)}: was only withheld at ${got.at} (${whyNot(got)}), expected never`,
        ),
    ]),
    ...expected.flatMap((want) =>
      withheld.some((got) => asExpected(want, got))
        ? []
        : [
            `message ${described(want)}: expected to be withheld${want.reason ? ` (${want.reason})` : ''}, was not`,
          ],
    ),
  ];
}

/** Times are compared by the minute: a mail server answers, and a task opens, seconds after a message was due. */
const minute = (at: Instant): string => at.slice(0, 'YYYY-MM-DDTHH:MM'.length);

function tasks({ tasks: opened = [] }: Wanted, { events }: Rehearsal, at: At): string[] {
  const all = events.flatMap((event) => (event.type === 'taskOpened' ? [event] : []));
  return opened.flatMap((want) => {
    const same = (got: (typeof all)[number]) =>
      got.kind === want.kind && (want.role === undefined || got.role === want.role);
    return all.some((got) => same(got) && (want.at === undefined || minute(got.at) === minute(at(want.at))))
      ? []
      : [`task ${want.kind}: expected, was not opened${nearMisses(all, same)}`];
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
    ...differs('doses in supply at the end', atEnd.dosesInSupply, usableDoses(course)),
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

function nearMisses<T extends { at: Instant }>(all: readonly T[], same: (got: T) => boolean): string {
  const near = all.filter(same).map(({ at }) => at);
  return near.length > 0 ? ` (but ${near.join(', ')})` : '';
}

function stateOf(events: readonly Recorded[]): Course | undefined {
  let course: Course | undefined;
  for (const event of events) course = evolve(course, event);
  return course;
}

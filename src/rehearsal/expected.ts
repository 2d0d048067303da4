/** Compares a rehearsal with what its scenario expects: one line for each difference. */
import { usableDoses } from '../course/selectors/supply';
import type { Rehearsal, RehearsedMessage, RehearsedSignal } from './result';
import { evolve } from '../course/evolve';
import type { Recorded } from '../course/events';
import type { Instant } from '../time/instant';
import type { Course } from '../course/state';
import { status } from '../course/status/status';
import { refundDueCents } from '../course/money/credit';
import type { Scenario } from './scenario';
import { isRefusal, type Expectation, type State } from './steps';
import type { FixedScript, StateCheck } from './script';
import { resolveWhen } from './instants';

type Wanted = Scenario['expect'];
type At = (when: string) => Instant;

export function mismatches(script: FixedScript, rehearsal: Rehearsal): string[] {
  const { expect, zone } = script.scenario;
  const at: At = (when) => resolveWhen(when, script.start, zone);
  const { before, after } = steps(script, rehearsal);
  return [
    ...before,
    ...(after ?? []),
    ...[
      ...totals(expect, rehearsal),
      ...messages(expect, rehearsal, at),
      ...tasks(expect, rehearsal, at),
      ...(expect.atEnd ? state('at the end', expect.atEnd, stateOf(rehearsal.events), rehearsal.end) : []),
    ].map(after ? following : asItIs),
  ];
}

const asItIs = (line: string): string => line;
const following = (line: string): string => `  may follow from it: ${line}`;

/**
 * The answers and the states in between, in order. Once a step went otherwise than expected, what differs after it
 * is listed under it.
 */
function steps(script: FixedScript, rehearsal: Rehearsal): { before: string[]; after?: string[] } {
  const before: string[] = [];
  let after: string[] | undefined;
  const add = (lines: string[]): void => {
    if (after) after.push(...lines.map(following));
    else before.push(...lines);
  };
  for (let index = 0; index <= script.lines.length; index += 1) {
    for (const check of script.checks.filter((each) => each.after === index))
      add(between(check, script, rehearsal));
    const { otherwise, lines } = answer(script, rehearsal, index);
    add(lines);
    if (otherwise) after ??= [];
  }
  return { before, ...(after && { after }) };
}

const differs = (what: string, wanted: unknown, got: unknown): string[] =>
  wanted === undefined || JSON.stringify(wanted) === JSON.stringify(got)
    ? []
    : [`${what}: expected ${show(wanted)}, was ${show(got)}`];

const show = (value: unknown): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

/** How one report was answered; `otherwise` if it took effect, or did not, against expectation. */
function answer(
  { lines }: FixedScript,
  { signals }: Rehearsal,
  index: number,
): { otherwise: boolean; lines: string[] } {
  const line = lines[index];
  if (!line) return { otherwise: false, lines: [] };
  const { signal, when, expect } = line;
  const answered = signals[index];
  const what = `${when} ${signal.name}`;
  if (!answered) return { otherwise: true, lines: differs(what, wanted(expect), 'not reported') };
  const codes = (answered.reasons ?? []).map((each) => each.split(':')[0]);
  const accepted = answered.outcome === 'accepted';
  const asWanted = isRefusal(expect) ? answered.code === expect.refused : accepted;
  const refusedAs = answered.reasons?.[0] ?? answered.code ?? '';
  return {
    otherwise: accepted === isRefusal(expect),
    lines: [
      ...(asWanted ? [] : differs(what, wanted(expect), accepted ? 'accepted' : `refused (${refusedAs})`)),
      ...(isRefusal(expect) ? differs(`${what}, reasons`, expect.reasons, codes) : []),
      ...warned(what, expect, answered),
    ],
  };
}

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

/** The state at a moment between the reports: what came due or was reported until then. */
function between(
  { at, when, state: want, after }: StateCheck,
  { lines }: FixedScript,
  { events }: Rehearsal,
): string[] {
  const reported = new Set(lines.slice(0, after).map(({ signal }) => signal.id));
  const later = new Set(
    lines
      .slice(after)
      .map(({ signal }) => signal.id)
      .filter((id) => !reported.has(id)),
  );
  // On a server, everything of a minute is recorded some seconds after it began.
  const next = events.findIndex(
    ({ recordedAt, cause }) => minute(recordedAt) > minute(at) || later.has(cause),
  );
  return state(when, want, stateOf(next < 0 ? events : events.slice(0, next)), at);
}

function state(moment: string, want: State, course: Course | undefined, now: Instant): string[] {
  if (!course) return [];
  const got = status(course, now);
  const codes = (list?: readonly string[]) => list && [...list].sort();
  const [before, behind] = moment === 'at the end' ? ['', ` ${moment}`] : [`${moment} `, ''];
  const compared = (what: string, wantedOne: unknown, one: unknown) =>
    differs(`${before}${what}${behind}`, wantedOne, one);
  return [
    ...compared('phase', want.phase, got.phase),
    ...compared('waiting on', want.waitingOn, got.waitingOn),
    ...compared('waiting', codes(want.waiting), codes(got.waiting.blockers.map(({ what }) => what))),
    ...compared('gates', codes(want.gates), codes(got.gates.map(({ code }) => code))),
    ...compared('tasks', codes(want.tasks), codes(got.tasks.map(({ kind }) => kind))),
    ...compared('on hold', want.onHold, got.onHold),
    ...compared('doses in supply', want.dosesInSupply, usableDoses(course)),
    ...compared('balance in cents', want.balanceCents, got.balanceCents),
    ...compared('refund due in cents', want.refundDueCents, refundDueCents(course)),
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

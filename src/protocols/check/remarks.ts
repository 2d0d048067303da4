/** Remarks on a valid protocol. */
import { dollars, isExactFee } from '../../course/money/prices';
import { SESSION_KINDS } from '../../vocabulary/sessionKinds';
import { estimate } from '../estimate';
import type { Protocol } from '../../catalog/protocol';
import { origins } from '../../catalog/stated';

/** What to look at before a version is saved: the total the page states, where the prices now add up to something else. */
export function doubts(protocol: Protocol): string[] {
  const { fees: each, estimate: page } = protocol;
  const exact = SESSION_KINDS.every((kind) => isExactFee(each[kind]));
  const { statedTotalCents: stated } = page;
  if (stated === undefined || !exact) return [];
  const { practiceToCents: total } = estimate(protocol);
  return stated === total
    ? []
    : [`The page states a total of ${dollars(stated)}, but the sessions add up to ${dollars(total)}.`];
}

function neverMeasured({ measures: { afterCycles }, dosing: { planned } }: Protocol): string[] {
  const beyond = afterCycles.filter((cycle) => cycle > planned);
  return beyond.length === 0
    ? []
    : [
        `measures.afterCycles names ${beyond.length === 1 ? 'cycle' : 'cycles'} ${beyond.join(', ')}, but only ${planned} dosing sessions are planned.`,
      ];
}

/** Worth knowing about a valid protocol: how much is assumed, which prices are missing, what does not add up. */
export function remarks(raw: unknown, protocol: Protocol): string[] {
  const { payWhen: _when, ...each } = protocol.fees;
  const all = [...origins(raw).values()];
  const assumed = all.filter((origin) => 'assumed' in origin).length;
  return [
    `${all.length - assumed} values are from the page, ${assumed} are assumed.`,
    ...Object.entries(each).flatMap(([kind, fee]) =>
      fee.kind === 'unknown'
        ? [`fees.${kind} must be entered before there can be an estimate: ${fee.ask}`]
        : [],
    ),
    ...doubts(protocol),
    ...neverMeasured(protocol),
  ];
}

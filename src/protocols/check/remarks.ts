/** What is right in a protocol but worth knowing. */
import { dollars, exactFee, SESSION_KINDS } from '../../course/money/prices';
import { estimate } from '../estimate';
import type { Protocol } from '../../catalog/protocol';
import { origins } from '../../catalog/stated';

/** What the page says a course costs, where the prices now come to something else. */
function otherTotal(protocol: Protocol): string[] {
  const { fees: each, estimate: page } = protocol;
  const exact = SESSION_KINDS.every((kind) => exactFee(each[kind]));
  const { statedTotalCents: stated } = page;
  if (stated === undefined || !exact) return [];
  const { practiceToCents: total } = estimate(protocol);
  return stated === total
    ? []
    : [`estimate.statedTotalCents is ${dollars(stated)}, and the sessions come to ${dollars(total)}.`];
}

function neverMeasured({ measures: { afterCycles }, dosing: { planned } }: Protocol): string[] {
  const beyond = afterCycles.filter((cycle) => cycle > planned);
  return beyond.length === 0
    ? []
    : [`measures.afterCycles names ${beyond.join(', ')}, and ${planned} dosing sessions are planned.`];
}

/** What is right but worth knowing: how much is assumed, which prices are still to be entered, what does not fit. */
export function remarks(raw: unknown, protocol: Protocol): string[] {
  const { payWhen: _when, ...each } = protocol.fees;
  const all = [...origins(raw).values()];
  const assumed = all.filter((origin) => 'assumed' in origin).length;
  return [
    `${all.length - assumed} values are from the page, ${assumed} are assumed.`,
    ...Object.entries(each).flatMap(([kind, fee]) =>
      fee.kind === 'unknown' ? [`fees.${kind} is to be entered before there is an estimate: ${fee.ask}`] : [],
    ),
    ...otherTotal(protocol),
    ...neverMeasured(protocol),
  ];
}

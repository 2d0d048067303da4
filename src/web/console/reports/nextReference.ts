/** The reference after another one: `estimate-2` after `estimate-1`. Each estimate needs its own. */
export function nextReference(last: string | undefined): string {
  if (last === undefined) return 'estimate-1';
  const next = last.replace(/\d{1,9}$/, (number) => String(Number(number) + 1).padStart(number.length, '0'));
  return next === last ? `${last}-2` : next;
}

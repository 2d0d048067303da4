/** What is shown, by the word in the address. */
export const MONEY_TABS = ['unpaid', 'unbilled', 'drifting', 'packages', 'refunds', 'credits'] as const;
export type MoneyTab = (typeof MONEY_TABS)[number];

export const AGES = ['0-30', '31-60', '61-90', 'over-90'] as const;
export type Age = (typeof AGES)[number];

export interface MoneySearch {
  list?: MoneyTab | undefined;
  /** Of what is unpaid. */
  age?: Age | undefined;
}

export function moneySearch(search: Record<string, unknown>): MoneySearch {
  const list = MONEY_TABS.find((each) => each === search.list);
  const age = AGES.find((each) => each === search.age);
  return { ...(list && { list }), ...(age && !list && { age }) };
}

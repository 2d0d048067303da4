/** The money of the practice: what to bill, what is unpaid and how old it is, and what comes next for each course. */
import { Link, useSearch } from '@tanstack/react-router';
import { Loaded } from '../../kit/Loaded';
import { dollars } from '../../kit/words';
import { useRead } from '../queries';
import { Export } from './Export';
import { Lines } from './Lines';
import './money.css';
import { AGES, MONEY_TABS, type Age, type MoneyTab } from './tabs';

const TABS: Record<MoneyTab, string> = {
  unpaid: 'Unpaid',
  unbilled: 'Unbilled',
  drifting: 'Drifting from the estimate',
  packages: 'Packages running out',
  refunds: 'Refunds due',
  credits: 'Credit balances',
};

const AGE_WORDS: Record<Age, string> = {
  '0-30': '0–30 days',
  '31-60': '31–60 days',
  '61-90': '61–90 days',
  'over-90': 'Over 90 days',
};

export function Money() {
  const { list = 'unpaid', age } = useSearch({ from: '/money' });
  const summary = useRead('/api/v1/money/totals');
  return (
    <>
      <div className="head">
        <h1>Money</h1>
      </div>
      <div className="stack">
        <Loaded query={summary}>
          {({ unpaidByAge }) => (
            <nav className="figures" aria-label="What is unpaid, by age">
              {AGES.map((each) => (
                <Link
                  key={each}
                  className="card figure"
                  to="/money"
                  search={{ age: each }}
                  activeOptions={{ exact: true }}
                >
                  <span className="small">Unpaid: {AGE_WORDS[each].toLowerCase()}</span>
                  <strong>{dollars(unpaidByAge[each])}</strong>
                </Link>
              ))}
            </nav>
          )}
        </Loaded>
        <nav className="tabs" aria-label="Which list">
          {MONEY_TABS.map((tab) => (
            <Link
              key={tab}
              to="/money"
              search={tab === 'unpaid' ? {} : { list: tab }}
              activeOptions={{ exact: true }}
            >
              {TABS[tab]}
              {summary.data && <span className="count">{summary.data.lists[tab].count}</span>}
            </Link>
          ))}
        </nav>
        <Lines
          key={`${list} ${age ?? ''}`}
          list={list}
          age={age}
          title={age ? `Unpaid: ${AGE_WORDS[age].toLowerCase()}` : TABS[list]}
        />
        <Export />
      </div>
    </>
  );
}

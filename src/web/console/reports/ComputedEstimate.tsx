import type { Answer } from '../../client/api';
import { dollars, SESSION_KINDS } from '../../kit/words';
import { computedValues, range } from './estimateAmounts';
import type { Values } from './Fields';

type Expected = Answer<'get', '/api/v1/courses/{id}/estimate'>['expected'];

interface Props {
  expected: Expected;
  onUse: (values: Values) => void;
}

const priceWords = (least: number | undefined, most: number | undefined): string =>
  most === undefined ? 'No price yet' : most === 0 ? 'Nothing' : range(least, most);

/** The amount by the course's plan, what it is made of, and one tap to take it. */
export function ComputedEstimate({ expected, onUse }: Props) {
  const { billedCents, toCome, fromCents, toCents, unpriced } = expected;
  const values = computedValues(expected);
  return (
    <div className="note stack">
      <p>
        {values ? (
          <>
            By the plan and the prices, the course costs{' '}
            <span className="strong">{range(fromCents, toCents)}</span>.
          </>
        ) : (
          `The amount cannot be computed: ${unpriced.map((kind) => SESSION_KINDS[kind].toLowerCase()).join(', ') || 'the course'} has no price.`
        )}
      </p>
      <ul className="small">
        {billedCents !== 0 && <li>{dollars(billedCents)} billed so far</li>}
        {toCome.map(({ kind, quantity, fromCents: least, toCents: most }) => (
          <li key={kind}>
            {priceWords(least, most)} for {quantity}{' '}
            {kind === 'travel'
              ? `quoted house call${quantity === 1 ? '' : 's'}`
              : `${SESSION_KINDS[kind].toLowerCase()}${quantity === 1 ? '' : 's'}`}
          </li>
        ))}
      </ul>
      {values && (
        <div>
          <button
            type="button"
            className="button"
            onClick={() => {
              onUse(values);
            }}
          >
            Use this amount
          </button>
        </div>
      )}
    </div>
  );
}

import { dollarRange, dollars, SESSION_KINDS } from '../../kit/words';
import { computedValues, type Computed } from './estimateAmounts';
import type { Values } from './schema';

interface Props {
  computed: Computed;
  /** The reference, if it was typed. */
  typed: unknown;
  onUse: (values: Values) => void;
}

const priceWords = (least: number | undefined, most: number | undefined): string =>
  most === undefined ? 'No price yet' : most === 0 ? 'Nothing' : dollarRange(least, most);

/** The amount by the course's plan, what it is made of, and one tap to take it. */
export function ComputedEstimate({ computed, typed, onUse }: Props) {
  const { billedCents, toCome, fromCents, toCents, unpriced } = computed.expected;
  const values = computedValues(computed, typed);
  return (
    <div className="note stack">
      <p>
        {values ? (
          <>
            By the plan and the prices, the course costs{' '}
            <span className="strong">{dollarRange(fromCents, toCents)}</span>.
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

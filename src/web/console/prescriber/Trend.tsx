interface Point {
  day: string;
  /** Absent if too many answers are missing. */
  total?: number | undefined;
  blanks?: number | undefined;
}

const WIDTH = 160;
const HEIGHT = 36;

/** The results of one questionnaire: first and latest in words, each on its day, and a line for the eye. */
export function Trend({ name, points }: { name: string; points: readonly Point[] }) {
  const totals = points.flatMap(({ total }) => (total === undefined ? [] : [total]));
  const [first] = totals;
  const last = totals.at(-1);
  return (
    <div className="trend">
      <div>
        <p className="strong">{name.toUpperCase()}</p>
        {last === undefined || first === undefined ? (
          <p className="small">No total: too many answers are missing.</p>
        ) : (
          <p>
            {totals.length > 1 ? `${first} at first, ${last} now` : `${last}`}
            {totals.length > 1 && <span className="small"> ({changeOf(last - first)})</span>}
          </p>
        )}
        <details>
          <summary className="small">All results</summary>
          <ul className="small">
            {points.map(({ day, total, blanks }, index) => (
              <li key={index}>
                {day}: {total ?? 'no total'}
                {blanks ? `, ${blanks} left blank` : ''}
              </li>
            ))}
          </ul>
        </details>
      </div>
      {totals.length > 1 && (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
          <polyline points={lineOf(totals)} fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      )}
    </div>
  );
}

const changeOf = (by: number): string => (by === 0 ? 'no change' : by < 0 ? `${-by} lower` : `${by} higher`);

function lineOf(totals: readonly number[]): string {
  const most = Math.max(...totals, 1);
  return totals
    .map((total, index) => {
      const x = 3 + (index / Math.max(1, totals.length - 1)) * (WIDTH - 6);
      return `${x.toFixed(1)},${(HEIGHT - 3 - (total / most) * (HEIGHT - 6)).toFixed(1)}`;
    })
    .join(' ');
}

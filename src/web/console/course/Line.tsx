/** The line: the whole course as a picture. Every mark can be reached with the arrow keys and read as a list. */
import { useRef, useState, type KeyboardEvent } from 'react';
import { Card } from '../../kit/Card';
import { LANES, type Mark } from './marks';
import './line.css';

const WIDTH = 1120;
const LEFT = 92;
const RIGHT = 16;
const TOP = 30;
const LANE = 40;
const HEIGHT = TOP + LANES.length * LANE + 22;
const MIN_BAR = 10;

interface Props {
  marks: readonly Mark[];
  /** Begin and end of the picture, in milliseconds since the epoch. */
  from: number;
  to: number;
  now: number;
}

export function Line({ marks, from, to, now }: Props) {
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      marks.findIndex((mark) => mark.at >= now),
    ),
  );
  const [shown, setShown] = useState<string>();
  const svg = useRef<SVGSVGElement>(null);
  const x = (ms: number): number => LEFT + ((ms - from) / Math.max(1, to - from)) * (WIDTH - LEFT - RIGHT);
  const y = (lane: Mark['lane']): number => TOP + (LANES.indexOf(lane) + 0.5) * LANE;
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? marks.length - 1 : step && at + step;
    if (next === undefined || next < 0 || next >= marks.length) return;
    event.preventDefault();
    setAt(next);
    svg.current?.querySelector<SVGGElement>(`[data-mark="${next}"]`)?.focus();
  };
  return (
    <Card
      title="The whole course"
      aside={<span className="small">filled: happened · outlined: booked · light: expected</span>}
    >
      <div className="line">
        <svg
          ref={svg}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="group"
          aria-label="The course from its start to its end"
          onKeyDown={move}
        >
          {months(from, to).map(({ ms, name }) => (
            <g key={ms} aria-hidden="true">
              <line className="grid" x1={x(ms)} x2={x(ms)} y1={TOP - 6} y2={HEIGHT - 18} />
              <text className="word" x={x(ms) + 4} y={16}>
                {name}
              </text>
            </g>
          ))}
          {LANES.map((lane) => (
            <text key={lane} className="word" x={0} y={y(lane) + 4} aria-hidden="true">
              {lane}
            </text>
          ))}
          {now >= from && now <= to && (
            <g aria-hidden="true">
              <line className="today" x1={x(now)} x2={x(now)} y1={TOP - 8} y2={HEIGHT - 18} />
              <text className="today-word" x={x(now)} y={HEIGHT - 4} textAnchor="middle">
                today
              </text>
            </g>
          )}
          {marks.map((mark, index) => (
            <g
              key={index}
              data-mark={index}
              className={`mark ${mark.look}`}
              role="img"
              aria-label={mark.words}
              tabIndex={index === at ? 0 : -1}
              onFocus={() => {
                setAt(index);
                setShown(mark.words);
              }}
              onMouseEnter={() => {
                setShown(mark.words);
              }}
            >
              <Shape
                mark={mark}
                x={x(mark.at)}
                end={mark.to === undefined ? 0 : x(Math.min(mark.to, to))}
                y={y(mark.lane)}
              />
            </g>
          ))}
        </svg>
        <p className="said" aria-hidden="true">
          {shown ?? 'Point at a mark, or move with the arrow keys.'}
        </p>
      </div>
      <details className="as-list">
        <summary>As a list</summary>
        <ol>
          {marks.map(({ lane, words }, index) => (
            <li key={index}>
              <span className="small">{lane}</span> {words}
            </li>
          ))}
        </ol>
      </details>
    </Card>
  );
}

function Shape({ mark: { shape }, x, end, y }: { mark: Mark; x: number; end: number; y: number }) {
  switch (shape) {
    case 'big':
      return <circle cx={x} cy={y} r={9} />;
    case 'dot':
      return <circle cx={x} cy={y} r={5.5} />;
    case 'diamond':
      return <path d={`M${x} ${y - 8}l8 8l-8 8l-8-8z`} />;
    case 'letter':
      return <rect x={x - 4} y={y - 3.5} width={8} height={7} rx={1.5} />;
    case 'bar':
      return <rect x={x} y={y - 6} width={Math.max(MIN_BAR, end - x)} height={12} rx={4} />;
  }
}

/** The first of each month in the picture; every third if there are many. */
function months(from: number, to: number): { ms: number; name: string }[] {
  const first = new Date(from);
  const found: { ms: number; name: string }[] = [];
  for (let month = 1; month < 40; month++) {
    const ms = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
    if (ms > to) break;
    const name = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' }).format(ms);
    found.push({ ms, name });
  }
  return found.length > 14 ? found.filter((_, index) => index % 3 === 0) : found;
}

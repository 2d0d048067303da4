/** The scores of one questionnaire over time. Each can be reached with the arrow keys; the table beside it says the same. */
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Answer } from '../../client/api';
import { dayAndTime } from '../../kit/time';
import './measures.css';

export type Measured = Answer<'get', '/api/v1/courses/{id}/measures'>;

const WIDTH = 560;
const HEIGHT = 220;
const LEFT = 34;
const RIGHT = 132;
const TOP = 12;
const BOTTOM = 14;

interface Props {
  scale: Measured['scales'][number];
  scores: Measured['scores'];
  zone: string;
}

export function ScoreChart({ scale: { instrument, most, bands }, scores, zone }: Props) {
  const shown = scores.flatMap((score) =>
    score.total === undefined ? [] : [{ ...score, total: score.total, ms: Date.parse(score.at) }],
  );
  const [at, setAt] = useState(Math.max(0, shown.length - 1));
  const svg = useRef<SVGSVGElement>(null);
  const [first, last] = [shown[0]?.ms ?? 0, shown.at(-1)?.ms ?? 0];
  const x = (ms: number): number =>
    last === first
      ? (LEFT + WIDTH - RIGHT) / 2
      : LEFT + 10 + ((ms - first) / (last - first)) * (WIDTH - LEFT - RIGHT - 20);
  const y = (total: number): number => TOP + (1 - total / most) * (HEIGHT - TOP - BOTTOM);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? shown.length - 1 : step && at + step;
    if (next === undefined || next < 0 || next >= shown.length) return;
    event.preventDefault();
    setAt(next);
    svg.current?.querySelector<SVGGElement>(`[data-score="${next}"]`)?.focus();
  };
  const upTo = (index: number): number => bands[index - 1]?.from ?? most;
  return (
    <svg
      ref={svg}
      className="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={`${instrument} over time, from 0 to ${most}`}
      onKeyDown={move}
    >
      {bands.map(({ from, name }, index) => (
        <g key={name} aria-hidden="true">
          <rect
            className={index % 2 === 0 ? 'band' : 'band other'}
            x={LEFT}
            y={y(upTo(index))}
            width={WIDTH - LEFT - RIGHT}
            height={y(from) - y(upTo(index))}
          />
          <text className="word name" x={WIDTH - RIGHT + 8} y={(y(from) + y(upTo(index))) / 2 + 4}>
            {name}
          </text>
          <text className="word" x={LEFT - 8} y={y(from) + 4} textAnchor="end">
            {from}
          </text>
        </g>
      ))}
      <text className="word" x={LEFT - 8} y={y(most) + 4} textAnchor="end" aria-hidden="true">
        {most}
      </text>
      <polyline
        className="curve"
        aria-hidden="true"
        points={shown.map(({ ms, total }) => `${x(ms)},${y(total)}`).join(' ')}
      />
      {shown.map(({ at: when, ms, total, band = '' }, index) => (
        <g
          key={when}
          data-score={index}
          className="score"
          role="img"
          aria-label={`${total}${band && `, ${band}`}, ${dayAndTime(zone, when)}`}
          tabIndex={index === at ? 0 : -1}
          onFocus={() => {
            setAt(index);
          }}
        >
          <circle cx={x(ms)} cy={y(total)} r={5.5} />
          <text className="word" x={x(ms)} y={y(total) - 11} textAnchor="middle" aria-hidden="true">
            {total}
          </text>
        </g>
      ))}
    </svg>
  );
}

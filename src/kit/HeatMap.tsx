import { type PointerEvent, useMemo } from 'react';
import './heat-map.css';
import { tonePaths } from './tones.ts';

/** Tones between nothing and the most: more cannot be told apart. */
const TONES = 24;

export interface HeatMapProps {
  /** What the map shows and finds, for readers who do not see it. */
  label: string;
  /** `[rows][columns]`, the first row at the bottom, as in matplotlib with `origin='lower'`. */
  values: readonly (readonly number[])[];
  /** The value of the brightest tone. */
  max: number;
  /** Columns of the whole axis; those beyond the values are still to come. */
  columns?: number;
  colour(share: number): string;
  /** Pixels. */
  height: number;
  yTicks?: readonly { at: number; text: string }[];
  xTicks?: readonly { at: number; text: string }[];
  /** The column in question. */
  cursor?: number | undefined;
  onPick?: ((column: number) => void) | undefined;
}

/** Numbers as tones on two axes, one path a tone; stretches with its place. */
export function HeatMap(props: HeatMapProps) {
  const { label, values, max, colour, height, cursor, onPick } = props;
  const rows = values.length;
  const drawn = values[0]?.length ?? 0;
  const columns = Math.max(props.columns ?? drawn, drawn, 1);
  const tones = useMemo(
    () => tonePaths(values.toReversed(), (max > 0 ? max : 1) / TONES),
    [values, max],
  );
  const pick = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    onPick?.(Math.min(drawn - 1, Math.max(0, Math.floor(share * columns))));
  };
  return (
    <div
      className="heat-map"
      style={{ height }}
      role="img"
      aria-label={label}
      onPointerDown={onPick && pick}
      onPointerMove={onPick && pick}
    >
      <svg
        viewBox={`0 0 ${columns} ${Math.max(1, rows)}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="px"
      >
        {drawn > 0 && <rect width={drawn} height={rows} fill={colour(0)} />}
        {tones.map(({ value, path }) => (
          <path key={value} fill={colour(Math.min(1, value / (max > 0 ? max : 1)))} d={path} />
        ))}
      </svg>
      {props.yTicks?.map(({ at, text }) => (
        <span key={at} className="tick" style={{ bottom: `${at * 100}%` }}>
          {text}
        </span>
      ))}
      {props.xTicks?.map(({ at, text }) => (
        <span key={at} className="tick x" style={{ left: `${at * 100}%` }}>
          {text}
        </span>
      ))}
      {cursor !== undefined && (
        <span
          className="cur"
          style={{ left: `${(cursor / columns) * 100}%`, width: `max(5px, ${100 / columns}%)` }}
        />
      )}
    </div>
  );
}

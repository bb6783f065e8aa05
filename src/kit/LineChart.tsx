import type { PointerEvent } from 'react';
import './line-chart.css';

type Point = readonly [x: number, y: number];

export interface LineChartProps {
  /** What the chart shows and finds, for readers who do not see it. */
  label: string;
  /** Pixels; the width is that of the place it stands in. */
  height: number;
  x: Point;
  /** What lies beyond is drawn on the edge. */
  y: Point;
  yTicks: readonly { at: number; text: string }[];
  xTicks?: readonly { at: number; text: string }[] | undefined;
  /** Drawn in this order: `raw` what came, `ghost` an earlier run, `me` the run in question. */
  lines: readonly {
    kind: 'raw' | 'ghost' | 'me';
    points: readonly Point[];
    /** Of a ghost among several: lengths of line and gap in pixels. */
    dash?: string | undefined;
  }[];
  rings?: readonly { at: Point; text?: string; before?: boolean }[] | undefined;
  cursor?: { x: number; y?: number | undefined; text?: string | undefined } | undefined | false;
  /** A press or drag on the chart, in units of x. */
  onPick?: ((x: number) => void) | undefined;
}

const WIDE = 1000;
const HIGH = 100;
/** Room a number takes on a narrow chart, as a share of its width. */
const LABEL = 0.18;
/** Above this share of the axis a number stands below its point. */
const HIGH_UP = 0.7;

/** Lines on shared axes. Stretches with its place without a script; text and rings keep their size. */
export function LineChart(props: LineChartProps) {
  const { label, height, x, y, lines, rings = [], cursor, onPick } = props;
  const across = (value: number) => share(value, x);
  const up = (value: number) => share(value, y);
  const place = ([px, py]: Point) => ({ left: `${across(px) * 100}%`, bottom: `${up(py) * 100}%` });
  const me = lines.find(({ kind }) => kind === 'me');
  const path = (points: readonly Point[]) =>
    points
      .map(([px, py], i) => {
        const right = (across(px) * WIDE).toFixed(1);
        return `${i === 0 ? 'M' : 'L'}${right} ${((1 - up(py)) * HIGH).toFixed(1)}`;
      })
      .join('');
  // Two numbers at one place could not be read; the one asked for stands.
  const close = ([px]: Point) => cursor && Math.abs(across(px) - across(cursor.x)) < 0.16;
  // The number at the cursor stands on the side that the line leaves free.
  const free = ([px, py]: Point) => {
    const beyond = me?.points.find(([there]) => across(there) > across(px) + LABEL / 2)?.[1] ?? py;
    const fall = (up(py) - up(beyond)) * height;
    return Math.abs(fall) > 4 ? fall < 0 : up(py) > HIGH_UP;
  };
  const pick = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    onPick?.(x[0] + ((event.clientX - box.left) / box.width) * (x[1] - x[0]));
  };
  return (
    <div
      className="line-chart"
      style={{ height }}
      role="img"
      aria-label={label}
      onPointerDown={onPick && pick}
      onPointerMove={onPick && pick}
    >
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
        {props.yTicks.map(({ at }) => (
          <path key={at} className="gl" d={`M0 ${((1 - up(at)) * HIGH).toFixed(1)}H${WIDE}`} />
        ))}
        {lines.map(({ kind, points, dash }, i) => (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one kind differ by their place alone
            key={`${kind} ${i}`}
            className={kind}
            style={dash === undefined ? undefined : { strokeDasharray: dash }}
            d={path(points)}
          />
        ))}
      </svg>
      {props.yTicks.map(({ at, text }) => (
        <span key={at} className="tick" style={{ bottom: `${up(at) * 100}%` }}>
          {text}
        </span>
      ))}
      {props.xTicks?.map(({ at, text }) => (
        <span
          key={at}
          className={across(at) > 0.95 ? 'tick x end' : 'tick x'}
          style={{ left: `${across(at) * 100}%` }}
        >
          {text}
        </span>
      ))}
      {cursor && <span className="cur" style={{ left: `${across(cursor.x) * 100}%` }} />}
      {rings.map(({ at, before }) => (
        <span key={`${at}`} className={before ? 'ring before' : 'ring'} style={place(at)} />
      ))}
      {rings.map(
        ({ at, text }) =>
          text &&
          !close(at) && (
            <Label
              key={`${at}`}
              at={place(at)}
              across={across(at[0])}
              below={up(at[1]) > HIGH_UP}
              text={text}
            />
          ),
      )}
      {cursor && cursor.y !== undefined && (
        <>
          <span className="dot" style={place([cursor.x, cursor.y])} />
          <Label
            at={place([cursor.x, cursor.y])}
            across={across(cursor.x)}
            below={free([cursor.x, cursor.y])}
            text={cursor.text ?? ''}
            now
          />
        </>
      )}
    </div>
  );
}

interface LabelProps {
  at: { left: string; bottom: string };
  /** Of the point, 0 to 1 along the axis. */
  across: number;
  below: boolean;
  text: string;
  now?: boolean;
}

/** A number at its point: above or below, to the right where there is room. */
function Label({ at, across, below, text, now = false }: LabelProps) {
  const room = across < 1 - LABEL;
  return (
    <span
      className={`at ${now ? 'now' : ''} ${room ? 'right' : ''}`}
      style={{ ...at, marginBottom: below ? -22 : now ? 8 : 14 }}
    >
      {text}
    </span>
  );
}

function share(value: number, [from, to]: Point): number {
  const part = (value - from) / (to - from);
  return Number.isNaN(part) ? 1 : Math.min(1, Math.max(0, part));
}

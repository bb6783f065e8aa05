import { WindowFrame } from '#kit';
import type { Geometry } from './model.ts';
import { mostNumbers } from './picture.ts';
import { centresOf, type Shape, touched } from './shape.ts';

interface Props {
  state: Geometry;
  shape: Shape;
  /** The kernel's cell that is lit, in reading order. */
  lit: number | null;
  /** How many places there are is not to be seen yet. */
  hidden: boolean;
}

/** What is drawn on the padded input: the image's edge, what no step reaches, the centres, this window and the next. */
export function Overlay({ state, shape, lit, hidden }: Props) {
  const { padded, padding, size, reach, out } = shape;
  const { stride, dilation, kernel } = state;
  const [row, column] = state.at.map((place) => place * stride) as [number, number];
  const box = `0 0 ${padded} ${padded}`;
  if (out === null) {
    return (
      <svg className="px over" viewBox={box} aria-hidden="true">
        {padding > 0 && (
          <rect className="edge" x={padding} y={padding} width={size} height={size} />
        )}
        <rect className="frame lacking" width={reach} height={reach} />
      </svg>
    );
  }
  const seen = new Set(touched(state, shape));
  const lost = Array.from({ length: padded }, (_, i) => i).filter((i) => !seen.has(i));
  const bands = lost.map((i) => `M0 ${i}h${padded}v1h-${padded}zM${i} 0h1v${padded}h-1z`).join('');
  const middles = centresOf(state, shape).map((centre) => centre + padding + 0.5);
  // A number has the middle of its cell; the dot stands above it.
  const lift = padded <= mostNumbers && reach % 2 === 1 ? 0.36 : 0;
  const dot = Math.min(0.17, 0.03 + padded * 0.005);
  const dots = middles.flatMap((y) =>
    middles.map((x) => `M${x - dot} ${y - lift}a${dot} ${dot} 0 1 1 0 .001z`),
  );
  const taps =
    dilation > 1
      ? Array.from({ length: kernel ** 2 }, (_, i) => {
          const [y, x] = [Math.floor(i / kernel), i % kernel];
          return `M${column + x * dilation} ${row + y * dilation}h1v1h-1z`;
        }).join('')
      : '';
  const next = column + stride + reach <= padded ? column + stride : column - stride;
  return (
    <svg className="px over" viewBox={box} aria-hidden="true">
      {!hidden && bands !== '' && <path className="unseen" d={bands} />}
      {padding > 0 && <rect className="edge" x={padding} y={padding} width={size} height={size} />}
      {!hidden && <path className="centres" d={dots.join('')} />}
      {next >= 0 && <rect className="other" x={next} y={row} width={reach} height={reach} />}
      <WindowFrame row={row} column={column} side={reach} />
      {taps !== '' && <path className="taps" d={taps} />}
      {lit !== null && (
        <WindowFrame
          row={row + Math.floor(lit / kernel) * dilation}
          column={column + (lit % kernel) * dilation}
          side={1}
        />
      )}
    </svg>
  );
}

import { cellAt, Slider, WindowFrame } from '#kit';
import { forEye } from '#kit/state';
import { countedTo } from './count.ts';
import { convOf, type Line } from './rows.ts';

interface Props {
  line: Line;
  /** Places counted so far; null for all. */
  place: number | null;
  live: boolean;
  onPlace(place: number | null): void;
}

/** The grid that enters, the kernel at its place, and the counter beside it: pull it from no place to the last. */
export function Counter({ line, place, live, onPlace }: Props) {
  const { layer, inputShape, outputShape } = line;
  if (layer.type !== 'Conv2d') return null;
  const conv = convOf(layer, inputShape);
  const { side, kernel, stride, padding } = conv;
  const out = outputShape[0]!;
  const all = out ** 2;
  const done = Math.min(place ?? all, all);
  const { products, onPadding } = countedTo(conv, out, done);
  const padded = side + 2 * padding;
  const last = Math.max(0, done - 1);
  const topLeft = [Math.floor(last / out) * stride, (last % out) * stride] as const;
  const middle = kernel / 2;
  const dot = (row: number, column: number, r: number): string =>
    `M${column - r} ${row}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  const dots = (count: number, from: number, to: number, at: (i: number) => number, r: number) => {
    let path = '';
    for (let i = from; i < to; i++) path += dot(at(Math.floor(i / count)), at(i % count), r);
    return path;
  };
  const visited = (i: number): number => i * stride + middle;
  const entering = (i: number): number => i + padding + 0.5;
  const text = `${forEye(done)} of ${forEye(all)}`;
  return (
    <div className="counter">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a second handle; keys have the slider below */}
      <div
        className="pic"
        onClick={(event) => {
          if (!live) return;
          const cell = cellAt(event.currentTarget.getBoundingClientRect(), event, padded);
          const near = (i: number): number =>
            Math.min(out - 1, Math.max(0, Math.round((i + 0.5 - middle) / stride)));
          onPlace(near(cell[0]) * out + near(cell[1]) + 1);
        }}
      >
        <svg
          className="px"
          role="img"
          aria-label={`The grid that enters, ${side} by ${side}${padding > 0 ? `, padded by ${padding}` : ''}. The kernel has been put down at ${text} places.`}
          viewBox={`0 0 ${padded} ${padded}`}
        >
          <rect className="lost" width={padded} height={padded} />
          <rect className="edge" x={padding} y={padding} width={side} height={side} />
          <path className="entering" d={dots(side, 0, side ** 2, entering, 0.16)} />
          <path className="to-come" d={dots(out, done, all, visited, 0.24)} />
          <path className="visited" d={dots(out, 0, done, visited, 0.24)} />
          {done > 0 && <WindowFrame row={topLeft[0]} column={topLeft[1]} side={kernel} />}
        </svg>
      </div>
      <div>
        <Slider
          label="Places of the kernel, counted"
          value={done}
          min={0}
          max={all}
          text={text}
          disabled={!live}
          onChange={(to) => onPlace(to === all ? null : to)}
        />
        <p className="said">
          <output>{forEye(products)}</output> products so far: {forEye(kernel ** 2)} of the kernel ·{' '}
          {forEye(conv.inChannels)} in · {forEye(conv.outChannels)} out at each place.{' '}
          {forEye(onPadding)} of them are with a zero of the padding.
        </p>
        <p className="said quiet">
          Filled: places counted. Open: those to come. Small points: the {forEye(side ** 2)} places
          of the grid that enters, where the book puts the kernel down.
        </p>
      </div>
    </div>
  );
}

import type { Selection } from '#kit';
import { forEye } from '#kit/state';
import { convLines, type Line } from './rows.ts';

interface Props {
  lines: readonly Line[];
  selection: Selection<number>;
  /** A layer whose multiplications are hidden, from 0. */
  hidden: number | null;
}

const pitch = 30;
const left = 26;
const width = 304;
const longest = 190;

interface PanelProps extends Props {
  title: string;
  /** Drawn over each other, the shortest on top. */
  parts(line: Line): { value: number; className: string }[];
  /** Which part's number is written. */
  said(line: Line): number;
}

function Panel({ lines, selection, hidden, title, parts, said }: PanelProps) {
  const convs = convLines(lines);
  const shown = (i: number) => (hidden === i ? [] : parts(convs[i]!));
  const most = Math.max(1, ...convs.flatMap((_, i) => shown(i).map(({ value }) => value)));
  const words = convs.map((line, i) => (hidden === i ? 'hidden' : forEye(said(line)))).join(', ');
  const height = convs.length * pitch;
  return (
    <div>
      <span className="lab">{title}</span>
      <svg
        className="bars px"
        role="img"
        aria-label={`${title}, by layer: ${words}`}
        viewBox={`0 0 ${width} ${height}`}
        onPointerLeave={() => selection.light(null)}
      >
        {convs.map((line, i) => {
          const end = Math.max(0, ...shown(i).map(({ value }) => value));
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: keys have the buttons of the table
            <g
              key={line.layer.name}
              onPointerEnter={() => selection.light(i)}
              onClick={() => selection.pin(i)}
            >
              <rect className="row-of" x="0" y={i * pitch} width={width} height={pitch} />
              <text x="0" y={i * pitch + 19} className="quiet">
                {i + 1}
              </text>
              {shown(i)
                .toSorted((a, b) => b.value - a.value)
                .map(({ value, className }) => (
                  <rect
                    key={className}
                    className={className}
                    x={left}
                    y={i * pitch + 7}
                    width={Math.max(1, Math.round((longest * value) / most))}
                    height={pitch - 14}
                  />
                ))}
              <text x={left + Math.round((longest * end) / most) + 8} y={i * pitch + 19}>
                {hidden === i ? '?' : forEye(said(line))}
              </text>
              {selection.lit === i && (
                <rect
                  className="frame"
                  x={left - 4}
                  y={i * pitch + 3}
                  width={Math.round((longest * end) / most) + 8}
                  height={pitch - 6}
                />
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** What each layer hands on, holds and does, as bars; a layer lit here is lit in the table. */
export function Bars(props: Props) {
  return (
    <div className="panels">
      <Panel
        {...props}
        hidden={null}
        title="numbers handed on"
        parts={({ activations }) => [{ value: activations, className: 'made' }]}
        said={({ activations }) => activations}
      />
      <Panel
        {...props}
        hidden={null}
        title="weights"
        parts={({ parameters }) => [{ value: parameters.weights, className: 'made' }]}
        said={({ parameters }) => parameters.weights}
      />
      <Panel
        {...props}
        title="multiplications on the output grid"
        parts={({ count }) =>
          count
            ? [
                { value: count.inputGrid, className: 'book' },
                { value: count.outputGrid, className: 'done' },
                { value: count.withoutPadding, className: 'made' },
              ]
            : []
        }
        said={({ count }) => count?.outputGrid ?? 0}
      />
    </div>
  );
}

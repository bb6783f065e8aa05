import { memo } from 'react';
import { diverging, NumberGrid, PixelGrid, type Selection } from '#kit';
import { forEye } from '#kit/state';
import type { Pin } from './fields.ts';
import { type Light, windowOf } from './light.ts';
import type { Shown } from './matrix.ts';
import type { Tied } from './model.ts';

/** Widest map whose numbers stand in cells. */
const mostCells = 10;
const short = (value: number): string => forEye(value, Math.abs(value) >= 10 ? 0 : 1);

interface TonesProps {
  all: Shown;
  values: readonly (readonly number[])[];
  label: string;
}

/** A map too large for numbers; drawn again only when its numbers are others. */
const Tones = memo(
  ({ values, label }: TonesProps) => {
    const most = Math.max(...values.flat().map(Math.abs), 1e-9);
    return (
      <PixelGrid
        values={values}
        colour={(n) => diverging(n, most)}
        step={most / 42}
        label={label}
      />
    );
  },
  (was, now) => was.all === now.all,
);

interface Props {
  state: Tied;
  all: Shown;
  light: Light;
  selection: Selection<Pin>;
}

/** The image with its padding, channel by channel: pixels to point at; the ring has no column in the matrix. */
export function ImageMaps({ state, all, light, selection }: Props) {
  const { height, width, padding, inChannels } = state;
  const most = Math.max(...all.image.map(Math.abs), 1e-9);
  const under = windowOf(state, all, light.row);
  return (
    <>
      {Array.from({ length: inChannels }, (_, channel) => {
        const index = (row: number, column: number): number | null => {
          const [y, x] = [row - padding, column - padding];
          const inside = y >= 0 && y < height && x >= 0 && x < width;
          return inside ? (channel * height + y) * width + x : null;
        };
        const grid = Array.from({ length: height + 2 * padding }, (_, row) =>
          Array.from({ length: width + 2 * padding }, (_, column) => {
            const i = index(row, column);
            return i === null ? 0 : all.image[i]!;
          }),
        );
        const seen = (row: number, column: number): boolean =>
          (under?.rows.has(row) ?? false) && under!.columns.has(column);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the channel is the identity
          <div key={channel}>
            <span className="lab">
              image, {height} × {width}
              {inChannels > 1 && `, channel ${channel}`}
              {padding > 0 && `, padded by ${padding}`}
            </span>
            {grid[0]!.length <= mostCells && grid.length <= mostCells ? (
              <NumberGrid
                label={`The image${inChannels > 1 ? `, channel ${channel}` : ''}`}
                texts={grid.map((line) => line.map(short))}
                tone={(row, column) => diverging(grid[row]![column]!, most)}
                name={(row, column) =>
                  index(row, column) === null ? 'padding, 0' : short(grid[row]![column]!)
                }
                mark={(row, column) => {
                  const i = index(row, column);
                  return [
                    i === null ? 'pad' : '',
                    seen(row, column) ? 'seen' : '',
                    i !== null && i === light.column ? 'lit' : '',
                  ].join(' ');
                }}
                onPoint={(place) => {
                  const i = place && index(...place);
                  selection.light(i === null ? null : { column: i });
                }}
                onPin={(place) => {
                  const i = index(...place);
                  if (i !== null) selection.pin({ column: i });
                }}
                onRelease={selection.release}
              />
            ) : (
              <div className="map">
                <Tones all={all} values={grid} label="The padded image" />
                <svg
                  className="px over"
                  viewBox={`0 0 ${grid[0]!.length} ${grid.length}`}
                  aria-hidden="true"
                >
                  {under && <path className="copies" d={windowPath(under)} />}
                </svg>
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}

const windowPath = ({ rows, columns }: { rows: Set<number>; columns: Set<number> }): string =>
  [...rows].flatMap((row) => [...columns].map((column) => `M${column} ${row}h1v1h-1z`)).join('');

/** The output, rolled up again, channel by channel. */
export function OutputMaps({ state, all, light, selection }: Props) {
  const [height, width] = all.out;
  const most = Math.max(...all.product.map(Math.abs), 1e-9);
  return (
    <>
      {Array.from({ length: state.outChannels }, (_, channel) => {
        const index = (row: number, column: number): number =>
          (channel * height + row) * width + column;
        const grid = Array.from({ length: height }, (_, row) =>
          Array.from({ length: width }, (_, column) => all.product[index(row, column)]!),
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the channel is the identity
          <div key={channel}>
            <span className="lab">
              output, {height} × {width}
              {state.outChannels > 1 && `, channel ${channel}`}
            </span>
            {width <= mostCells && height <= mostCells ? (
              <NumberGrid
                label={`The output${state.outChannels > 1 ? `, channel ${channel}` : ''}`}
                texts={grid.map((line) => line.map(short))}
                tone={(row, column) => diverging(grid[row]![column]!, most)}
                mark={(row, column) => (light.row === index(row, column) ? 'lit' : undefined)}
                onPoint={(place) => selection.light(place && { row: index(...place) })}
                onPin={(place) => selection.pin({ row: index(...place) })}
                onRelease={selection.release}
              />
            ) : (
              <div className="map">
                <Tones all={all} values={grid} label="The output" />
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}

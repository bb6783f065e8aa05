import { cellAt, diverging, PixelGrid, WindowFrame, walk } from '#kit';
import { forEye } from '#kit/state';
import { side } from './layers.ts';

interface Props {
  /** Stands above the map. */
  label: string;
  /** Row by row. */
  values: readonly number[];
  /** The value drawn in full tone. */
  max: number;
  at: readonly number[];
  /** Lets the reader choose the followed pixel here; without it the map is only looked at. */
  onLook?: ((at: readonly number[]) => void) | undefined;
}

/** One channel's map of one digit, its followed pixel framed. */
export function MapPane({ label, values, max, at, onLook }: Props) {
  const grid = Array.from({ length: side }, (_, row) => values.slice(row * side, (row + 1) * side));
  const [row, column] = [at[0]!, at[1]!];
  const here = forEye(grid[row]![column]!);
  return (
    <div className="map-pane">
      <span className="lab">{label}</span>
      <div className="map">
        <PixelGrid
          values={grid}
          colour={(value) => diverging(value, max)}
          step={max / 24}
          label={`${label}: ${here} at row ${row}, column ${column}`}
        >
          <WindowFrame row={row} column={column} side={1} />
        </PixelGrid>
        {onLook && (
          <div
            className="look win"
            role="slider"
            tabIndex={0}
            aria-label="Number followed"
            aria-valuemin={0}
            aria-valuemax={side * side - 1}
            aria-valuenow={row * side + column}
            aria-valuetext={`row ${row}, column ${column}: ${here}`}
            onClick={(event) =>
              onLook(cellAt(event.currentTarget.getBoundingClientRect(), event, side))
            }
            onKeyDown={(event) => {
              const to = walk(event, [row, column], side, side);
              if (!to) return;
              event.preventDefault();
              onLook(to);
            }}
          />
        )}
      </div>
    </div>
  );
}

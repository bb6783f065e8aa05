// biome-ignore-all lint/a11y/useSemanticElements: cells to walk through are a grid, not a table of data
import type { CSSProperties } from 'react';
import { useRef } from 'react';
import './number-grid.css';
import { walk } from './walk.ts';

export type CellPlace = readonly [row: number, column: number];

interface Props {
  /** Rows of what stands in the cells. */
  texts: readonly (readonly string[])[];
  /** What the grid is, for readers who do not see it. */
  label: string;
  /** CSS colour of a cell's strip of tone; no strip without it. */
  tone?: ((row: number, column: number) => string) | undefined;
  /** What a cell is called, where its number alone does not say enough. */
  name?: ((row: number, column: number) => string) | undefined;
  /** A class for a cell, such as `lit`, `off` or `pad`. */
  mark?: ((row: number, column: number) => string | undefined) | undefined;
  /** The cell chosen for good. */
  pinned?: CellPlace | null | undefined;
  /** The cell that Tab reaches before any other was visited; the first one when absent. */
  first?: CellPlace;
  /** The pointer or the focus is on a cell, or has left. */
  onPoint?: ((place: CellPlace | null) => void) | undefined;
  /** A cell was pressed, or Enter or Space on it. */
  onPin?: ((place: CellPlace) => void) | undefined;
  /** Escape. */
  onRelease?: (() => void) | undefined;
}

/** Numbers in cells: an ARIA grid with one tab stop, walked by arrows; Enter or Space pins a cell, Escape lets go. */
export function NumberGrid(props: Props) {
  const { texts, label, tone, name, mark, pinned, first, onPoint, onPin, onRelease } = props;
  const rows = texts.length;
  const columns = texts[0]?.length ?? 0;
  const cells = useRef(new Map<string, HTMLElement>());
  const last = useRef<CellPlace>(null);
  const [stopRow, stopColumn] = pinned ?? last.current ?? first ?? [0, 0];
  const stop: CellPlace = [Math.min(stopRow, rows - 1), Math.min(stopColumn, columns - 1)];
  return (
    <div
      className="number-grid"
      role="grid"
      aria-label={label}
      style={{ '--columns': columns } as CSSProperties}
      onPointerLeave={() => onPoint?.(null)}
    >
      {texts.map((line, row) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the cells of the row hold the focus
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
        <div role="row" key={row}>
          {line.map((text, column) => {
            const place: CellPlace = [row, column];
            return (
              <div
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                key={column}
                role="gridcell"
                ref={(cell) => {
                  if (cell) cells.current.set(`${place}`, cell);
                  else cells.current.delete(`${place}`);
                }}
                className={`cell ${mark?.(row, column) ?? ''}`}
                tabIndex={row === stop[0] && column === stop[1] ? 0 : -1}
                aria-label={name?.(row, column)}
                aria-selected={pinned ? pinned[0] === row && pinned[1] === column : undefined}
                onPointerEnter={({ pointerType }) => pointerType === 'mouse' && onPoint?.(place)}
                onFocus={() => {
                  last.current = place;
                  onPoint?.(place);
                }}
                onBlur={() => onPoint?.(null)}
                onClick={() => onPin?.(place)}
                onKeyDown={(event) => {
                  const to = walk(event, place, rows, columns);
                  if (to) cells.current.get(`${to}`)?.focus();
                  else if (event.key === 'Enter' || event.key === ' ') onPin?.(place);
                  else if (event.key === 'Escape') onRelease?.();
                  else return;
                  event.preventDefault();
                }}
              >
                {text}
                {tone && (
                  <svg className="strip-of-tone" aria-hidden="true" width="100%" height="5">
                    <rect width="100%" height="5" fill={tone(row, column)} />
                  </svg>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

// biome-ignore-all lint/a11y/useSemanticElements: cells to walk through are a grid, not a table of data
import { type CSSProperties, type KeyboardEvent, memo, useRef } from 'react';
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
  const last = useRef<CellPlace>(null);
  const over = useRef<Element>(null);
  const [stopRow, stopColumn] = pinned ?? last.current ?? first ?? [0, 0];
  const stop: CellPlace = [Math.min(stopRow, rows - 1), Math.min(stopColumn, columns - 1)];
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const place = placeOf(event);
    if (!place) return;
    const to = walk(event, place, rows, columns);
    if (to) cellIn(event.currentTarget, to)?.focus();
    else if (event.key === 'Enter' || event.key === ' ') onPin?.(place);
    else if (event.key === 'Escape') onRelease?.();
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="number-grid"
      role="grid"
      aria-label={label}
      style={{ '--columns': columns } as CSSProperties}
      onPointerOver={(event) => {
        const cell = (event.target as Element).closest('[role="gridcell"]');
        if (event.pointerType !== 'mouse' || cell === over.current) return;
        over.current = cell;
        const place = placeOf(event);
        if (place) onPoint?.(place);
      }}
      onPointerLeave={() => {
        over.current = null;
        onPoint?.(null);
      }}
      onFocus={(event) => {
        last.current = placeOf(event);
        if (last.current) onPoint?.(last.current);
      }}
      onBlur={() => onPoint?.(null)}
      onClick={(event) => {
        const place = placeOf(event);
        if (place) onPin?.(place);
      }}
      onKeyDown={press}
    >
      {texts.map((line, row) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the cells of the row hold the focus
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
        <div role="row" key={row}>
          {line.map((text, column) => (
            <Cell
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              key={column}
              text={text}
              label={name?.(row, column)}
              mark={mark?.(row, column)}
              tone={tone?.(row, column)}
              stop={row === stop[0] && column === stop[1]}
              selected={pinned ? pinned[0] === row && pinned[1] === column : undefined}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  text: string;
  label: string | undefined;
  mark: string | undefined;
  tone: string | undefined;
  stop: boolean;
  selected: boolean | undefined;
}

/** Drawn anew only when something of its own is new: of hundreds of cells a step changes a few. */
const Cell = memo(({ text, label, mark, tone, stop, selected }: CellProps) => (
  <div
    role="gridcell"
    className={`cell ${mark ?? ''}`}
    tabIndex={stop ? 0 : -1}
    aria-label={label}
    aria-selected={selected}
  >
    {text}
    {tone && (
      <svg className="strip-of-tone" aria-hidden="true" width="100%" height="5">
        <rect width="100%" height="5" fill={tone} />
      </svg>
    )}
  </div>
));

/** The cell that an event on the grid came from, by where it stands among its like. */
function placeOf({ target }: { target: EventTarget }): CellPlace | null {
  const cell = (target as Element).closest('[role="gridcell"]');
  const row = cell?.parentElement;
  if (!cell || !row?.parentElement) return null;
  return [[...row.parentElement.children].indexOf(row), [...row.children].indexOf(cell)];
}

const cellIn = (grid: HTMLElement, [row, column]: CellPlace) =>
  grid.children[row]?.children[column] as HTMLElement | undefined;

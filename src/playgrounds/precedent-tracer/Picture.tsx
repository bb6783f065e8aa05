import type { CSSProperties, KeyboardEvent } from 'react';
import { walk } from '#kit';
import { Blocks, Over } from './Drawing.tsx';
import type { Cell, Tracer } from './model.ts';
import { cellUnder, type Layout } from './place.ts';
import type { Pass, Scene } from './scene.ts';
import { numberForEye, placeInWords, tracedInWords } from './words.ts';

export interface Hands {
  /** A cell was pressed. */
  press(cell: Cell): void;
  /** The chosen cell, or the brush, goes elsewhere. */
  move(cell: Cell): void;
  brushTo(row: number, column: number): void;
  cover(row: number, column: number): void;
  /** A letter: trace precedents, trace dependents, remove arrows. False when it means nothing. */
  letter(key: string): boolean;
}

interface Props {
  layout: Layout;
  state: Tracer;
  scene: Scene;
  pass: Pass;
  hands: Hands;
  live: boolean;
  /** Where the brush stands, while a press covers pixels. */
  brush: readonly [number, number] | null;
  className: string;
}

/** All grids in one picture: a press chooses a cell; the chosen cell is a slider in two directions. */
export function Picture({ layout, state, scene, pass, hands, live, brush, className }: Props) {
  const { width, height } = layout;
  const style = { '--w': width, '--h': height } as CSSProperties;
  return (
    <div className={`pic ${className}`} style={style}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys have the sliders on the cells */}
      <svg
        className="px"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${pass.grids.length} grids and their filters. ${tracedInWords(state, scene)}`}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const x = ((event.clientX - box.left) / box.width) * width;
          const y = ((event.clientY - box.top) / box.height) * height;
          const found = live ? cellUnder(layout, [x, y], 1) : undefined;
          if (found) hands.press(found);
        }}
      >
        <Blocks layout={layout} pass={pass} />
        <Over layout={layout} state={state} scene={scene} />
      </svg>
      <Handle
        {...{ layout, scene }}
        at={state.at}
        label="Chosen cell"
        text={`${placeInWords(state.at)}, value ${numberForEye(state.at.grid, scene.value)}`}
        onMove={hands.move}
        onKey={hands.letter}
      />
      {brush && (
        <Handle
          {...{ layout, scene }}
          at={{ grid: 0, row: brush[0], column: brush[1] }}
          label="Pixel to cover"
          text={`row ${brush[0]}, column ${brush[1]}, pixel ${scene.grids[0]![brush[0]]![brush[1]]}`}
          onMove={({ row, column }) => hands.brushTo(row, column)}
          onKey={(key) => {
            if (key !== ' ' && key !== 'Enter') return hands.letter(key);
            hands.cover(...brush);
            return true;
          }}
        />
      )}
    </div>
  );
}

interface HandleProps {
  layout: Layout;
  scene: Scene;
  at: Cell;
  label: string;
  text: string;
  onMove(cell: Cell): void;
  onKey(key: string): boolean;
}

function Handle({ layout, scene, at, label, text, onMove, onKey }: HandleProps) {
  const block = layout.blocks.find(({ kind, index }) => kind === 'grid' && index === at.grid)!;
  const [rows, columns] = scene.sizes[at.grid]!;
  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const to = walk(event, [at.row, at.column], rows, columns);
    if (to) onMove({ grid: at.grid, row: to[0], column: to[1] });
    else if (event.ctrlKey || !onKey(event.key)) return;
    event.preventDefault();
  };
  return (
    <div
      className="handle"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={rows * columns - 1}
      aria-valuenow={at.row * columns + at.column}
      aria-valuetext={text}
      style={{
        left: `${((block.x + at.column) * 100) / layout.width}%`,
        top: `${((block.y + at.row) * 100) / layout.height}%`,
        width: `${100 / layout.width}%`,
        height: `${100 / layout.height}%`,
      }}
      onKeyDown={press}
    />
  );
}

import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import { NumberGrid } from '#kit';
import { addressOf, type Block, columnLetters } from './addresses.ts';
import { Over } from './Drawing.tsx';
import type { Tracer } from './model.ts';
import type { Hands } from './Picture.tsx';
import type { onSheet } from './place.ts';
import type { Scene } from './scene.ts';
import { signed, toneOf } from './tone.ts';
import { short } from './words.ts';

interface Props {
  layout: ReturnType<typeof onSheet>;
  state: Tracer;
  scene: Scene;
  hands: Hands;
  live: boolean;
}

/** The same grids with their numbers, at the addresses a spreadsheet gives them. Letters work on every cell. */
export function Sheet({ layout, state, scene, hands, live }: Props) {
  const { width, height, addressed } = layout;
  const scroller = useRef<HTMLElement>(null);
  const column = addressed[2 * state.at.grid]!.left + state.at.column;
  useEffect(() => {
    // With the next frame, which has to lay the sheet out anyway.
    const frame = requestAnimationFrame(() => {
      const box = scroller.current;
      if (!box) return;
      const cell = box.scrollWidth / (width + 1);
      const at = (column - 0.5) * cell;
      if (at < box.scrollLeft || at > box.scrollLeft + box.clientWidth) {
        box.scrollLeft = at - box.clientWidth / 2;
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [column, width]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label="The sheet" ref={scroller}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: letters typed on any cell */}
      <div
        className="plane"
        style={{ '--w': width, '--h': height } as CSSProperties}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          if (live && hands.letter(event.key)) event.preventDefault();
        }}
      >
        {Array.from({ length: width }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
          <span className="letter" aria-hidden="true" key={i} style={{ '--x': i } as CSSProperties}>
            {columnLetters(i + 1)}
          </span>
        ))}
        <div className="numbers" aria-hidden="true">
          {Array.from({ length: height }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <span className="number-of-row" key={i} style={{ '--y': i } as CSSProperties}>
              {i + 1}
            </span>
          ))}
        </div>
        {addressed.map((block) => (
          <BlockCells
            key={`${block.kind}${block.index}`}
            {...{ block, state, scene, hands, live }}
          />
        ))}
        <svg className="px over" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <Over
            layout={layout}
            state={{ ...state, overlay: 'none' }}
            scene={{ ...scene, overlay: undefined }}
          />
        </svg>
      </div>
    </section>
  );
}

interface BlockProps extends Omit<Props, 'layout'> {
  block: Block;
}

function BlockCells({ block, state, scene, hands, live }: BlockProps) {
  const { kind, index, title, top, left } = block;
  const isGrid = kind === 'grid';
  const values = isGrid ? scene.grids[index]! : scene.kernels[index - 1]!;
  const tone = useMemo(
    () => (isGrid ? toneOf(index, values) : signed(Math.max(...values.flat().map(Math.abs)) || 1)),
    [isGrid, index, values],
  );
  const scaled = isGrid && index === 0 ? 255 : 1;
  const texts = useMemo(
    () => values.map((row) => row.map((value) => short(value / scaled))),
    [values, scaled],
  );
  const chosen = isGrid && state.at.grid === index;
  return (
    <div
      className="block"
      style={{ '--x': left - 1, '--y': top - 1, '--n': block.columns } as CSSProperties}
    >
      <span className="lab">{title}</span>
      <NumberGrid
        texts={texts}
        label={isGrid ? title : `${title}, used by every cell of Conv${index}`}
        tone={(row, column) => tone.colour(values[row]![column]!)}
        name={(row, column) => `${addressOf(block, row, column)}: ${texts[row]![column] || 0}`}
        mark={(row, column) => {
          const set = isGrid ? (scene.below[index] ?? scene.above[index]) : undefined;
          return set?.rows.includes(row) && set.columns.includes(column) ? 'in' : undefined;
        }}
        pinned={chosen ? [state.at.row, state.at.column] : null}
        onPin={([row, column]) => {
          if (live && isGrid) hands.press({ grid: index, row, column });
        }}
      />
    </div>
  );
}

// biome-ignore-all lint/a11y/useSemanticElements: nine cells to walk through are a grid, not a table of data
import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import { diverging, ink } from '#kit';
import { full } from './drawing.ts';
import type { Link } from './useLink.ts';
import { walk } from './walk.ts';

/** A number's tone as a strip beneath it, so that the number itself stands on paper. */
export function Tone({ fill }: { fill: string }) {
  return (
    <svg className="strip-of-tone" aria-hidden="true" width="100%" height="5">
      <rect width="100%" height="5" fill={fill} />
    </svg>
  );
}

export const weightTone = (weight: number, kernel: readonly number[]): string =>
  diverging(weight, Math.max(...kernel.map(Math.abs)));

interface Props {
  pixels: readonly number[];
  link: Link;
}

/** The nine pixels under the window: an ARIA grid with one tab stop; Enter or Space pins a cell, Escape lets go. */
export function Cells({ pixels, link }: Props) {
  const cells = useRef<(HTMLElement | null)[]>([]);
  const stop = link.lit ?? 4;
  const press = (event: KeyboardEvent, i: number): void => {
    const to = walk(event.key, event.ctrlKey, [Math.floor(i / 3), i % 3], 0, 2);
    if (to) cells.current[to[0] * 3 + to[1]]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') link.pin(i);
    else if (event.key === 'Escape') link.release();
    else return;
    event.preventDefault();
  };
  return (
    <div className="nine framed" role="grid" aria-label="The nine pixels under the window">
      {[0, 1, 2].map((row) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the cells of the row hold the focus
        <div role="row" key={row}>
          {[0, 1, 2].map((column) => {
            const i = 3 * row + column;
            return (
              <div
                key={column}
                role="gridcell"
                ref={(cell) => {
                  cells.current[i] = cell;
                }}
                className={link.lit === i ? 'cell lit' : 'cell'}
                tabIndex={i === stop ? 0 : -1}
                aria-selected={link.pinned === i}
                onKeyDown={(event) => press(event, i)}
                onClick={() => link.pin(i)}
                {...link.point(i)}
              >
                {pixels[i]}
                <Tone fill={ink((pixels[i] ?? 0) / full)} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

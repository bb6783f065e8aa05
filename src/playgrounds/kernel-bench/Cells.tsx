import { type CellPlace, ink, NumberGrid, type Selection } from '#kit';
import { full } from './drawing.ts';
import { sideOf } from './kernels.ts';

interface Props {
  pixels: readonly number[];
  link: Selection<number>;
}

/** The pixels under the window: an ARIA grid with one tab stop; Enter or Space pins a cell, Escape lets go. */
export function Cells({ pixels, link }: Props) {
  const side = sideOf(pixels);
  const index = ([row, column]: CellPlace): number => row * side + column;
  const rows = Array.from({ length: side }, (_, row) =>
    pixels.slice(row * side, (row + 1) * side).map(String),
  );
  return (
    <NumberGrid
      texts={rows}
      label={
        side === 3
          ? 'The nine pixels under the window'
          : `The ${side * side} pixels under the window`
      }
      tone={(row, column) => ink(pixels[row * side + column]! / full)}
      mark={(row, column) => (link.lit === row * side + column ? 'lit' : undefined)}
      pinned={link.pinned === null ? null : [Math.floor(link.pinned / side), link.pinned % side]}
      first={[(side - 1) >> 1, (side - 1) >> 1]}
      onPoint={(place) => link.light(place && index(place))}
      onPin={(place) => link.pin(index(place))}
      onRelease={link.release}
    />
  );
}

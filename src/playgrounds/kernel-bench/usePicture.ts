import { type PointerEvent, useRef } from 'react';
import type { Selection } from '#kit';
import { type Brush, paintLine } from './drawing.ts';
import { anchorOf } from './kernels.ts';
import { clampAt, type Place, type Size } from './model.ts';
import type { BenchModel } from './useBench.ts';

/** What a pointer on the image does: move the window, or paint. */
export type Hand = 'move' | Brush;

interface Options {
  model: BenchModel;
  hand: Hand;
  link: Selection<number>;
  setBrush(at: Place): void;
}

/** The cell of a picture under a pointer. */
export function placeUnder(event: PointerEvent | React.MouseEvent, { rows, columns }: Size): Place {
  const box = event.currentTarget.getBoundingClientRect();
  const cell = (share: number, cells: number): number =>
    Math.min(cells - 1, Math.max(0, Math.floor(share * cells)));
  return [
    cell((event.clientY - box.top) / box.height, rows),
    cell((event.clientX - box.left) / box.width, columns),
  ];
}

/** The pixel of the window, in reading order, that a place of the image is; null outside the window. */
function pixelOf([row, column]: Place, [atRow, atColumn]: Place, side: number): number | null {
  const down = row - atRow + anchorOf(side);
  const right = column - atColumn + anchorOf(side);
  return down >= 0 && down < side && right >= 0 && right < side ? side * down + right : null;
}

/**
 * Pointer handlers of the image. A mouse drags from anywhere; a finger drags the window only by its handle, so that the page
 * can still be scrolled with the image under the thumb, and moves it by a tap anywhere else. Painting takes every pointer.
 */
export function usePicture({ model, hand, link, setBrush }: Options) {
  const { at, side, size, set, moveTo } = model;
  const grip = useRef<Place | null>(null);
  const last = useRef<Place | null>(null);

  const move = ([row, column]: Place): void => {
    const [down, right] = grip.current ?? [0, 0];
    moveTo([row - down, column - right]);
  };
  const paint = (to: Place): void => {
    if (hand === 'move') return;
    const from = last.current ?? to;
    last.current = to;
    setBrush(to);
    set((was) => ({
      ...was,
      at: clampAt(to, side, size),
      paint: paintLine(was.paint, from, to, hand),
    }));
  };

  return {
    onPointerDown: (event: PointerEvent): void => {
      const onHandle = (event.target as Element).getAttribute('role') === 'slider';
      if (event.button !== 0 || (hand === 'move' && event.pointerType !== 'mouse' && !onHandle))
        return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const place = placeUnder(event, size);
      if (hand !== 'move') {
        last.current = null;
        paint(place);
        return;
      }
      const inside = pixelOf(place, at, side) !== null;
      grip.current = inside || onHandle ? [place[0] - at[0], place[1] - at[1]] : [0, 0];
      move(place);
    },
    onPointerMove: (event: PointerEvent): void => {
      const place = placeUnder(event, size);
      if (event.currentTarget.hasPointerCapture(event.pointerId)) {
        if (hand === 'move') move(place);
        else paint(place);
      } else if (event.pointerType === 'mouse') link.light(pixelOf(place, at, side));
    },
    onPointerUp: (event: PointerEvent): void => {
      if (hand === 'move' && grip.current === null) move(placeUnder(event, size));
      grip.current = null;
      last.current = null;
    },
    // The browser took the gesture over to scroll: the window stays where it is.
    onPointerCancel: (): void => {
      grip.current = null;
      last.current = null;
    },
    onPointerLeave: (event: PointerEvent): void => {
      if (event.pointerType === 'mouse') link.light(null);
    },
  };
}

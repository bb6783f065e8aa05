import { type PointerEvent, useRef } from 'react';
import { cellAt } from '#kit';
import { type Brush, paintLine, side } from './drawing.ts';
import { type Bench, clampCentre, type Place } from './model.ts';
import type { Link } from './useLink.ts';

/** What a pointer on the image does: move the window, or paint. */
export type Hand = 'move' | Brush;

interface Options {
  bench: Bench;
  hand: Hand;
  link: Link;
  change(next: (was: Bench) => Bench): void;
  setBrush(at: Place): void;
}

const placeUnder = (event: PointerEvent): Place =>
  cellAt(event.currentTarget.getBoundingClientRect(), event, side);

/** The pixel of the nine (0 to 8) that a place of the image is, or null outside the window. */
const pixelOf = ([row, column]: Place, [atRow, atColumn]: Place): number | null => {
  const [down, right] = [row - atRow + 1, column - atColumn + 1];
  return down >= 0 && down < 3 && right >= 0 && right < 3 ? 3 * down + right : null;
};

/**
 * Pointer handlers of the image. A mouse drags from anywhere; a finger drags the window only by its handle, so that the page
 * can still be scrolled with the image under the thumb, and moves it by a tap anywhere else. Painting takes every pointer.
 */
export function usePicture({ bench, hand, link, change, setBrush }: Options) {
  const grip = useRef<Place | null>(null);
  const last = useRef<Place | null>(null);

  const move = ([row, column]: Place): void => {
    const [down, right] = grip.current ?? [0, 0];
    const at = clampCentre(row - down, column - right);
    change((was) => (was.at[0] === at[0] && was.at[1] === at[1] ? was : { ...was, at }));
  };
  const paint = (to: Place): void => {
    if (hand === 'move') return;
    const from = last.current ?? to;
    last.current = to;
    setBrush(to);
    change((was) => ({
      ...was,
      at: clampCentre(...to),
      paint: paintLine(was.paint, from, to, hand),
    }));
  };

  return {
    onPointerDown: (event: PointerEvent): void => {
      const onHandle = (event.target as Element).getAttribute('role') === 'slider';
      if (event.button !== 0 || (hand === 'move' && event.pointerType !== 'mouse' && !onHandle))
        return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const place = placeUnder(event);
      if (hand !== 'move') {
        last.current = null;
        paint(place);
        return;
      }
      const inside = pixelOf(place, bench.at) !== null;
      grip.current = inside || onHandle ? [place[0] - bench.at[0], place[1] - bench.at[1]] : [0, 0];
      move(place);
    },
    onPointerMove: (event: PointerEvent): void => {
      const place = placeUnder(event);
      if (event.currentTarget.hasPointerCapture(event.pointerId)) {
        if (hand === 'move') move(place);
        else paint(place);
      } else if (event.pointerType === 'mouse') link.light(pixelOf(place, bench.at));
    },
    onPointerUp: (event: PointerEvent): void => {
      if (hand === 'move' && grip.current === null) move(placeUnder(event));
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

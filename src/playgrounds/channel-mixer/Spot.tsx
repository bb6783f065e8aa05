import { type PointerEvent, type ReactNode, useRef } from 'react';
import { cellAt, WindowFrame, walk } from '#kit';
import type { Place } from './model.ts';

interface Props {
  rows: number;
  at: Place;
  /** Cells of the frame along a side: 1, or the 3 of a window with its middle at `at`. */
  frame: number;
  live: boolean;
  /** Makes the picture a slider in two directions; without it only a pointer moves the place. */
  handle?: { label: string; text: string } | undefined;
  onMove(to: Place): void;
  /** The picture; it fills the place. */
  children: ReactNode;
}

/**
 * A square picture with a frame that is moved over it. A mouse drags from anywhere; a finger taps, or drags the frame by its
 * handle, so that the page can still be scrolled; arrow keys move the handle.
 */
export function Spot({ rows, at, frame, live, handle, onMove, children }: Props) {
  const dragging = useRef(false);
  const under = (event: PointerEvent | React.MouseEvent): Place =>
    cellAt(event.currentTarget.getBoundingClientRect(), event, rows);
  const move = (to: Place): void => {
    if (to[0] !== at[0] || to[1] !== at[1]) onMove(to);
  };
  const reach = (frame - 1) / 2;
  const share = (cells: number): string => `${(cells * 100) / rows}%`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: keys have the slider in it
    <div
      className="pic"
      onPointerDown={(event) => {
        const held = (event.target as Element).getAttribute('role') === 'slider';
        if (!live || event.button !== 0 || (event.pointerType !== 'mouse' && !held)) return;
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (dragging.current) move(under(event));
      }}
      onPointerUp={() => {
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
      }}
      onClick={(event) => live && move(under(event))}
    >
      {children}
      <svg className="px over" viewBox={`0 0 ${rows} ${rows}`} aria-hidden="true">
        <WindowFrame row={at[0] - reach} column={at[1] - reach} side={frame} />
      </svg>
      {handle && (
        <div
          className="handle"
          role="slider"
          tabIndex={0}
          aria-label={handle.label}
          aria-valuemin={0}
          aria-valuemax={rows * rows - 1}
          aria-valuenow={at[0] * rows + at[1]}
          aria-valuetext={handle.text}
          style={{
            left: share(at[1] - reach),
            top: share(at[0] - reach),
            width: share(frame),
            height: share(frame),
          }}
          onKeyDown={(event) => {
            const to = walk(event, at, rows, rows);
            if (!to || !live) return;
            event.preventDefault();
            move(to);
          }}
        />
      )}
    </div>
  );
}

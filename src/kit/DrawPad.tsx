import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { DigitPicture } from './DigitPicture.tsx';
import './draw-pad.css';
import { inked, type Stroke } from './pen.ts';

const SIDE = 28;
const steps: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface DrawPadProps {
  strokes: readonly Stroke[];
  onChange(strokes: readonly Stroke[]): void;
  disabled?: boolean;
  /** Tells a screen reader where the pen is and what happened. */
  onSay?(text: string): void;
}

/**
 * A square of 28 × 28 cells to draw on, with a mouse, a finger or keys: arrows move the pen, Space puts it down and
 * lifts it, Backspace takes back the last line, Delete clears.
 */
export function DrawPad({ strokes, onChange, disabled = false, onSay }: DrawPadProps) {
  const [pen, setPen] = useState({ x: 14, y: 7, down: false });
  const drawing = useRef(false);

  const spot = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const inside = (share: number) => Math.min(SIDE, Math.max(0, share * SIDE));
    return {
      x: inside((event.clientX - box.left) / box.width),
      y: inside((event.clientY - box.top) / box.height),
    };
  };
  const longer = (point: { x: number; y: number }) => [
    ...strokes.slice(0, -1),
    [...(strokes.at(-1) ?? []), point],
  ];
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (disabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    onChange([...strokes, [spot(event)]]);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drawing.current) onChange(longer(spot(event)));
  };
  const lift = () => {
    drawing.current = false;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (disabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step) {
      const by = event.shiftKey ? 4 : 1;
      const x = Math.min(SIDE - 1, Math.max(0, pen.x + step[0] * by));
      const y = Math.min(SIDE - 1, Math.max(0, pen.y + step[1] * by));
      setPen({ ...pen, x, y });
      if (pen.down) onChange(longer({ x: x + 0.5, y: y + 0.5 }));
      onSay?.(`Row ${y + 1}, column ${x + 1}${pen.down ? ', drawing' : ''}`);
    } else if (event.key === ' ') {
      if (!pen.down) onChange([...strokes, [{ x: pen.x + 0.5, y: pen.y + 0.5 }]]);
      onSay?.(pen.down ? 'Pen lifted' : 'Pen down');
      setPen({ ...pen, down: !pen.down });
    } else if (event.key === 'Backspace' || event.key === 'Delete') {
      onChange(event.key === 'Delete' ? [] : strokes.slice(0, -1));
      setPen({ ...pen, down: false });
      onSay?.(event.key === 'Delete' ? 'Pad cleared' : 'Last line taken back');
    } else return;
    event.preventDefault();
  };

  return (
    <div
      className="draw-pad"
      role="application"
      aria-roledescription="drawing pad"
      aria-label="Draw a digit. Arrow keys move the pen, with Shift by four; Space puts it down and lifts it; Backspace takes back the last line; Delete clears."
      aria-disabled={disabled}
      tabIndex={disabled ? -1 : 0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={lift}
      onPointerCancel={lift}
      onKeyDown={onKeyDown}
    >
      <DigitPicture pixels={inked(strokes)} />
      <span
        className="pen"
        style={{
          left: `${((pen.x + 0.5) / SIDE) * 100}%`,
          top: `${((pen.y + 0.5) / SIDE) * 100}%`,
        }}
      />
    </div>
  );
}

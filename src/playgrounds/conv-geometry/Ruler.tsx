import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface Props {
  /** `stride` or `padding`; also a class. */
  what: string;
  label: string;
  value: number;
  min: number;
  max: number;
  /** The value in words. */
  text: string;
  /** Where the measured piece begins and ends, as shares of the picture's side. */
  from: number;
  to: number;
  live: boolean;
  /** The handle was pulled to this share of the side. */
  onPull(share: number): void;
  onChange(value: number): void;
}

/** A length along an edge of the picture with a handle at its end: pulled by pointer, moved by arrow keys. */
export function Ruler(props: Props) {
  const { what, label, value, min, max, text, from, to, live, onPull, onChange } = props;
  const line = useRef<HTMLDivElement>(null);
  const pull = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = line.current!.getBoundingClientRect();
    onPull(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  };
  const press = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowRight: value + 1,
      ArrowUp: value + 1,
      ArrowLeft: value - 1,
      ArrowDown: value - 1,
      Home: min,
      End: max,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    onChange(Math.min(max, Math.max(min, next)));
    event.preventDefault();
  };
  const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;
  const atLeft = to < 0.5;
  return (
    <div className={`ruler ${what}`} ref={line}>
      <div className="length" style={{ left: percent(from), width: percent(to - from) }} />
      <span
        className="says"
        style={
          atLeft
            ? { left: `calc(${percent(to)} + 21px)` }
            : { right: `calc(${percent(1 - to)} + 21px)` }
        }
      >
        {text}
      </span>
      <div
        className="grip"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
        aria-disabled={!live}
        style={{ left: percent(to) }}
        onPointerDown={(event) => {
          if (live && event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={pull}
        onKeyDown={press}
      />
    </div>
  );
}

import { type PointerEvent, type ReactNode, useRef } from 'react';
import type { Handle } from './shaping.ts';

type Place = readonly [progress: number, value: number];

interface Props {
  handles: readonly Handle[];
  y: readonly [number, number];
  live: boolean;
  /** A stroke anywhere on the chart draws. */
  free?: boolean;
  children: ReactNode;
  onHold?(on: boolean): void;
  onPull(name: string, progress: number, value: number): void;
  onStroke?(from: Place, to: Place): void;
  onPlace(name: string, place: number): void;
}

/** Pixels from a handle within which a press takes it. */
const REACH = 32;

/** Handles over a chart: pulled by pointer, moved as sliders by the keys. The chart around them lets the page scroll. */
export function Handles(props: Props) {
  const { handles, y, live, free = false, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const held = useRef<{ name: string; from: Place } | null>(null);
  const up = (value: number) => Math.min(1, Math.max(0, (value - y[0]) / (y[1] - y[0])));

  const placeOf = (event: PointerEvent): Place => {
    const { left, top, width, height } = box.current!.getBoundingClientRect();
    const share = (part: number) => Math.min(1, Math.max(0, part));
    return [
      share((event.clientX - left) / width),
      y[0] + (1 - share((event.clientY - top) / height)) * (y[1] - y[0]),
    ];
  };
  const nearest = (event: PointerEvent): string | undefined => {
    const { left, top, width, height } = box.current!.getBoundingClientRect();
    const distances = handles.map(({ name, at }) => ({
      name,
      far: Math.hypot(
        event.clientX - left - at[0] * width,
        event.clientY - top - (1 - up(at[1])) * height,
      ),
    }));
    const [first] = distances.toSorted((a, b) => a.far - b.far);
    return first && first.far <= REACH ? first.name : undefined;
  };
  const move = (now: Place): void => {
    const { name, from } = held.current!;
    if (free) props.onStroke?.(from, now);
    else props.onPull(name, ...now);
    held.current = { name, from: now };
  };
  const down = (event: PointerEvent): void => {
    if (!live || event.button !== 0) return;
    const name = free ? 'stroke' : nearest(event);
    if (name === undefined) return;
    box.current!.setPointerCapture(event.pointerId);
    box
      .current!.querySelector<HTMLInputElement>(`[data-handle="${name}"]`)
      ?.focus({ preventScroll: true });
    event.preventDefault();
    props.onHold?.(true);
    const now = placeOf(event);
    held.current = { name, from: now };
    if (free) move(now);
  };
  const release = (): void => {
    if (held.current) props.onHold?.(false);
    held.current = null;
  };
  return (
    <div
      className={free ? 'handles free' : 'handles'}
      ref={box}
      onPointerDown={down}
      onPointerMove={(event) => held.current && move(placeOf(event))}
      onPointerUp={release}
      onPointerCancel={release}
    >
      {children}
      {handles.map(({ name, label, text, says, below, at, place, places }) => (
        <span
          key={name}
          className="handle"
          style={{ left: `${at[0] * 100}%`, bottom: `${up(at[1]) * 100}%` }}
        >
          <input
            type="range"
            data-handle={name}
            aria-label={label}
            aria-valuetext={text}
            min={0}
            max={places}
            step={1}
            value={place}
            disabled={!live}
            onChange={({ target }) => props.onPlace(name, target.valueAsNumber)}
          />
          {says && (
            <span
              className={`says ${at[0] > 0.6 ? 'left' : ''} ${below ? 'below' : ''}`}
              aria-hidden="true"
            >
              {says}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}

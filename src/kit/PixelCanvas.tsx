import { useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Props {
  /** Rows of numbers; the value at row 0, column 0 is drawn at `before`, `before`. */
  values: readonly (readonly number[])[];
  /** Size of the picture in cells: the values and what is left free around them. */
  rows: number;
  columns: number;
  before?: number;
  /** Where a value stands on the scale, 0 to 1. */
  share(value: number): number;
  /** CSS colour at a share of the scale. */
  colour(share: number): string;
  /** What a reader who cannot see the picture is told. */
  label: string;
}

const STEPS = 200;

/** A grid of numbers too large for an SVG, one pixel a cell, in the colours of the page; redrawn when its theme changes. */
export function PixelCanvas({ values, rows, columns, before = 0, share, colour, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const kept = useRef<{ colour: unknown; theme: number; palette: Uint32Array }>(undefined);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    if (kept.current?.colour !== colour || kept.current.theme !== theme) {
      kept.current = { colour, theme, palette: paletteOf(colour) };
    }
    const { palette } = kept.current;
    const picture = context.createImageData(columns, rows);
    const cells = new Uint32Array(picture.data.buffer);
    values.forEach((row, r) => {
      let at = (r + before) * columns + before;
      for (let c = 0; c < row.length; c++) {
        cells[at++] = palette[Math.round(Math.min(1, Math.max(0, share(row[c]!))) * STEPS)]!;
      }
    });
    context.putImageData(picture, 0, 0);
  }, [values, rows, columns, before, share, colour, theme]);
  return (
    <canvas
      ref={canvas}
      className="px pixel-canvas"
      width={columns}
      height={rows}
      role="img"
      aria-label={label}
    />
  );
}

/** The scale's colours as the four bytes of a pixel, read from the page. */
function paletteOf(colour: (share: number) => string): Uint32Array {
  const strip = Object.assign(document.createElement('canvas'), { width: STEPS + 1, height: 1 });
  const context = strip.getContext('2d', { willReadFrequently: true })!;
  const probe = document.body.appendChild(document.createElement('i'));
  for (let step = 0; step <= STEPS; step++) {
    probe.style.color = colour(step / STEPS);
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(step, 0, 1, 1);
  }
  probe.remove();
  return new Uint32Array(context.getImageData(0, 0, STEPS + 1, 1).data.buffer);
}

/** Counts up whenever the page's colours change. */
function useTheme(): number {
  const [turn, count] = useState(0);
  useEffect(() => {
    const changed = (): void => count((n) => n + 1);
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const switched = new MutationObserver(changed);
    switched.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    system.addEventListener('change', changed);
    return () => {
      switched.disconnect();
      system.removeEventListener('change', changed);
    };
  }, []);
  return turn;
}

import { memo } from 'react';
import './kernel-strip.css';
import { tonePaths } from './tones.ts';

const STOPS = 7;

export interface KernelProps {
  /** Square, row by row. */
  values: readonly number[];
  /** The magnitude drawn strongest; zero is the colour of the paper. */
  max: number;
  /** Names the picture; without it the picture is decoration. */
  label?: string | undefined;
}

/** One kernel as signed tones. Tones of a kind are one path, so that a film of kernels stays light. */
export const Kernel = memo(function Kernel({ values, max, label }: KernelProps) {
  const side = Math.round(Math.sqrt(values.length));
  const rows = Array.from({ length: side }, (_, row) =>
    values.slice(row * side, (row + 1) * side).map((value) => clamp(value / max)),
  );
  return (
    <svg
      className="kernel"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {tonePaths(rows, 1 / STOPS).map(({ value, path }) => (
        <path key={value} fill={toneOf(value)} d={path} />
      ))}
      <rect className="edge" width={side} height={side} />
    </svg>
  );
});

export interface KernelStripProps {
  frames: readonly (readonly number[])[];
  max: number;
  /** What the whole strip shows. */
  label: string;
}

/** One kernel at several moments, first to last. */
export function KernelStrip({ frames, max, label }: KernelStripProps) {
  return (
    <div className="kernel-strip" role="img" aria-label={label}>
      {frames.map((values, i) => (
        // A place in the strip is its identity: frames come in order and are replaced as a whole.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Kernel key={i} values={values} max={max} />
      ))}
    </div>
  );
}

/** The colours of signed values with their ends and zero. */
export function SignedScale({ max }: { max: number }) {
  const stops = Array.from({ length: 2 * STOPS + 1 }, (_, i) => i - STOPS);
  const end = max < 1e5 ? String(Number(max.toPrecision(2))) : max.toExponential(1);
  return (
    <div className="signed-scale">
      <svg viewBox={`0 0 ${stops.length} 1`} preserveAspectRatio="none" aria-hidden="true">
        {stops.map((stop, i) => (
          <rect key={stop} x={i} width={1.02} height={1} fill={toneOf(stop / STOPS)} />
        ))}
      </svg>
      <span>
        <span>−{end}</span>
        <span>0</span>
        <span>+{end}</span>
      </span>
    </div>
  );
}

const clamp = (share: number) => Math.min(1, Math.max(-1, share));

/** The stop of the signed scale for a share of its end, -1 to 1. */
function toneOf(share: number): string {
  const stop = Math.round(Math.abs(share) * STOPS);
  if (stop === 0) return 'var(--zero)';
  return `var(--${share < 0 ? 'neg' : 'pos'}-${stop})`;
}

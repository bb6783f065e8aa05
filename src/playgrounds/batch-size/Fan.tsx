import type { PointerEvent } from 'react';
import type { GradientCloud } from '#lab';
import { figure } from './words.ts';

interface Props {
  cloud: GradientCloud;
  size: number;
  beside: number;
  lit: number | null;
  onLight?: ((batch: number) => void) | undefined;
}

const WIDE = 360;
const HIGH = 240;
const EDGE = 14;
/** Share of all arrows, counted from the shortest, that the picture is drawn to hold. */
const WITHIN = 0.9;

/** Gradients of mini-batches as arrows from one point; one scale for all sizes, so that they compare. */
export function Fan({ cloud, size, beside, lit, onLight }: Props) {
  const of = (wanted: number) => cloud.clouds[cloud.sizes.indexOf(wanted)] ?? [];
  const all = cloud.clouds.flat();
  // A few arrows of the smallest batches leave the picture, so that those of larger ones can be told apart.
  const most = (values: number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(WITHIN * values.length)] ?? 1;
  const right = Math.max(cloud.length, most(all.map(({ along }) => along)));
  const left = Math.min(0, -most(all.map(({ along }) => -along)));
  const side = most(all.map(({ across }) => Math.abs(across)));
  const scale = Math.min((WIDE - 2 * EDGE) / (right - left), (HIGH - 2 * EDGE) / (2 * side));
  const x = (along: number) => WIDE / 2 + (along - (left + right) / 2) * scale;
  const y = (across: number) => HIGH / 2 - across * scale;
  const line = ({ along, across }: { along: number; across: number }) =>
    `M${x(0).toFixed(1)} ${y(0).toFixed(1)}L${x(along).toFixed(1)} ${y(across).toFixed(1)}`;
  const lines = (wanted: number) => of(wanted).map(line).join('');
  const mine = of(size);
  const one = lit === null ? undefined : mine[lit];
  const pick = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = [
      ((event.clientX - box.left) / box.width) * WIDE,
      ((event.clientY - box.top) / box.height) * HIGH,
    ] as const;
    const far = mine.map(({ along, across }) => Math.hypot(x(along) - at[0], y(across) - at[1]));
    if (far.length > 0) onLight?.(far.indexOf(Math.min(...far)));
  };
  return (
    <svg
      className="plot fan"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      role="img"
      aria-label={`Gradients of ${mine.length} mini-batches of ${size} images as arrows from one point, along and across the gradient of ${cloud.reference} images, whose length is ${figure(cloud.length)}.`}
      onPointerDown={onLight && pick}
    >
      <path className="gl" d={`M0 ${y(0)}H${WIDE}M${x(0)} 0V${HIGH}`} />
      <path className="theirs" d={lines(beside)} />
      <path className="mine" d={lines(size)} />
      <path
        className="tips"
        d={mine
          .map(({ along, across }) => `M${x(along).toFixed(1)} ${y(across).toFixed(1)}h0`)
          .join('')}
      />
      <path className="all halo" d={line({ along: cloud.length, across: 0 })} />
      <path className="all" d={line({ along: cloud.length, across: 0 })} />
      {one && (
        <>
          <path className="lit" d={line(one)} />
          <rect
            className="frame"
            x={x(one.along) - 5}
            y={y(one.across) - 5}
            width="10"
            height="10"
          />
        </>
      )}
    </svg>
  );
}

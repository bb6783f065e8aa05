import { letterOf, rolesOf, type Tensor } from './axes.ts';
import { crossText, type Shape } from './fields.ts';
import type { Role } from './model.ts';

interface Props {
  tensor: Tensor;
  name: string;
  sides: Shape;
  lit: Role | null;
  /** Axes that do not fit. */
  odd: readonly Role[];
  onLight(role: Role | null): void;
}

/** How much is drawn of what is many: planes of a stack, stacks of a row. */
const mostPlanes = 5;
const mostStacks = 3;
const shift = 5;

/** Pixels for a side; roots, so that a kernel can be seen beside its image. */
const pixels = (side: number): number => Math.round(Math.min(54, 4 + 9 * Math.sqrt(side)));

/** A tensor as a block: planes behind each other for one axis, stacks beside each other for the next. */
export function Block({ tensor, name, sides, lit, odd, onLight }: Props) {
  const roles = rolesOf(tensor, sides);
  const [height, width] = sides.slice(-2) as [number, number];
  const depth = sides.at(-3) ?? 1;
  const many = sides.at(-4) ?? 1;
  const [w, h] = [pixels(width), pixels(height)];
  const planes = Math.min(depth, mostPlanes);
  const stacks = Math.min(many, mostStacks);
  const back = (planes - 1) * shift;
  const step = w + back + 14;
  const [left, top] = [36, 40];
  const total = {
    width: left + stacks * step + (tensor === 'weight' ? 64 : 32),
    height: top + back + h + 44,
  };

  const label = (axis: number, x: number, y: number, anchor: 'start' | 'middle' | 'end') => {
    const at = sides.length + axis;
    if (at < 0) return null;
    const role = roles[at] ?? null;
    const classes = [
      'axis',
      role !== null && role === lit ? 'lit' : '',
      role !== null && odd.includes(role) ? 'odd' : '',
    ].join(' ');
    return (
      <g
        className={classes}
        onPointerEnter={() => onLight(role)}
        onPointerLeave={() => onLight(null)}
      >
        <text x={x} y={y} textAnchor={anchor}>
          {sides[at]}
        </text>
        <text x={x} y={y + 15} textAnchor={anchor} className="quiet">
          {letterOf(tensor, role)}
        </text>
      </g>
    );
  };
  return (
    <svg
      className="block px"
      role="img"
      aria-label={`${name} as a block of ${crossText(sides)}`}
      width={total.width}
      height={total.height}
    >
      {Array.from({ length: stacks }, (_, stack) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
        <g key={stack}>
          {Array.from({ length: planes }, (_, i) => planes - 1 - i).map((plane) => (
            <rect
              key={plane}
              className={`plane ${lit === 'channels' && roles.at(-3) === 'channels' ? 'lit' : ''}`}
              x={left + stack * step + plane * shift}
              y={top + back - plane * shift}
              width={w}
              height={h}
            />
          ))}
        </g>
      ))}
      {many > stacks && (
        <text x={left + stacks * step} y={top + back + h} className="quiet">
          …
        </text>
      )}
      {label(-1, left + w / 2, top + back + h + 17, 'middle')}
      {label(-2, left - 8, top + back + h / 2, 'end')}
      {sides.length > 2 && label(-3, left + (stacks - 1) * step + back + w + 7, top + 4, 'start')}
      {sides.length > 3 && label(-4, left + (stacks * step) / 2 - 7, 14, 'middle')}
      {sides.length > 4 && (
        <text x={2} y={14} className="axis odd">
          {sides[0]} ×
        </text>
      )}
    </svg>
  );
}

import { NumberField } from '#kit';
import { letterOf, rolesOf, type Tensor } from './axes.ts';
import { axes, longest, type Shape } from './fields.ts';

interface Props {
  tensor: Tensor;
  /** What the code calls it. */
  code: string;
  legend: string;
  sides: Shape;
  live: boolean;
  onChange(sides: Shape): void;
}

/** The sides of a tensor to type, and the axes to put in or take away. */
export function ShapeFields({ tensor, code, legend, sides, live, onChange }: Props) {
  const roles = rolesOf(tensor, sides);
  const act = (label: string, to: Shape, off: boolean) => (
    <button type="button" className="plain" disabled={!live || off} onClick={() => onChange(to)}>
      <code>{label}</code>
    </button>
  );
  return (
    <fieldset className="shape">
      <legend>{legend}</legend>
      <div className="sides">
        {sides.map((side, axis) => (
          <NumberField
            // biome-ignore lint/suspicious/noArrayIndexKey: the axis is the identity
            key={`${sides.length} ${axis}`}
            label={roles[axis] ? letterOf(tensor, roles[axis]) : `axis ${axis}`}
            value={side}
            min={1}
            max={longest}
            whole
            disabled={!live}
            onChange={(value) => onChange(sides.with(axis, value))}
          />
        ))}
      </div>
      <div className="acts">
        {act(`${code}.unsqueeze(0)`, [1, ...sides], sides.length >= axes[1])}
        {act(`${code}.unsqueeze(1)`, sides.toSpliced(1, 0, 1), sides.length >= axes[1])}
        {act(`${code}[0]`, sides.slice(1), sides.length <= axes[0])}
      </div>
    </fieldset>
  );
}

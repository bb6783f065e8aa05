import type { PaddingMode } from '#cnn/math';
import { Choices, Slider } from '#kit';
import type { Geometry } from './model.ts';
import { bounds, type Measure } from './settings.ts';
import type { Refusal } from './shape.ts';

const measures: readonly { measure: Measure; label: string; text(value: number): string }[] = [
  { measure: 'size', label: 'Input', text: (n) => `${n} × ${n}` },
  { measure: 'kernel', label: 'Kernel', text: (n) => `${n} × ${n}` },
  { measure: 'stride', label: 'Stride', text: String },
  { measure: 'padding', label: 'Padding', text: String },
  { measure: 'dilation', label: 'Dilation', text: String },
];
const modes: readonly { value: PaddingMode; label: string }[] = [
  { value: 'zeros', label: 'zeros' },
  { value: 'reflect', label: 'reflect' },
  { value: 'replicate', label: 'replicate' },
];

interface Props {
  state: Geometry;
  live: boolean;
  onChange(part: Partial<Geometry>): void;
}

/** The five numbers as sliders, and what the padding holds. */
export function Controls({ state, live, onChange }: Props) {
  return (
    <div className="controls">
      {measures.map(({ measure, label, text }) => (
        <Slider
          key={measure}
          label={label}
          value={state[measure]}
          min={bounds[measure][0]}
          max={bounds[measure][1]}
          text={text(state[measure])}
          disabled={!live}
          onChange={(value) =>
            onChange(measure === 'size' ? { size: value, layer: 0 } : { [measure]: value })
          }
        />
      ))}
      <Choices
        legend="The padding holds"
        value={state.mode}
        options={modes}
        disabled={!live}
        onChange={(mode) => onChange({ mode })}
      />
    </div>
  );
}

/** What PyTorch raises, what is drawn instead, and a button that mends it. */
export function Refused(props: {
  refusal: Refusal;
  live: boolean;
  onFix(part: Partial<Geometry>): void;
}) {
  const { message, drawn, fix } = props.refusal;
  return (
    <div className="said is-error refused" role="alert">
      <p>
        PyTorch refuses: <code>{message}</code>
      </p>
      <p>
        {drawn}{' '}
        <button
          type="button"
          className="plain"
          disabled={!props.live}
          onClick={() => props.onFix({ [fix.measure]: fix.value })}
        >
          Set the {fix.measure} to {fix.value}
        </button>
      </p>
    </div>
  );
}

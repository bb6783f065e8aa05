import { Slider } from '#kit';
import { bounds, type Tied } from './model.ts';
import { refusalOf, type Sizes } from './sizes.ts';

type Bound = keyof typeof bounds;

const measures: readonly { measure: Bound; label: string }[] = [
  { measure: 'kernel', label: 'Kernel' },
  { measure: 'stride', label: 'Stride' },
  { measure: 'padding', label: 'Padding' },
  { measure: 'dilation', label: 'Dilation' },
  { measure: 'inChannels', label: 'Channels in' },
  { measure: 'outChannels', label: 'Channels out' },
];
/** After the sides with room to look at comes the digit's. */
const afterTwelve = 13;
const side = (value: number): number => (value === 28 ? afterTwelve : value);

interface Props {
  state: Tied;
  live: boolean;
  onShape(part: Partial<Sizes>): void;
}

/** What shapes the matrix: the image's sides, the kernel, its steps, the channels. */
export function Controls({ state, live, onShape }: Props) {
  const large = state.height === 28;
  const turn = (name: 'height' | 'width') => (value: number) => {
    if (value === afterTwelve) onShape({ height: 28, width: 28 });
    else if (large) onShape({ height: value, width: value });
    else onShape({ [name]: value });
  };
  return (
    <div className="controls">
      {(['height', 'width'] as const).map((name) => (
        <Slider
          key={name}
          label={name === 'height' ? 'Image height' : 'Image width'}
          value={side(state[name])}
          min={1}
          max={afterTwelve}
          text={String(state[name])}
          disabled={!live}
          onChange={turn(name)}
        />
      ))}
      {measures.map(({ measure, label }) => (
        <Slider
          key={measure}
          label={label}
          value={state[measure]}
          min={bounds[measure][0]}
          max={bounds[measure][1]}
          text={measure === 'kernel' ? `${state.kernel} × ${state.kernel}` : String(state[measure])}
          disabled={!live || (large && measure.endsWith('Channels'))}
          onChange={(value) => onShape({ [measure]: value })}
        />
      ))}
      {large && <p className="said quiet">On 28 × 28 the matrix is drawn for one channel.</p>}
    </div>
  );
}

/** What PyTorch raises, and a button that mends it. */
export function Refused({ state, live, onShape }: Props) {
  const refusal = refusalOf(state);
  if (!refusal) return null;
  return (
    <div className="said is-error refused" role="alert">
      <p>
        PyTorch refuses: <code>{refusal.message}</code>
      </p>
      <p>
        There is no place for the kernel, so there is no row to draw.{' '}
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => onShape({ kernel: refusal.kernel })}
        >
          Set the kernel to {refusal.kernel} × {refusal.kernel}
        </button>
      </p>
    </div>
  );
}

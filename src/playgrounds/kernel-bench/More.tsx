import { Choices, NumberField, PhotoDrop, TakeAway } from '#kit';
import { biasLimit } from './kernels.ts';
import { benchCodec } from './model.ts';
import { csv, pytorch } from './take.ts';
import type { BenchModel } from './useBench.ts';
import type { OwnPhoto as Own } from './useOwnPhoto.ts';
import type { Hand } from './usePicture.ts';

interface Props {
  model: BenchModel;
  /** Key of the state in the address. */
  id: string;
  own: Own;
  tiny: boolean;
  setTiny(tiny: boolean): void;
  hand: Hand;
  live: boolean;
  setHand(hand: Hand): void;
  /** How often the reader has pressed Reset: a half-typed bias goes with it. */
  resets: number;
}

const hands = [
  { value: 'move', label: 'moves the window' },
  { value: '#', label: 'paints ink' },
  { value: 'o', label: 'rubs out' },
] as const;
const sizes = [
  { value: 'large', label: 'up to 640 × 480' },
  { value: 'tiny', label: '28 × 28, as a digit' },
] as const;
const flips = [
  { value: 'no', label: 'as written (PyTorch)' },
  { value: 'yes', label: 'turned by 180°, true convolution' },
] as const;

/** The bench behind the figure: bias, flip, own drawing or photo, and what can be taken along. */
export function More({ model, id, own, tiny, setTiny, hand, live, setHand, resets }: Props) {
  const { state: bench, set, image, response, at, side, sum } = model;
  return (
    <details className="more">
      <summary>More: bias, flip, own drawing or photo, take it with you</summary>
      <NumberField
        key={resets}
        label="Bias, added to every sum"
        value={bench.bias}
        min={-biasLimit}
        max={biasLimit}
        disabled={!live}
        onChange={(bias) => set((was) => ({ ...was, bias }))}
      />
      <Choices
        legend="The kernel meets the pixels"
        value={bench.flip ? 'yes' : 'no'}
        options={flips}
        disabled={!live}
        onChange={(value) => set((was) => ({ ...was, flip: value === 'yes' }))}
      />
      <Choices
        legend="On the image, a pointer or the space bar"
        value={own.photo ? 'move' : hand}
        options={hands}
        disabled={!live || own.photo !== null}
        onChange={setHand}
      />
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live || bench.paint === ''}
          onClick={() => set((was) => ({ ...was, paint: '' }))}
        >
          Take the drawing off
        </button>
      </div>
      <PhotoDrop own={own} live={live}>
        <Choices
          legend="Size of the photo"
          value={tiny ? 'tiny' : 'large'}
          options={sizes}
          onChange={(value) => setTiny(value === 'tiny')}
        />
      </PhotoDrop>
      <TakeAway
        name="kernel-bench"
        link={() => `${id}?${benchCodec.format(bench)}`}
        code={() => pytorch(bench, image, at, sum.total)}
        csv={() => csv(response, side)}
      />
    </details>
  );
}

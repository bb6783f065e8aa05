import type { Grid } from '#cnn/math';
import { Choices, CopyButton, download } from '#kit';
import { BiasField } from './BiasField.tsx';
import type { Bench } from './model.ts';
import { savePicture } from './save.ts';
import { csv, pytorch } from './take.ts';
import type { Hand } from './usePicture.ts';

interface Props {
  bench: Bench;
  image: Grid;
  response: Grid;
  total: number;
  hand: Hand;
  live: boolean;
  setHand(hand: Hand): void;
  /** How often the reader has pressed Reset: a half-typed bias goes with it. */
  resets: number;
  change(next: (was: Bench) => Bench): void;
}

const hands = [
  { value: 'move', label: 'moves the window' },
  { value: '#', label: 'paints ink' },
  { value: 'o', label: 'rubs out' },
] as const;
const flips = [
  { value: 'no', label: 'as written (PyTorch)' },
  { value: 'yes', label: 'turned by 180°, true convolution' },
] as const;

/** The bench behind the figure: bias, flip, own drawing, and what can be taken along. */
export function More({
  bench,
  image,
  response,
  total,
  hand,
  live,
  setHand,
  resets,
  change,
}: Props) {
  return (
    <details className="more">
      <summary>More: bias, flip, own drawing, take it with you</summary>
      <BiasField
        key={resets}
        bias={bench.bias}
        live={live}
        onChange={(bias) => change((was) => ({ ...was, bias }))}
      />
      <Choices
        legend="The kernel meets the pixels"
        value={bench.flip ? 'yes' : 'no'}
        options={flips}
        disabled={!live}
        onChange={(value) => change((was) => ({ ...was, flip: value === 'yes' }))}
      />
      <Choices
        legend="On the image, a pointer or the space bar"
        value={hand}
        options={hands}
        disabled={!live}
        onChange={setHand}
      />
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live || bench.paint === ''}
          onClick={() => change((was) => ({ ...was, paint: '' }))}
        >
          Take the drawing off
        </button>
        <CopyButton label="Copy as PyTorch" text={() => pytorch(bench, image, total)} />
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => download('response.csv', 'text/csv', csv(response))}
        >
          Response as CSV
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => savePicture(image, response, bench, 'png')}
        >
          Picture as PNG
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => savePicture(image, response, bench, 'svg')}
        >
          Picture as SVG
        </button>
      </div>
    </details>
  );
}

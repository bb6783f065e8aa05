import { useEffect, useRef, useState } from 'react';
import type { Recipe } from '#cnn/math';
import { Choices, diverging, ink, Kernel, PixelGrid, Slider, type Training } from '#kit';
import { forEye } from '#kit/state';
import type { Inside as Step } from '#lab';
import { bothSides, shifted, unitsOf, wasted } from './dead.ts';
import type { StatsState } from './model.ts';

interface Props {
  training: Training;
  recipe: Recipe;
  layer: string;
  step: number;
  unit: number | null;
  view: StatsState['view'];
  live: boolean;
  change(part: Partial<StatsState>): void;
}

const views = [
  { value: 'fastai', label: 'what fastai records: before the ReLU' },
  { value: 'expected', label: 'what you may expect: after it' },
] as const;
/** Images of the batch that are drawn. */
const SHOWN = 12;

/** A batch laid open: its images, the kernels it met, and the units that are dead on it, forward and back. */
export function Inside({ training, recipe, layer, step, unit, view, live, change }: Props) {
  const { ask, running } = training;
  const [found, keep] = useState<{ of: string; inside: Step }>();
  const [waiting, wait] = useState(false);
  const [problem, tell] = useState('');
  const [shift, move] = useState(0);
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);

  const key = `${JSON.stringify(recipe)} ${step}`;
  const inside = found?.of === key ? found.inside : undefined;
  const conv = layer.replace('bn', 'conv');
  const open = async (): Promise<void> => {
    leaving.current?.abort();
    const mine = new AbortController();
    leaving.current = mine;
    wait(true);
    tell('');
    try {
      const given = { recipe, step, images: recipe.batchSize };
      keep({ of: key, inside: await ask('inside', given, mine.signal) });
    } catch (reason) {
      if (!mine.signal.aborted) tell((reason as Error).message);
    } finally {
      if (leaving.current === mine) wait(false);
    }
  };
  if (!inside) {
    return (
      <div className="inside">
        <p className="said">
          The run is trained again from its seed up to batch {forEye(step)}, and that batch is laid
          open: its images, what every layer put out, and the gradients it gave.
        </p>
        <button
          type="button"
          className="btn win"
          disabled={!live || running || waiting}
          onClick={open}
        >
          {waiting ? 'Training up to there' : `Open batch ${forEye(step)}`}
        </button>
        {problem && (
          <p className="said is-error" role="alert">
            {problem}
          </p>
        )}
      </div>
    );
  }
  const units = unitsOf(inside, conv);
  const dead = units.filter(({ active }) => active === 0);
  const chosen = units[unit ?? dead[0]?.channel ?? 0] ?? units[0]!;
  const { before, after } = bothSides(inside, conv);
  const seen = view === 'fastai' ? before : after;
  const kernels = inside.weights['conv1.weight']!;
  const [rows, columns, , count] = kernels.shape as [number, number, number, number];
  const kernel = (at: number) =>
    Array.from({ length: rows * columns }, (_, cell) => kernels.values[cell * count + at]!);
  const steepest = Math.max(...Array.from(kernels.values, Math.abs));
  return (
    <div className="inside">
      <p className="rowname">
        <em>batch {forEye(step)}</em>
        <span>
          {SHOWN} of its {inside.labels.length} images; loss {forEye(inside.loss, 3)}, learning rate{' '}
          {forEye(inside.lr, 4)}, momentum {forEye(inside.mom, 3)}
        </span>
      </p>
      <div className="images">
        {inside.labels.slice(0, SHOWN).map((label, i) => (
          <PixelGrid
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the batch is the identity
            key={i}
            values={imageOf(inside, i)}
            colour={(value) => ink(value)}
            step={0.1}
            label={`A ${label}`}
          />
        ))}
      </div>
      <p className="rowname">
        <em>kernels of conv1 at that step</em>
      </p>
      <div className="kernels">
        {Array.from({ length: count }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
          <Kernel key={at} values={kernel(at)} max={steepest} label={`Kernel ${at + 1}`} />
        ))}
      </div>
      <Choices
        legend={`The numbers of ${conv}`}
        value={view}
        options={views}
        disabled={!live}
        onChange={(value) => change({ view: value })}
      />
      <p className="said">
        Mean {forEye(seen.mean, 3)}, standard deviation {forEye(seen.std, 3)}, near zero{' '}
        {forEye(seen.nearZero, 3)}. The share near zero is the same on both sides of a ReLU, for it
        counts everything up to 0.05, all negative numbers too; mean and deviation are not.
      </p>
      <p className="rowname">
        <em>
          {dead.length === 0
            ? 'no dead unit'
            : dead.length === 1
              ? 'one dead unit'
              : `${dead.length} dead units`}
        </em>
        <span>
          of {units.length} in {conv}: a mark for each, as tall as its share of active outputs
        </span>
      </p>
      <div className="units" role="radiogroup" aria-label={`Units of ${conv}`}>
        {units.map(({ channel, active }) => (
          // biome-ignore lint/a11y/useSemanticElements: bars to choose from, not form fields
          <button
            type="button"
            role="radio"
            key={channel}
            aria-checked={channel === chosen.channel}
            aria-label={`Unit ${channel}: active on ${forEye(active * 100, 0)} of 100 outputs`}
            tabIndex={channel === chosen.channel ? 0 : -1}
            onClick={() => {
              move(0);
              change({ unit: channel });
            }}
            onKeyDown={({ key, currentTarget }) => {
              const to =
                key === 'ArrowRight'
                  ? currentTarget.nextElementSibling
                  : key === 'ArrowLeft'
                    ? currentTarget.previousElementSibling
                    : null;
              (to as HTMLElement | null)?.focus();
              (to as HTMLElement | null)?.click();
            }}
          >
            <span
              className={active === 0 ? 'none' : ''}
              style={{ height: `${active * 100}%`, background: diverging(active, 1) }}
            />
          </button>
        ))}
      </div>
      <p className="said">
        Unit {chosen.channel}: its highest number before the ReLU is {forEye(chosen.highest, 3)}
        {chosen.active === 0
          ? `, so it puts out 0 everywhere, and no gradient comes back: the largest of its weights’ gradients is ${forEye(chosen.gradient, 6)}.`
          : `; it is above 0 on ${forEye(chosen.active * 100, 1)} of 100 outputs, and its weights’ largest gradient is ${forEye(chosen.gradient, 6)}.`}{' '}
        {forEye(wasted(units) * 100, 0)} of 100 products that the next layer forms with {conv} have
        a zero in them.
      </p>
      <Slider
        label={`Added to the bias of unit ${chosen.channel}`}
        value={shift}
        min={-2}
        max={10}
        step={0.1}
        text={`${forEye(shift, 1)}: active on ${forEye(shifted(inside, conv, chosen.channel, shift) * 100, 0)} of 100 outputs`}
        onChange={move}
      />
    </div>
  );
}

/** One image of the batch as ink from 0 to 1: its darkest and lightest numbers are ink and paper. */
function imageOf({ input }: Step, i: number): number[][] {
  const image = input.values.subarray(i * 784, (i + 1) * 784);
  const low = Math.min(...image);
  const range = Math.max(...image) - low || 1;
  return Array.from({ length: 28 }, (_, row) =>
    Array.from(image.subarray(row * 28, row * 28 + 28), (value) => (value - low) / range),
  );
}

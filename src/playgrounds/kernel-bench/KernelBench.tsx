import { useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { Choices, Status, Unfolding, useHydrated, useSelection } from '#kit';
import { forEye } from '#kit/state';
import { Cells } from './Cells.tsx';
import { ChallengeView } from './ChallengeView.tsx';
import { judge } from './challenges.ts';
import { FeatureView } from './FeatureView.tsx';
import type { Partings } from './feature.ts';
import { ImagePane } from './ImagePane.tsx';
import { KernelCells, WrongWeights } from './KernelCells.tsx';
import { kernelNote, pastedKernel, presetOf, presetsOf, sides, withSide } from './kernels.ts';
import { Ledger } from './Ledger.tsx';
import { More } from './More.tsx';
import { type Bench, digits, type View, withKernel } from './model.ts';
import { ResponsePane } from './ResponsePane.tsx';
import { ResponseTable } from './ResponseTable.tsx';
import { SheetView } from './SheetView.tsx';
import { neighbours, randomKernel } from './sum.ts';
import { productCode } from './take.ts';
import { useBench } from './useBench.ts';
import { useFeature } from './useFeature.ts';
import { useOwnPhoto } from './useOwnPhoto.ts';
import type { Hand } from './usePicture.ts';
import { useTyping } from './useTyping.ts';
import { Zoom } from './Zoom.tsx';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: Bench;
  /** Ten packed images, 0 to 9. */
  images: readonly string[];
  /** The feature of the start, measured at build, where the start shows it. */
  drawn: Partings | null;
}

const pictures = digits.map((digit) => ({ value: digit, label: digit }));
const sideChoices = sides.map((side) => ({ value: String(side), label: `${side} × ${side}` }));
const viewChoices: { value: View; label: string }[] = [
  { value: 'sum', label: 'the sum' },
  { value: 'sheet', label: 'the sheet' },
  { value: 'feature', label: 'a feature: 3 or 7' },
  { value: 'challenge', label: 'a challenge' },
];

/** An image, a kernel, their response, and the one sum now in question. State is in; handlers change it; all numbers come from the model. */
export default function KernelBench({ id, start, images, drawn }: Props) {
  const live = useHydrated();
  const [said, say] = useState('');
  const [hand, setHand] = useState<Hand>('move');
  const [resets, countReset] = useState(0);
  const [tiny, setTiny] = useState(false);
  const own = useOwnPhoto(say);
  const model = useBench(id, start, images, own.photo, tiny);
  const { state: bench, set, problem, reset, at, side, sum, response, how, centre, large } = model;
  const { digit, kernel, flip, view, mean, goal } = bench;
  const typing = useTyping(model.setWeight);
  const help = useId();
  const link = useSelection(bench.cell, (cell) => set((was) => ({ ...was, cell })));

  const shot = own.photo?.image;
  useEffect(() => {
    if (shot) centre(shot);
  }, [shot, centre]);

  const isDrawn =
    kernel === start.kernel &&
    bench.bias === start.bias &&
    flip === start.flip &&
    mean === start.mean;
  // What stands below, and the cells of the table, may come a moment after the picture.
  const below = useDeferredValue(view);
  const sheet = useDeferredValue(below === 'sheet' ? { model, link } : null);
  const table = useDeferredValue(response);
  const feature = useFeature(drawn, isDrawn, below === 'feature', how, mean);
  const verdict = useMemo(
    () => (below === 'challenge' ? judge(goal, how) : null),
    [below, goal, how],
  );
  const choose = (chosen: readonly number[], name: string): void => {
    typing.clear();
    set((was) => withKernel(was, chosen));
    say(`Kernel: ${name}.`);
  };
  const paste = (text: string): boolean => {
    try {
      const pasted = pastedKernel(text);
      if (pasted) choose(pasted, 'pasted');
      return pasted !== null;
    } catch (fault) {
      typing.refuse((fault as Error).message);
      return true;
    }
  };
  const name = own.photo
    ? own.photo.from
    : digit === 'zeros'
      ? 'An image of zeros'
      : `Handwritten ${digit}, an MNIST training image`;
  const plain = side <= 3;

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className={plain ? 'desk' : 'desk many'} style={{ '--k': side } as React.CSSProperties}>
        {plain && !large && <Zoom at={at} side={side} />}
        <ImagePane {...{ model, name, hand, live, link }} isPhoto={own.photo !== null} />
        <div className="pane mid">
          <span className="lab one">
            <span className="opt">window at </span>row {at[0]}, column {at[1]}
          </span>
          <Cells pixels={sum.pixels} link={link} />
          <span className="lab two">times the kernel{flip && ', turned'}</span>
          <KernelCells {...{ kernel, flip, live, link, typing, help }} onPaste={paste} />
          <p className="makes">
            adds up to <output>{forEye(sum.total)}</output>
          </p>
        </div>
        <ResponsePane {...{ model, live }} />
      </div>
      <WrongWeights {...{ kernel, typing, help }} />
      <div className="under">
        <Choices
          legend="Kernel"
          hideLegend
          value={presetOf(kernel)?.name ?? ''}
          options={presetsOf(side).map((preset) => ({ value: preset.name, label: preset.label }))}
          disabled={!live}
          onChange={(value) => {
            const preset = presetsOf(side).find((one) => one.name === value)!;
            choose(preset.kernel, preset.label);
          }}
        />
        <p className="said quiet note-of-kernel">{kernelNote(kernel)}</p>
      </div>
      <div className="row views">
        <p className="hang">Below, show</p>
        <div className="rest">
          <Choices
            legend="Shown below"
            hideLegend
            value={view}
            options={viewChoices}
            disabled={!live}
            onChange={(next) => set((was) => ({ ...was, view: next }))}
          />
        </div>
      </div>
      {below === 'sum' && (
        <div className="row sum-row">
          <p className="hang">The sum</p>
          <div className="text">
            <Ledger {...{ at, sum, link }} bias={bench.bias} />
            <p className="code-of-lit n">
              <code>
                {link.lit === null || link.lit >= sum.pixels.length
                  ? `(window * kernel).sum()${bench.bias === 0 ? '' : ' + bias'}`
                  : `${productCode(bench, at, link.lit)}  # ${forEye(sum.products[link.lit]!)}`}
              </code>
            </p>
          </div>
          <p className="note">{neighbours(response, at, side)}</p>
        </div>
      )}
      {sheet && <SheetView {...sheet} />}
      {below === 'feature' && (
        <FeatureView
          {...feature}
          {...{ mean, live }}
          onAgain={feature.again}
          onMean={(next) => set((was) => ({ ...was, mean: next }))}
        />
      )}
      {verdict && (
        <ChallengeView
          {...{ goal, verdict, live }}
          onGoal={(next) => set((was) => ({ ...was, goal: next }))}
          onEmpty={() => choose(Array(side * side).fill(0), 'empty')}
        />
      )}
      <div className="row">
        <p className="hang">The image</p>
        <div className="rest">
          <Choices
            legend="Image"
            hideLegend
            value={own.photo ? '' : digit}
            options={pictures}
            disabled={!live}
            onChange={(value) => {
              own.clear();
              set((was) => ({ ...was, digit: value, paint: '' }));
              say(value === 'zeros' ? 'Image of zeros.' : `Image: handwritten ${value}.`);
            }}
          />
          <Choices
            legend="Side of the kernel"
            value={String(side)}
            options={sideChoices}
            disabled={!live}
            onChange={(value) => choose(withSide(kernel, Number(value)), `${value} by ${value}`)}
          />
          <div className="acts">
            <button
              type="button"
              className="plain"
              disabled={!live}
              onClick={() => {
                typing.clear();
                countReset((n) => n + 1);
                setHand('move');
                setTiny(false);
                own.clear();
                reset();
                say('Back to the start.');
              }}
            >
              Reset
            </button>
            <button
              type="button"
              className="plain"
              disabled={!live}
              onClick={() => choose(randomKernel(kernel), 'weights at random')}
            >
              Random kernel
            </button>
            <More {...{ model, id, own, tiny, setTiny, hand, live, setHand, resets }} />
            {!large && (
              <Unfolding summary="The response as a table">
                {() => <ResponseTable response={table} side={side} />}
              </Unfolding>
            )}
          </div>
        </div>
      </div>
      <Status>
        {said &&
          `${said} Response at row ${at[0]}, column ${at[1]}: ${forEye(sum.total)}.${verdict ? ` ${verdict.solved ? 'Solved.' : verdict.why}` : ''}`}
      </Status>
    </>
  );
}

import { useDeferredValue, useMemo, useState } from 'react';
import { Status, useFigureState, useHydrated, useSelection } from '#kit';
import { Controls, Refused } from './Controls.tsx';
import { samePin } from './fields.ts';
import { KernelFields } from './KernelFields.tsx';
import { lightOf } from './light.ts';
import { ImageMaps, OutputMaps } from './Maps.tsx';
import { MatrixPicture } from './MatrixPicture.tsx';
import { More } from './More.tsx';
import { patternOf, shown } from './matrix.ts';
import { codec, legal, reshaped, type Tied } from './model.ts';
import { planOf } from './plan.ts';
import { RowSum } from './RowSum.tsx';
import type { Sizes } from './sizes.ts';
import { Ties } from './Ties.tsx';
import { checkWords, pinWords } from './words.ts';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: Tied;
}

/** A convolution as a matrix: picture, kernel, matrix, vectors, and the sum of a row. One thing lit is lit in all. */
export default function ConvMatrix({ id, start }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const [names, name] = useState(true);
  const [resets, countReset] = useState(0);
  const change = (part: Partial<Tied>): void => set((was) => legal({ ...was, ...part }));
  const shape = (part: Partial<Sizes>): void => set((was) => reshaped(was, part));
  const selection = useSelection(state.pin, (pin) => change({ pin }), samePin);

  const { height, width, kernel, stride, padding, dilation, inChannels, outChannels } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes alone decide the pattern
  const pattern = useMemo(
    () => patternOf(state),
    [height, width, kernel, stride, padding, dilation, inChannels, outChannels],
  );
  const { pin: _, ...drawnFrom } = state;
  const key = JSON.stringify(drawnFrom);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the state but for what is pinned
  const current = useMemo(() => ({ state, all: shown(state, pattern) }), [key]);
  const { all } = current;
  // On 28 by 28 the drawing may come a moment after the numbers.
  const later = useDeferredValue(current);
  const light = lightOf(selection.lit, all ?? { weightAt: new Map(), columns: 1 });
  const held = lightOf(selection.pinned, all ?? { weightAt: new Map(), columns: 1 });
  const onWeight = (weight: number, value: number): void => {
    if (all) change({ weights: all.weights.with(weight, value) });
  };
  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <Refused {...{ state, live }} onShape={shape} />
      {all && (
        <>
          <div className="desk">
            <ImageMaps {...{ state, all, light, selection }} />
            <KernelFields
              key={resets}
              {...{ state, selection, live, onWeight }}
              lit={light.weight}
              weights={all.weights}
            />
            <OutputMaps {...{ state, all, light, selection }} />
          </div>
          <span className="lab matrix-lab">
            the unrolled image above the matrix, {all.rows} × {all.columns}, their product beside it
          </span>
          {later.all && (
            <MatrixPicture
              state={later.state}
              all={later.all}
              plan={planOf(later.all)}
              {...{ names, light, selection }}
            />
          )}
          <p className="said readout">
            {pinWords(state, all, selection.lit) ||
              'Point at anything: it lights up wherever it stands.'}
          </p>
        </>
      )}
      <Controls {...{ state, live }} onShape={shape} />
      {all && (
        <>
          <div className="row">
            <p className="hang">The row</p>
            <div className="text">
              <RowSum {...{ state, all, light, selection }} row={light.row ?? held.row ?? 0} />
              <p className="said quiet">{checkWords(all)}</p>
            </div>
          </div>
          <div className="row">
            <p className="hang">The bill</p>
            <div className="text">
              <Ties {...{ state, all, selection, live, onWeight }} light={held} onChange={change} />
            </div>
          </div>
        </>
      )}
      <div className="row bare">
        <div className="text">
          <More
            {...{ id, state, all, names, live }}
            onNames={name}
            onChange={change}
            onReset={() => {
              countReset(resets + 1);
              reset();
            }}
          />
        </div>
      </div>
      <Status>{all && state.pin ? `Pinned. ${pinWords(state, all, state.pin)}` : ''}</Status>
    </>
  );
}

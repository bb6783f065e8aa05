import { useDeferredValue, useMemo, useState } from 'react';
import { Status, useFigureState, useHydrated, useSelection } from '#kit';
import { forEye } from '#kit/state';
import { unpackImage } from '../kernel-bench/drawing.ts';
import { ChainStrip } from './ChainStrip.tsx';
import { Controls, Refused } from './Controls.tsx';
import { puzzle } from './guess.ts';
import { More } from './More.tsx';
import { codec, type Geometry, legal } from './model.ts';
import { Outputs } from './Outputs.tsx';
import { Prediction } from './Prediction.tsx';
import { Scene } from './Scene.tsx';
import { chainOf } from './shape.ts';
import { drawn } from './values.ts';
import { WindowPane, WindowSum } from './WindowPane.tsx';
import { leftOut, sizeSteps } from './words.ts';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: Geometry;
  /** The chapter's 3, packed. */
  digit: string;
}

/** A convolution's geometry: the padded input with its window, the output, the formula with today's numbers. */
export default function ConvGeometry({ id, start, digit }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const [shown, show] = useState('');
  const [puzzles, countPuzzles] = useState(1);
  const change = (part: Partial<Geometry>): void => set((was) => legal({ ...was, ...part }));
  const selection = useSelection(state.cell, (cell) => change({ cell }));

  const { size, kernel, stride, padding, dilation, mode, image, weights, layer } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the window stands changes nothing that is drawn here
  const all = useMemo(
    () => drawn(state, unpackImage(digit, '')),
    [size, kernel, stride, padding, dilation, mode, image, weights, layer, digit],
  );
  const chain = chainOf(state);
  const key = [size, kernel, stride, padding, dilation, mode, layer].join();
  const hidden = state.predict && shown !== key;
  // What comes out may be drawn a moment after what is pulled at.
  const later = useDeferredValue(all);
  const { shape, output } = all;
  const value = output?.[state.at[0]]?.[state.at[1]];

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="desk">
        <Scene
          {...{ state, all, selection, hidden, live }}
          onMove={(at) => change({ at })}
          onSet={(measure, to) => change({ [measure]: to })}
        />
        <WindowPane {...{ state, all, selection }} />
        <Outputs {...{ state, hidden }} all={later} onMove={(at) => change({ at })} />
      </div>
      {shape.refusal && <Refused refusal={shape.refusal} live={live} onFix={change} />}
      <Controls {...{ state, live }} onChange={change} />
      <div className="row">
        <p className="hang">The size</p>
        <div className="text">
          <p className="said quiet">
            ⌊(input + 2 · padding − dilation · (kernel − 1) − 1) ÷ stride⌋ + 1
          </p>
          {!hidden && (
            <p className="steps-of-size">
              {sizeSteps(state, shape).map((step, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place in the equation is the identity
                <span key={i}>
                  {i > 0 && '= '}
                  {step}{' '}
                </span>
              ))}
            </p>
          )}
          {!hidden && <p className="said quiet">{leftOut(state, shape)}</p>}
          <Prediction
            key={puzzles}
            settings={state}
            size={shape.size}
            predict={state.predict}
            {...{ hidden, live }}
            onPredict={(predict) => change({ predict })}
            onAnother={() => {
              countPuzzles(puzzles + 1);
              change({ ...puzzle(puzzles), layer: 0, mode: 'zeros' });
            }}
            onShow={() => show(key)}
          />
        </div>
      </div>
      {!hidden && (
        <div className="row">
          <p className="hang">The sum</p>
          <div className="text">
            <WindowSum {...{ state, all, selection }} />
          </div>
        </div>
      )}
      {!hidden && (
        <div className="row">
          <p className="hang">Stacked</p>
          <div className="text">
            <ChainStrip {...{ state, chain, live }} onLayer={(to) => change({ layer: to })} />
          </div>
        </div>
      )}
      <More {...{ id, state, all, hidden, live }} onChange={change} onReset={reset} />
      <Status>
        {hidden || value === undefined
          ? ''
          : `Output ${shape.out} by ${shape.out}. At row ${state.at[0]}, column ${state.at[1]} it is ${forEye(value)}.`}
      </Status>
    </>
  );
}

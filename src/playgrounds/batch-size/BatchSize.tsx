import { useMemo, useState } from 'react';
import {
  Choices,
  NumberField,
  Slider,
  Status,
  TakeAway,
  useFigureState,
  useHydrated,
  useTraining,
} from '#kit';
import { forEye } from '#kit/state';
import type { GradientCloud } from '#lab';
import { Budget } from './Budget.tsx';
import { spreadsOf } from './cloud.ts';
import { Fan } from './Fan.tsx';
import { type BatchState, codec } from './model.ts';
import { COUNT, points, REFERENCE, recipe, sizes, stepOf } from './points.ts';
import { type Recording, unpackedAll } from './recorded.ts';
import { Spreads } from './Spreads.tsx';
import { csvOf, torchOf } from './take.ts';
import { useTiming } from './useTiming.ts';
import { angleText, figure } from './words.ts';

interface Props {
  id: string;
  start: BatchState;
  recording: Recording;
}

/** Mini-batch gradients at one point of a real network, how their spread shrinks with the size, and what that costs. */
export default function BatchSize({ id, start, recording }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const training = useTraining();
  const timing = useTiming(training);
  const recorded = useMemo(() => unpackedAll(recording), [recording]);
  const [own, setOwn] = useState<Record<string, GradientCloud>>({});
  const [asking, setAsking] = useState<AbortController>();
  const [fault, setFault] = useState<string>();
  const { size, beside, point, lit, seed } = state;
  const change = (part: Partial<BatchState>): void => set((was) => ({ ...was, ...part }));

  const key = `${point} ${seed}`;
  const taken = own[key];
  const cloud = taken ?? recorded[point];
  const spreads = useMemo(() => spreadsOf(cloud), [cloud]);
  const of = (wanted: number) => spreads.find((one) => one.size === wanted)!;
  const mine = cloud.clouds[cloud.sizes.indexOf(size)] ?? [];
  const one = lit === null ? undefined : mine[lit];
  const times = of(size).measured / of(beside).measured;
  const words =
    `Mini-batches of ${size} lie ${figure(of(size).measured)} off on average, ${angleText(of(size).angle)} from the large batch’s direction. ` +
    (size === beside
      ? ''
      : `Those of ${beside}: ${figure(of(beside).measured)} and ${angleText(of(beside).angle)}, ${forEye(Math.max(times, 1 / times), 1)} times ${times > 1 ? 'less' : 'more'} noise; the square root says ${forEye(Math.sqrt(Math.max(size / beside, beside / size)), 1)}.`);

  const take = async (): Promise<void> => {
    const mine = new AbortController();
    setAsking(mine);
    setFault(undefined);
    try {
      const answer = await training.ask(
        'gradients',
        {
          recipe: { ...recipe, seed },
          step: stepOf(point),
          sizes: [...sizes],
          count: COUNT,
          reference: REFERENCE,
        },
        mine.signal,
      );
      setOwn((was) => ({ ...was, [key]: answer }));
    } catch (problem) {
      if (!mine.signal.aborted) setFault((problem as Error).message);
    }
    setAsking(undefined);
  };
  const busy = asking !== undefined || timing.running;

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="pictures">
        <div>
          <p className="rowname">
            <em>gradients</em>
            <span>
              thick: {forEye(cloud.reference)} images; thin: {mine.length} batches of {size}; grey:
              of {beside}
            </span>
          </p>
          <Fan
            cloud={cloud}
            size={size}
            beside={beside}
            lit={lit}
            onLight={live ? (batch) => change({ lit: batch }) : undefined}
          />
        </div>
        <div>
          <p className="rowname">
            <em>spread</em>
            <span>line: measured; dashed: as 1/√size</span>
          </p>
          <div className="inset">
            <Spreads
              spreads={spreads}
              size={size}
              onPick={live ? (value) => change({ size: value }) : undefined}
            />
          </div>
        </div>
      </div>
      <div className="sliders">
        <Slider
          label="Batch size"
          value={sizes.indexOf(size)}
          min={0}
          max={sizes.length - 1}
          disabled={!live}
          text={`${size} images`}
          onChange={(place) => change({ size: sizes[place]! })}
        />
        <Slider
          label="Behind it, grey"
          value={sizes.indexOf(beside)}
          min={0}
          max={sizes.length - 1}
          disabled={!live}
          text={`${beside} images`}
          onChange={(place) => change({ beside: sizes[place]! })}
        />
        <Slider
          label="One mini-batch"
          value={lit === null ? 0 : lit + 1}
          min={0}
          max={mine.length}
          disabled={!live}
          text={
            one && lit !== null
              ? `number ${lit + 1}: length ${figure(one.length)}, ${angleText((Math.acos(Math.min(1, Math.max(-1, one.cosine))) * 180) / Math.PI)} off`
              : 'none lit'
          }
          onChange={(value) => change({ lit: value === 0 ? null : value - 1 })}
        />
      </div>
      <p className="said">{words}</p>
      <div className="head">
        <Choices
          legend="Point of the training"
          value={point}
          options={points.map(({ name, label }) => ({ value: name, label }))}
          disabled={!live || busy}
          onChange={(value) => change({ point: value })}
        />
        <NumberField
          label="Seed"
          value={seed}
          min={0}
          max={999}
          whole
          disabled={!live || busy}
          onChange={(value) => change({ seed: value })}
        />
      </div>
      <div className="acts">
        <button
          type="button"
          className="btn"
          disabled={!live || timing.running}
          onClick={() => (asking ? asking.abort() : void take())}
        >
          {asking ? 'Stop' : 'Take the gradients here'}
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            asking?.abort();
            timing.reset();
            training.reset();
            setOwn({});
            setFault(undefined);
            reset();
          }}
        >
          Reset
        </button>
        <span className="said">
          {asking
            ? `Training ${stepOf(point)} updates, then ${COUNT * sizes.length} gradients.`
            : taken
              ? 'Taken in this tab.'
              : seed === recipe.seed
                ? 'Recorded with seed 0.'
                : 'Recorded with seed 0; this seed was not taken yet.'}
        </span>
      </div>
      {fault && (
        <p className="said is-error" role="alert">
          {fault}
        </p>
      )}
      <Budget
        state={state}
        timing={timing}
        live={live}
        busy={asking !== undefined}
        onChange={change}
      />
      <details className="more">
        <summary>More: the spreads as a table, take it with you</summary>
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">batch size</th>
              <th scope="col">spread</th>
              <th scope="col">by 1/√size</th>
              <th scope="col">mean angle</th>
            </tr>
          </thead>
          <tbody>
            {spreads.map((row) => (
              <tr key={row.size}>
                <th scope="row">{row.size}</th>
                <td>{figure(row.measured)}</td>
                <td>{figure(row.predicted)}</td>
                <td>{angleText(row.angle)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <TakeAway
          name="batch-size"
          link={() => `${id}?${codec.format(state, start)}`}
          code={torchOf}
          csv={() => csvOf(cloud, state.epochs)}
        />
      </details>
      <Status>
        {asking ? 'Taking gradients.' : timing.running ? 'Timing.' : live ? words : ''}
      </Status>
    </>
  );
}

import { useMemo } from 'react';
import { Choices, Slider, Status } from '#kit';
import { forEye } from '#kit/state';
import { type Curve, type CycleState, effectiveStep, STEPS } from './model.ts';
import { rivalWords } from './rivals.ts';
import { rateText } from './shaping.ts';
import { BALLS, BROAD, curvatureOf, type Fleet, fleetOf, lossAt, RANGE, SHARP } from './valley.ts';

interface Props {
  state: CycleState;
  curve: Curve;
  rival: Curve;
  live: boolean;
  /** The reader has moved something: the result is spoken. */
  changed: boolean;
  onChange(part: Partial<CycleState>): void;
}

const WIDE = 360;
const HIGH = 120;
const across = (weight: number) => ((weight - RANGE[0]) / (RANGE[1] - RANGE[0])) * WIDE;
const up = (loss: number) => HIGH - (loss / 1.3) * (HIGH - 14);
const ground = Array.from({ length: 301 }, (_, i) => RANGE[0] + (i / 300) * (RANGE[1] - RANGE[0]));
const valley = ground
  .map((w, i) => `${i === 0 ? 'M' : 'L'}${across(w).toFixed(1)} ${up(lossAt(w)).toFixed(1)}`)
  .join('');
/** Height of the paths below: time runs down. */
const TIME = 84;

const pathsOf = ({ paths }: Fleet, step: number): string =>
  paths
    .map((path) =>
      path
        .slice(0, step + 1)
        .map(
          (w, i) =>
            `${i === 0 ? 'M' : 'L'}${across(w).toFixed(1)} ${((i / STEPS) * TIME).toFixed(1)}`,
        )
        .join(''),
    )
    .join('');

/** Balls under both schedules in a loss of one weight with a sharp and a broad minimum. */
export function Valley({ state, curve, rival, live, changed, onChange }: Props) {
  const { from, noisy, step } = state;
  const noise = noisy ? 0.5 : 0;
  const mine = useMemo(() => fleetOf(curve, from, noise), [curve, from, noise]);
  const other = useMemo(() => fleetOf(rival, from, noise), [rival, from, noise]);
  const { name } = rivalWords[state.rival];
  const balls = (fleet: Fleet, kind: string, lift: number) =>
    fleet.paths.map((path, seed) => {
      const weight = path[step]!;
      return (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: the seed is the identity
          key={seed}
          className={kind}
          cx={across(weight).toFixed(1)}
          cy={(up(lossAt(weight)) - lift).toFixed(1)}
          r="3.5"
        />
      );
    });
  const count = mine.paths.length;
  const at = Math.min(step, STEPS - 1);
  return (
    <div className="valley">
      <p className="rowname">
        <em>loss over one weight</em>
        <span>filled: yours; rings: {name}; their ways below, first batch on top</span>
      </p>
      <svg
        className="plot"
        viewBox={`0 0 ${WIDE} ${HIGH + TIME + 10}`}
        role="img"
        aria-label={`A simulated loss with a sharp minimum on the left and a broad one on the right. After batch ${step}: ${count} ${count === 1 ? 'ball' : 'balls'} under your schedule and as many under the rival.`}
      >
        <path className="me" d={valley} />
        <g transform={`translate(0 ${HIGH + 10})`}>
          <path className="gl" d={`M${across(SHARP.at)} 0v${TIME}M${across(BROAD.at)} 0v${TIME}`} />
          <path className="way theirs" d={pathsOf(other, step)} />
          <path className="way mine" d={pathsOf(mine, step)} />
        </g>
        {balls(other, 'ball theirs', 9)}
        {balls(mine, 'ball mine', 3.5)}
      </svg>
      <p className="wells" aria-hidden="true">
        <span style={{ left: `${(100 * across(SHARP.at)) / WIDE}%` }}>sharp</span>
        <span style={{ left: `${(100 * across(BROAD.at)) / WIDE}%` }}>broad</span>
      </p>
      <Slider
        label="Batch"
        value={step}
        min={0}
        max={STEPS}
        disabled={!live}
        text={`${step} of ${STEPS}`}
        onChange={(value) => onChange({ step: value })}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="sheet" tabIndex={0} aria-label="Where the balls ended">
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">after {STEPS} batches</th>
              <th scope="col">in the sharp minimum</th>
              <th scope="col">in the broad one</th>
              <th scope="col">off its bottom</th>
              <th scope="col">farthest past it</th>
            </tr>
          </thead>
          <tbody>
            {[
              { title: 'yours', fleet: mine },
              { title: name, fleet: other },
            ].map(({ title, fleet }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>
                  {fleet.sharp} of {fleet.paths.length}
                </td>
                <td>{fleet.broad}</td>
                <td>{fleet.broad > 0 ? forEye(fleet.unrest) : '·'}</td>
                <td>{forEye(fleet.overshoot)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="said">
        A steady slope would carry your ball by{' '}
        {rateText(effectiveStep(curve.lrs[at]!, curve.moms[at]!))} times itself at each such batch,
        the other by {rateText(effectiveStep(rival.lrs[at]!, rival.moms[at]!))}: rate / (1 −
        momentum). This is a simulation with one weight and SGD, no network. The sharp minimum has a
        curvature of {forEye(curvatureOf(SHARP))}, the broad one of {forEye(curvatureOf(BROAD))}.
      </p>
      <div className="head">
        <Choices
          legend="The balls start"
          value={from}
          options={[
            { value: 'sharp', label: 'beside the sharp minimum' },
            { value: 'broad', label: 'beside the broad one' },
          ]}
          disabled={!live}
          onChange={(value) => onChange({ from: value })}
        />
        <Choices
          legend="Slopes"
          value={noisy ? 'noisy' : 'exact'}
          options={[
            { value: 'noisy', label: `noisy, ${BALLS} balls` },
            { value: 'exact', label: 'exact, one ball' },
          ]}
          disabled={!live}
          onChange={(value) => onChange({ noisy: value === 'noisy' })}
        />
      </div>
      <Status>
        {changed
          ? `Yours: ${mine.sharp} in the sharp minimum, ${mine.broad} in the broad one, of ${count}. ${name}: ${other.sharp} and ${other.broad}.`
          : ''}
      </Status>
    </div>
  );
}

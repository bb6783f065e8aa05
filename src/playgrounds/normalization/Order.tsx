import { useMemo } from 'react';
import { Choices, type Training } from '#kit';
import { forEye } from '#kit/state';
import { axis, histogramOf } from './affine.ts';
import { ChannelChoice } from './ChannelChoice.tsx';
import { Histogram } from './Histogram.tsx';
import { channelsOf } from './layers.ts';
import { type Finished, type NormState, ownOf } from './model.ts';
import { handed } from './order.ts';
import type { Outcomes } from './outcomes.ts';
import { Run } from './Run.tsx';
import { Seeds, summary } from './Seeds.tsx';

interface Props {
  state: NormState;
  outcomes: Outcomes;
  finished: readonly Finished[];
  training: Training;
  live: boolean;
  change(part: Partial<NormState>): void;
}

const orders = [
  { value: 'after', label: 'conv, ReLU, batch norm' },
  { value: 'before', label: 'conv, batch norm, ReLU' },
] as const;

/** Batch norm before or after ReLU: what it normalises, what the next layer gets, and how seeds end. */
export function Order({ state, outcomes, finished, training, live, change }: Props) {
  const { place, channel } = state;
  const { into, out, zeros } = useMemo(() => handed(place, channel), [place, channel]);
  const mean = out.reduce((sum, value) => sum + value, 0) / out.length;
  const negative = out.filter((value) => value < 0).length / out.length;
  const share = (part: number): string => `${forEye(part * 100, 0)} %`;
  return (
    <>
      <Choices
        legend="Order"
        value={place}
        options={orders}
        disabled={!live || training.running}
        onChange={(value) => change({ place: value })}
      />
      <ChannelChoice state={state} channels={channelsOf('conv1')} live={live} change={change} />
      <div className="pair">
        <div>
          <span className="lab">what is normalised</span>
          <Histogram
            label={`What batch norm normalises in channel ${channel}: ${place === 'after' ? 'a spike at 0 and a tail, for the ReLU has been there' : 'sums on both sides of 0'}.`}
            counts={histogramOf(into)}
            from={axis.from}
            to={axis.to}
          />
        </div>
        <div>
          <span className="lab">what the next layer gets</span>
          <Histogram
            label={`What the next layer gets: mean ${forEye(mean)}, ${share(zeros)} exactly 0, ${share(negative)} negative.`}
            counts={histogramOf(out)}
            from={axis.from}
            to={axis.to}
          />
        </div>
      </div>
      <p className="said">
        The next layer gets mean {forEye(mean)}, {share(zeros)} zeros, {share(negative)} negative
        numbers.{' '}
        <span className="quiet">
          The sums are those of run E’s first convolution for the ten digits, with γ = 1 and β = 0.
        </span>
      </p>
      <p className="rowname">
        <em>accuracy of either order</em>
        <span>a tick a seed, rings: trained here</span>
      </p>
      <Seeds
        label="Accuracy by order"
        strips={[
          { name: 'ReLU first', values: outcomes.batch, own: ownOf(finished, 'batch', 512) },
          {
            name: 'batch norm first',
            values: outcomes.before,
            own: ownOf(finished, 'batch', 512, 'before'),
          },
        ]}
      />
      <p className="said">
        Measured, {outcomes.batch.length} seeds each: ReLU first {summary(outcomes.batch)}, batch
        norm first {summary(outcomes.before)}. So few seeds cannot tell them apart.
      </p>
      <Run state={state} training={training} live={live} change={change} />
    </>
  );
}

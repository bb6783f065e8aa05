import { Choices, NumberGrid, type Training, viridis } from '#kit';
import { forEye } from '#kit/state';
import { Cube } from './Cube.tsx';
import { type Finished, groupCounts, type NormState, normKinds, ownOf, recipeOf } from './model.ts';
import type { Outcomes } from './outcomes.ts';
import { Run } from './Run.tsx';
import { Seeds, summary } from './Seeds.tsx';
import { blockChannels, blockDigits, cellMeans, setCount, sharedMoments, sharing } from './sets.ts';

interface Props {
  state: NormState;
  outcomes: Outcomes;
  /** The reader's own runs. */
  finished: readonly Finished[];
  training: Training;
  live: boolean;
  change(part: Partial<NormState>): void;
}

const sets: Record<NormState['norm'], string> = {
  batch: 'the same channel of all images',
  layer: 'all channels of its image',
  group: 'its group of channels of its image',
  instance: 'nothing but itself',
};
const compared = ['none', ...normKinds] as const;
const nameOf = (kind: (typeof compared)[number]): string =>
  kind === 'none' ? 'without a norm' : kind;
const means = cellMeans();
const most = Math.max(...means.flat());

/** Which numbers of the block share a mean and a variance, and what that does to a training. */
export function Sets({ state, outcomes, finished, training, live, change }: Props) {
  const { norm, groups, batch } = state;
  const place = { image: state.image, channel: state.channel };
  const lit = sharing(norm, groups, place);
  const cells = lit.flat().filter(Boolean).length;
  const moments = sharedMoments(norm, groups, place);
  const small = batch === '8';
  const { steps, batchSize, lr } = recipeOf(state);
  const of = (kind: NormState['norm'] | 'none') =>
    (small ? outcomes.small[kind] : outcomes[kind]) ?? [];
  const measured = compared.filter((kind) => of(kind).length > 0);
  return (
    <>
      <Choices
        legend="Norm"
        value={norm}
        options={normKinds.map((value) => ({ value, label: value }))}
        disabled={!live || training.running}
        onChange={(value) => change({ norm: value })}
      />
      {norm === 'group' && (
        <Choices
          legend="Groups of the eight channels"
          value={String(groups)}
          options={groupCounts.map((count) => ({ value: String(count), label: String(count) }))}
          disabled={!live}
          onChange={(count) => change({ groups: Number(count) })}
        />
      )}
      <div className="desk">
        <Cube lit={lit} />
        <div className="cells">
          <span className="lab">
            the block from above, the mean of each 14 × 14 map; a row an image:{' '}
            {blockDigits.join(', ')}
          </span>
          <div className="sideways">
            <NumberGrid
              label="Images by channels of the first convolution"
              texts={means.map((row) => row.map((mean) => forEye(mean, 1)))}
              tone={(image, channel) => viridis(means[image]![channel]! / most)}
              name={(image, channel) =>
                `the ${blockDigits[image]}, channel ${channel}: mean ${forEye(means[image]![channel]!, 1)}${lit[image]![channel] ? ', shares' : ''}`
              }
              mark={(image, channel) => (lit[image]![channel] ? 'lit' : undefined)}
              pinned={[place.image, place.channel]}
              onPin={([image, channel]) => change({ image, channel })}
            />
          </div>
          <p className="said">
            Channel {place.channel} of the {blockDigits[place.image]} shares its mean and variance
            with {sets[norm]}: {cells} of {blockDigits.length * blockChannels} cells,{' '}
            {forEye(moments.count)} numbers, mean {forEye(moments.mean)}, variance{' '}
            {forEye(moments.variance)}. The block has {setCount(norm, groups)} such sets.
            {norm === 'group' && groups === 1 && ' One group is what layer norm takes.'}
            {norm === 'group' &&
              groups === blockChannels &&
              ' A group a channel is what instance norm takes.'}
          </p>
        </div>
      </div>
      <Choices
        legend="A training with it, in batches of"
        value={batch}
        options={[
          { value: '512', label: '512, as in the chapter' },
          { value: '8', label: '8' },
        ]}
        disabled={!live || training.running}
        onChange={(value) => change({ batch: value })}
      />
      <Seeds
        label={`Accuracy by norm, batches of ${batch}`}
        strips={compared
          .map((kind) => ({
            name: kind,
            values: of(kind),
            own: ownOf(finished, kind, Number(batch)),
          }))
          .filter(({ values, own }) => values.length + own.length > 0)}
      />
      <p className="said">
        {measured.length > 0 &&
          `Measured, ${of(measured[0]!).length} seeds each: ${measured.map((kind) => `${nameOf(kind)} ${summary(of(kind))}`).join(', ')}.`}
      </p>
      <Run state={state} training={training} live={live} change={change} />
      <p className="said quiet">
        {forEye(steps)} batches of {batchSize}, the 1cycle’s peak at {lr}
        {small ? '.' : ', as run E.'} In the trained network a group is eight channels, so the first
        convolution has one. Batch norm also follows the last convolution; the others leave it
        without a norm.
      </p>
    </>
  );
}

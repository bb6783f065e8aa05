import { useMemo } from 'react';
import { recipes } from '#cnn/math';
import { Choices } from '#kit';
import { forEye } from '#kit/state';
import { ChannelChoice } from './ChannelChoice.tsx';
import { learnedOf } from './layers.ts';
import type { NormState } from './model.ts';
import { clouds, draws, steady } from './noise.ts';
import type { Outcomes } from './outcomes.ts';
import { Seeds, summary } from './Seeds.tsx';
import { Strips } from './Strips.tsx';

interface Props {
  state: NormState;
  outcomes: Outcomes;
  live: boolean;
  change(part: Partial<NormState>): void;
}

/** One digit in many random batches: the smaller the batch, the further its output wanders. */
export function Noise({ state, outcomes, live, change }: Props) {
  const { mine, channel, draw } = state;
  const all = useMemo(() => clouds(mine, channel, draw), [mine, channel, draw]);
  const evaluated = steady(mine, channel);
  const outputs = all.flatMap((cloud) => cloud.outputs);
  const [low, high] = [Math.min(evaluated, ...outputs), Math.max(evaluated, ...outputs)];
  const [first, last] = [all[2]!, all.at(-1)!];
  const { weight, bias } = learnedOf('conv5', channel);
  const deviations = (evaluated - bias) / weight;
  // Of n numbers none lies more than √(n − 1) deviations above their mean.
  const held = Math.abs(deviations) > Math.sqrt(first.size - 1);
  const said = `With batches of ${first.size} the output spreads by ${forEye(first.spread)}, with ${last.size} by ${forEye(last.spread)}.`;
  return (
    <>
      <p className="rowname">
        <em>
          the {mine}’s output for “{channel}”, {draws} random batches of each size
        </em>
        <span>dashed: in evaluation, {forEye(evaluated)}</span>
      </p>
      <Strips
        label={`Outputs of the last batch norm for one ${mine}, by batch size. ${said} In evaluation it is ${forEye(evaluated)} always.`}
        strips={all.map((cloud) => ({ name: String(cloud.size), values: cloud.outputs }))}
        y={[low, high]}
        yTicks={[low, high].map((at) => ({ at, text: forEye(at, 1) }))}
        line={evaluated}
        height={220}
      />
      <p className="said">
        {said}{' '}
        {held &&
          `This output lies ${forEye(Math.abs(deviations), 1)} deviations from the mean. Small batches hold it back: of n numbers none lies more than √(n − 1) deviations out. `}
        <span className="quiet">
          This is the noise of the last norm alone; those before it add theirs.
        </span>
      </p>
      <div className="acts">
        <button
          type="button"
          className="btn"
          disabled={!live}
          onClick={() => change({ draw: (draw + 1) % 1000 })}
        >
          Draw other batches
        </button>
      </div>
      <p className="rowname">
        <em>accuracy with it and without</em>
        <span>
          a tick a seed; {recipes.E.recipe.steps} batches of {recipes.E.recipe.batchSize}, all else
          alike
        </span>
      </p>
      <Seeds
        label="Accuracy without and with batch norm"
        strips={[
          { name: 'no norm', values: outcomes.none },
          { name: 'batch norm', values: outcomes.batch },
        ]}
      />
      <p className="said">
        Measured, {outcomes.batch.length} seeds each: {summary(outcomes.none)} without,{' '}
        {summary(outcomes.batch)} with batch norm. Not measured by it: why. The training loss is
        lower too, so the network with batch norm has learned more in as many steps. That the noise
        makes it generalise better is believed, and argued about.
      </p>
      <details>
        <summary>Another digit, another output; the spreads as a table</summary>
        <Choices
          legend="Digit followed"
          value={String(mine)}
          options={Array.from({ length: 10 }, (_, digit) => ({
            value: String(digit),
            label: String(digit),
          }))}
          disabled={!live}
          onChange={(digit) => change({ mine: Number(digit), channel: Number(digit) })}
        />
        <ChannelChoice
          legend="Output for"
          state={state}
          channels={10}
          live={live}
          change={change}
        />
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">batch size n</th>
              <th scope="col">spread</th>
              <th scope="col">spread · √n</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ size, spread }) => (
              <tr key={size}>
                <th scope="row">{size}</th>
                <td>{forEye(spread, 3)}</td>
                <td>{forEye(spread * Math.sqrt(size), 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="said quiet">
          In large batches the last column stays about the same: the spread falls as 1/√n.
        </p>
      </details>
    </>
  );
}

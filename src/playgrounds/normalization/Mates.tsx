import { Choices, LineChart } from '#kit';
import { forEye } from '#kit/state';
import { Batch } from './Batch.tsx';
import { ChannelChoice } from './ChannelChoice.tsx';
import { channelsOf, learnedOf } from './layers.ts';
import { MapPane } from './MapPane.tsx';
import { batchOf, isRefusal, outcomeOf, pairs } from './mates.ts';
import type { NormState } from './model.ts';

interface Props {
  digits: readonly (readonly number[])[];
  state: NormState;
  live: boolean;
  change(part: Partial<NormState>): void;
}

const modes = [
  { value: 'train', label: 'training' },
  { value: 'eval', label: 'evaluation' },
] as const;
const layers = [
  { value: 'conv1', label: 'first conv, 14×14' },
  { value: 'conv5', label: 'last conv, 1×1' },
] as const;

/** One digit in a batch with others: in training its normalised numbers depend on them, in evaluation they do not. */
export function Mates({ digits, state, live, change }: Props) {
  const { mode, layer, mine, mates, channel, at } = state;
  const outcome = outcomeOf(state, batchOf(state));
  const alone = pairs(state);
  const others = alone.map((pair) => pair[mode]);
  const evaluated = alone[0]!.eval;
  const y = isRefusal(outcome) ? Number.NaN : outcome.y;
  const known = [...alone.flatMap((pair) => [pair.train, pair.eval]), y].filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = Math.max(0.2, (high - low) * 0.08);
  const spread = Math.max(...others) - Math.min(...others);
  return (
    <>
      <div className="head">
        <Choices
          legend="Mode of the network"
          value={mode}
          options={modes}
          disabled={!live}
          onChange={(value) => change({ mode: value })}
        />
        <Choices
          legend="The norm after the"
          value={layer}
          options={layers}
          disabled={!live}
          onChange={(value) => change({ layer: value })}
        />
      </div>
      <Batch
        digits={digits}
        mine={mine}
        mates={mates}
        disabled={!live}
        onChange={(next) => change({ mates: next })}
      />
      {isRefusal(outcome) ? (
        <p className="said is-error refusal">
          <code>{outcome.refused}</code>
          <br />A batch of one and one number an image: there is nothing to take a variance of. Put
          a second digit into the batch, or switch to evaluation.
        </p>
      ) : (
        <div className="desk">
          {layer === 'conv1' && (
            <>
              <MapPane
                label={`the ${mine}, channel ${channel}, before`}
                values={outcome.before}
                max={Math.max(...outcome.before, 1e-9)}
                at={at}
                onLook={live ? (next) => change({ at: next }) : undefined}
              />
              <MapPane
                label="normalised"
                values={outcome.after}
                max={Math.max(...outcome.after.map(Math.abs), 1e-9)}
                at={at}
              />
            </>
          )}
          <div className="sum">
            <span className="lab">
              {mode === 'train'
                ? `μ and σ² of this batch: ${forEye(outcome.count)} numbers`
                : 'μ and σ²: running averages of the training'}
            </span>
            <p className="n formula">
              <span>(x − μ) / √(σ² + ε)</span>
              <span>
                = ({forEye(outcome.x)} − {inBrackets(outcome.by.mean)}) / √
                {forEye(outcome.by.variance, 3)}
              </span>
              <span className="result">= {forEye(y)}</span>
            </p>
          </div>
        </div>
      )}
      <p className="rowname">
        <em>the same number, with one mate</em>
        <span>
          {mode === 'train'
            ? 'a ring for each mate; dashed: in evaluation'
            : 'every ring on one line'}
        </span>
      </p>
      <div className="dots">
        <LineChart
          label={`The normalised number of the ${mine} with each other digit as its only mate, ${mode === 'train' ? `in training: from ${forEye(Math.min(...others))} to ${forEye(Math.max(...others))}` : `in evaluation: ${forEye(evaluated)} with every one`}.`}
          height={240}
          x={[low - room, high + room]}
          y={[10.6, -0.6]}
          yTicks={alone.map(({ mate }) => ({ at: mate, text: `with ${mate}` }))}
          xTicks={[low, high].map((value) => ({ at: value, text: forEye(value) }))}
          lines={[
            {
              kind: 'ghost',
              points: [
                [evaluated, -0.6],
                [evaluated, 10.6],
              ],
            },
          ]}
          rings={alone.map((pair) => ({ at: [pair[mode], pair.mate] as const }))}
          cursor={Number.isFinite(y) && { x: y, y: 10.2, text: `your batch: ${forEye(y)}` }}
        />
      </div>
      <p className="said">
        {mode === 'train'
          ? `One mate swapped moves it by up to ${forEye(spread)}, though the ${mine} itself is the same.`
          : `Whoever is in the batch, it stays ${forEye(evaluated)}.`}
        {layer === 'conv5' &&
          mode === 'train' &&
          ' Of two numbers one is always 1 deviation above their mean, the other 1 below.'}{' '}
        <span className="quiet">
          γ and β come after: {forEye(learnedOf(layer, channel).weight)} and{' '}
          {forEye(learnedOf(layer, channel).bias)} for this channel.
        </span>
      </p>
      <details>
        <summary>Another digit, another channel; the numbers as a table</summary>
        <Choices
          legend="Digit followed"
          value={String(mine)}
          options={digits.map((_, digit) => ({ value: String(digit), label: String(digit) }))}
          disabled={!live}
          onChange={(digit) =>
            change({ mine: Number(digit), mates: mates.replace(digit, String(mine)) })
          }
        />
        <ChannelChoice state={state} channels={channelsOf(layer)} live={live} change={change} />
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">only mate</th>
              <th scope="col">in training</th>
              <th scope="col">in evaluation</th>
            </tr>
          </thead>
          <tbody>
            {alone.map((pair) => (
              <tr key={pair.mate}>
                <th scope="row">{pair.mate}</th>
                <td>{forEye(pair.train)}</td>
                <td>{forEye(pair.eval)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** A negative number in brackets, so that a minus does not follow a minus. */
const inBrackets = (value: number): string => (value < 0 ? `(${forEye(value)})` : forEye(value));

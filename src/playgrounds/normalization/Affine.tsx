import { parameterCount, recipes, simpleCnnPlan } from '#cnn/math';
import { Choices, Slider } from '#kit';
import { forEye } from '#kit/state';
import { axis, histogramOf, numbersOf, presets, scaled, score, truths } from './affine.ts';
import { ChannelChoice } from './ChannelChoice.tsx';
import { Histogram } from './Histogram.tsx';
import { channelsOf } from './layers.ts';
import { type NormState, type Sorting, sortable } from './model.ts';

interface Props {
  state: NormState;
  live: boolean;
  change(part: Partial<NormState>): void;
}

const norms = simpleCnnPlan(recipes.E.recipe).layers.filter(({ type }) => type === 'BatchNorm2d');
const each = norms.map((layer) => parameterCount(layer));

/** Scale and shift on one channel's histogram, and the sorting of the layer's numbers. */
export function Affine({ state, live, change }: Props) {
  const { channel, gamma, beta, sorted } = state;
  const { normal } = numbersOf(channel);
  const moved = scaled(normal, gamma, beta);
  const { said, right } = score(sorted);
  return (
    <>
      <ChannelChoice state={state} channels={channelsOf('conv1')} live={live} change={change} />
      <Histogram
        label={`${normal.length} normalised numbers of channel ${channel}, scaled and shifted: mean ${forEye(beta)}, standard deviation ${forEye(Math.abs(gamma))}.`}
        counts={histogramOf(moved)}
        ghost={histogramOf(normal)}
        from={axis.from}
        to={axis.to}
      />
      <p className="said">
        Mean {forEye(beta)}, standard deviation {forEye(Math.abs(gamma))}. Dashed: before, mean 0
        and standard deviation 1.{gamma === 0 && ' With γ = 0 the channel says nothing: all is β.'}
        {gamma < 0 && ' A negative γ turns the channel over.'}
      </p>
      <div className="two">
        <Slider
          label="scale γ, weight"
          value={gamma}
          min={-3}
          max={3}
          step={0.05}
          disabled={!live}
          text={forEye(gamma)}
          onChange={(value) => change({ gamma: Math.round(value * 100) / 100 })}
        />
        <Slider
          label="shift β, bias"
          value={beta}
          min={-3}
          max={3}
          step={0.05}
          disabled={!live}
          text={forEye(beta)}
          onChange={(value) => change({ beta: Math.round(value * 100) / 100 })}
        />
      </div>
      <div className="acts">
        {presets(channel).map((preset) => (
          <button
            key={preset.label}
            type="button"
            className="plain"
            disabled={!live}
            onClick={() => change({ gamma: preset.gamma, beta: preset.beta })}
          >
            {preset.label}: γ {forEye(preset.gamma)}, β {forEye(preset.beta)}
          </button>
        ))}
      </div>
      <p className="rowname">
        <em>Sort them</em>
        <span>Which of these does the training change by gradient, which by counting?</span>
      </p>
      <ul className="sorting">
        {sortable.map((name, i) => (
          <li key={name}>
            <Choices
              legend={name}
              value={sorted[i] === '-' ? '' : (sorted[i] as Sorting)}
              options={[
                { value: 'g', label: 'by gradient' },
                { value: 'c', label: 'by counting' },
              ]}
              disabled={!live}
              onChange={(value) =>
                change({ sorted: sorted.slice(0, i) + value + sorted.slice(i + 1) })
              }
            />
            {sorted[i] !== '-' && (
              <p className="said">
                {truths[name].how === sorted[i] ? 'Right. ' : 'Not so. '}
                {truths[name].why}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p className="said">
        {said === 0
          ? `The ${norms.length} batch norms of the chapter’s network have ${forEye(sum(each.map(({ total }) => total)))} parameters together.`
          : `${right} of ${said} right${said < sortable.length ? `, ${sortable.length - said} to go` : ''}.`}
      </p>
      <details>
        <summary>The answers, and the numbers each norm holds</summary>
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">number</th>
              <th scope="col">changed</th>
            </tr>
          </thead>
          <tbody>
            {sortable.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{truths[name].how === 'g' ? 'by gradient' : 'by counting'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">layer</th>
              <th scope="col">γ</th>
              <th scope="col">β</th>
              <th scope="col">buffers</th>
            </tr>
          </thead>
          <tbody>
            {norms.map((layer, i) => (
              <tr key={layer.name}>
                <th scope="row">{layer.name}</th>
                <td>{each[i]!.weights}</td>
                <td>{each[i]!.total - each[i]!.weights}</td>
                <td>{each[i]!.total} and a counter</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

import { ColourBar, HeatMap, viridis } from '#kit';
import { forEye } from '#kit/state';
import { colourfulOf, columnAt, type LayerRun } from './model.ts';

interface Props {
  run: LayerRun;
  total: number;
  step: number;
  layer: string;
  disabled?: boolean;
  onStep?(step: number): void;
}

/** fastai's `color_dim` with what its picture leaves out: axes, a colour bar, and a handle on the columns. */
export function Colourful({ run, total, step, layer, disabled, onStep }: Props) {
  const { grid, max } = colourfulOf(run);
  const every = Math.max(1, Math.round(total / Math.max(1, run.steps.length)));
  const columns = Math.ceil(total / every);
  const column = columnAt(run.steps, step);
  return (
    <div className="colourful">
      <p className="rowname">
        <em>color_dim</em>
        <span>one column a batch; height is the value, colour how many outputs have it</span>
      </p>
      <HeatMap
        label={`Histogram of what ${layer} puts out, one column for each of ${run.steps.length} batches, values 0 at the bottom to 10 at the top.`}
        values={grid}
        max={max}
        columns={columns}
        colour={viridis}
        height={230}
        yTicks={[0, 0.5, 1].map((at) => ({ at, text: String(at * 10) }))}
        xTicks={[
          { at: 0, text: '1' },
          { at: 1, text: String(total) },
        ]}
        cursor={column < 0 ? undefined : column}
        onPick={disabled ? undefined : (at) => onStep?.(run.steps[at]!)}
      />
      <div className="bar-under">
        <ColourBar
          colour={viridis}
          ends={['no output', 'log(1 + count)', `${forEye(Math.expm1(max), 0)} outputs`]}
        />
      </div>
    </div>
  );
}

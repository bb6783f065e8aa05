import { LineChart } from '#kit';
import { forEye } from '#kit/state';
import type { LayerRun } from './model.ts';

interface Props {
  run: LayerRun;
  /** Batches of the whole run. */
  total: number;
  step: number;
  layer: string;
  disabled: boolean;
  onStep(step: number): void;
}

const panels = [
  { name: 'mean', pick: 'mean' },
  { name: 'std', pick: 'std' },
  { name: '% near zero', pick: 'nearZero' },
] as const;

/** fastai's `plot_layer_stats`: mean, standard deviation and share near zero, over batches, with one cursor. */
export function LayerCharts({ run, total, step, layer, disabled, onStep }: Props) {
  const { steps, figures } = run;
  const at = steps.indexOf(step);
  return (
    <div className="three-charts">
      {panels.map(({ name, pick }) => {
        const values = figures.map((one) => one[pick]);
        const [low, high] = bounds(values, pick === 'nearZero');
        const now = values[at];
        return (
          <div key={name}>
            <p className="rowname">
              <em>{name}</em>
              {pick === 'nearZero' && <span>as a fraction</span>}
            </p>
            <LineChart
              label={`${name} of ${layer} over ${total} batches${now === undefined ? '' : `: ${forEye(now, 3)} at batch ${step}`}.`}
              height={126}
              x={[1, total]}
              y={[low, high]}
              yTicks={[low, high].map((tick) => ({ at: tick, text: forEye(tick, 1) }))}
              xTicks={[
                { at: 1, text: '1' },
                { at: total, text: String(total) },
              ]}
              lines={[
                { kind: 'me', points: values.map((value, i) => [steps[i]!, value] as const) },
              ]}
              cursor={now !== undefined && { x: step, y: now, text: forEye(now, 2) }}
              onPick={disabled ? undefined : (x) => onStep(Math.max(1, Math.round(x)))}
            />
          </div>
        );
      })}
    </div>
  );
}

/** Whole axes that hold every value; a share runs from 0 to 1. */
function bounds(values: readonly number[], share: boolean): [number, number] {
  if (share || values.length === 0) return [0, 1];
  const low = Math.min(0, Math.floor(Math.min(...values)));
  return [low, Math.max(low + 1, Math.ceil(Math.max(...values)))];
}

import { LineChart } from '#kit';
import { forEye } from '#kit/state';
import { Handles } from './Handles.tsx';
import { type Curve, type Shape, STEPS } from './model.ts';
import {
  axisFloor,
  axisTop,
  momentumHandles,
  placed,
  pulled,
  rateHandles,
  rateText,
  stroked,
} from './shaping.ts';
import { useAxis } from './useAxis.ts';

interface Props {
  state: Shape;
  curve: Curve;
  /** Drawn dashed. */
  rival?: Curve | undefined;
  /** Steps done by a training that runs, or the step on show. */
  cursor?: number | undefined;
  live: boolean;
  onChange(part: Partial<Shape>): void;
}

const over = (values: readonly number[]) => values.map((value, step) => [step, value] as const);

/** Learning rate and momentum over the batches, with the handles that shape them. */
export function ScheduleChart({ state, curve, rival, cursor, live, onChange }: Props) {
  const peak = Math.max(...curve.lrs, ...(state.drawn ?? []), state.drawn ? 0 : state.lrMax);
  const axis = useAxis(axisTop(peak));
  const top = axis.end;
  const momAxis = useAxis(axisFloor(Math.min(...curve.moms, ...state.moms)));
  const floor = momAxis.end;
  const at = cursor !== undefined && { x: cursor };
  const change = (name: string, progress: number, value: number) =>
    onChange(pulled(state, name, progress, value));
  return (
    <div className="schedule">
      <p className="rowname">
        <em>learning rate</em>
        <span>{state.drawn ? 'drawn' : 'fit_one_cycle'}</span>
      </p>
      <Handles
        handles={rateHandles(state)}
        y={[0, top]}
        live={live}
        free={state.drawn !== null}
        onHold={axis.hold}
        onPull={change}
        onStroke={(from, to) => state.drawn && onChange({ drawn: stroked(state.drawn, from, to) })}
        onPlace={(name, place) => onChange(placed(state, name, place))}
      >
        <LineChart
          label={`Learning rate over ${STEPS} batches: ${rateText(curve.lrs[0]!)} at first, at most ${rateText(Math.max(...curve.lrs))}, ${rateText(curve.lrs.at(-1)!)} at last.`}
          height={182}
          x={[0, STEPS]}
          y={[0, top]}
          yTicks={[0, top / 2, top].map((tick) => ({ at: tick, text: rateText(tick) }))}
          lines={[
            { kind: 'ghost', points: rival ? over(rival.lrs) : [] },
            { kind: 'me', points: over(curve.lrs) },
          ]}
          cursor={at}
        />
      </Handles>
      <p className="rowname">
        <em>momentum</em>
      </p>
      <Handles
        handles={momentumHandles(state)}
        y={[floor, 1]}
        live={live}
        onHold={momAxis.hold}
        onPull={change}
        onPlace={(name, place) => onChange(placed(state, name, place))}
      >
        <LineChart
          label={`Momentum: ${forEye(curve.moms[0]!)} at first, at least ${forEye(Math.min(...curve.moms))}, ${forEye(curve.moms.at(-1)!)} at last.`}
          height={98}
          x={[0, STEPS]}
          y={[floor, 1]}
          yTicks={[floor, 1].map((tick) => ({ at: tick, text: String(tick) }))}
          xTicks={[
            { at: 0, text: 'batch 0' },
            { at: STEPS, text: String(STEPS) },
          ]}
          lines={[
            { kind: 'ghost', points: rival ? over(rival.moms) : [] },
            { kind: 'me', points: over(curve.moms) },
          ]}
          cursor={at}
        />
      </Handles>
    </div>
  );
}

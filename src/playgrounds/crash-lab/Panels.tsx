import { HeatMap, LineChart, viridis } from '#kit';
import { forEye } from '#kit/state';
import type { RecordedName } from '../activation-stats/recorded.ts';
import type { Outcomes, Point } from './model.ts';

/** What one of the chapter's runs shows at a glance. */
export interface Panel {
  name: RecordedName;
  /** What differs from the run before. */
  remedy: string;
  loss: readonly Point[];
  nearZero: readonly Point[];
  colour: readonly (readonly number[])[];
  max: number;
  accuracy: number;
  outcomes: Outcomes;
}

interface Props {
  panels: readonly Panel[];
  chosen: RecordedName | undefined;
  disabled: boolean;
  onChoose(name: RecordedName): void;
}

/** The chapter's five runs side by side on the same axes, each one remedy further. */
export function Panels({ panels, chosen, disabled, onChoose }: Props) {
  return (
    <div className="panels">
      {panels.map(({ name, remedy, loss, nearZero, colour, max, accuracy, outcomes }) => (
        <section
          key={name}
          className={name === chosen ? 'panel on' : 'panel'}
          aria-label={`Run ${name}`}
        >
          <button
            type="button"
            className="plain"
            disabled={disabled}
            aria-pressed={name === chosen}
            onClick={() => onChoose(name)}
          >
            Run {name}
          </button>
          <p className="said quiet">{remedy}</p>
          <span className="lab">loss</span>
          <LineChart
            label={`Loss of run ${name}, smoothed, from ${forEye(loss[0]?.[1] ?? 0)} to ${forEye(loss.at(-1)?.[1] ?? 0)}.`}
            height={56}
            x={[0, 1]}
            y={[0, 3]}
            yTicks={[{ at: 3, text: '3' }]}
            lines={[{ kind: 'me', points: loss }]}
          />
          <span className="lab">near zero</span>
          <LineChart
            label={`Share of conv4 near zero in run ${name}: ${forEye(nearZero.at(-1)?.[1] ?? 0)} at the end.`}
            height={56}
            x={[0, 1]}
            y={[0, 1]}
            yTicks={[{ at: 1, text: '1' }]}
            lines={[{ kind: 'me', points: nearZero }]}
          />
          <HeatMap
            label={`color_dim of conv4 in run ${name}`}
            values={colour}
            max={max}
            colour={viridis}
            height={70}
          />
          <Seeds outcomes={outcomes} mine={accuracy} />
          <p className="said">
            {forEye(accuracy * 100, 1)} % here; {outcomes.stuck} of {outcomes.accuracies.length}{' '}
            seeds stuck
          </p>
        </section>
      ))}
    </div>
  );
}

/** Accuracies of many seeds on one line: a tick each, the shown run a ring. */
export function Seeds({ outcomes, mine }: { outcomes: Outcomes; mine: number }) {
  const { accuracies, stuck } = outcomes;
  return (
    <svg
      className="plot seeds"
      viewBox="0 0 100 18"
      role="img"
      aria-label={`Accuracy of ${accuracies.length} seeds, 0 to 100 %: ${stuck} below 20 %, best ${forEye(Math.max(...accuracies) * 100, 1)} %.`}
    >
      <path className="gl" d="M0 12H100" />
      {accuracies.map((accuracy, seed) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the seed is the identity
        <path key={seed} className="seed" d={`M${(accuracy * 100).toFixed(1)} 6v12`} />
      ))}
      <circle className="end" cx={mine * 100} cy="12" r="3" />
    </svg>
  );
}

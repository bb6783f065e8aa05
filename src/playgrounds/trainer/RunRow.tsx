import type { Named } from './beside.ts';
import { normNames } from './model.ts';
import { lossOrNothing, stateWord } from './words.ts';

interface Props {
  row: Named;
  /** Name of the radio group. */
  group: string;
  shown: boolean;
  /** Its dash, when it lies beside. */
  dash: string | undefined;
  /** No more runs can lie beside. */
  full: boolean;
  disabled: boolean;
  onShow(): void;
  onBeside(on: boolean): void;
}

/** One run in numbers, with its line as the charts draw it. */
export function RunRow({ row, group, shown, dash, full, disabled, onShow, onBeside }: Props) {
  const { name, run } = row;
  const { recipe } = run;
  const epoch = run.epochs.at(-1);
  if (!recipe) return null;
  const norm = `${normNames[recipe.norm]}${recipe.normPlace === 'before' ? ' first' : ''}`;
  const rate = `${recipe.schedule === 'one-cycle' ? '1cycle to ' : ''}${recipe.lr}${recipe.optimizer === 'sgd' ? ', SGD' : ''}`;
  return (
    <tr>
      <td className="pick">
        <label>
          <input
            type="radio"
            name={group}
            checked={shown}
            disabled={disabled}
            aria-label={`Show ${name}`}
            onChange={onShow}
          />
        </label>
      </td>
      <td className="pick">
        <label>
          <input
            type="checkbox"
            checked={dash !== undefined}
            disabled={disabled || shown || full}
            aria-label={`Put ${name} beside`}
            onChange={({ target }) => onBeside(target.checked)}
          />
        </label>
      </td>
      <th scope="row">
        {name}
        {(shown || dash) && (
          <svg className="sample" viewBox="0 0 28 4" aria-hidden="true">
            <path d="M0 2H28" className={shown ? 'me' : 'ghost'} strokeDasharray={dash} />
          </svg>
        )}
        <span className="narrow">
          {norm}, {rate}, {stateWord(run)}
        </span>
      </th>
      <td className="cut">{norm}</td>
      <td className="cut">{rate}</td>
      <td className="cut">{recipe.batchSize}</td>
      <td className="cut">{recipe.seed}</td>
      <td className="cut">{lossOrNothing(epoch?.trainLoss)}</td>
      <td className="cut">{lossOrNothing(epoch?.validLoss)}</td>
      <td>{epoch ? epoch.accuracy.toFixed(4) : ''}</td>
      <td className="cut">
        {stateWord(run)}
        {run.steered.length > 0 && ', steered'}
      </td>
    </tr>
  );
}

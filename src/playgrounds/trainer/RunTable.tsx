import type { RunState } from '#lab';
import { grouped, latestEpoch, lossFigure, rightOf, stateWord } from './words.ts';

interface Props {
  run: RunState;
  before: RunState | undefined;
  recorded: RunState;
}

/** The run on show and the one before it, in numbers. */
export function RunTable({ run, before, recorded }: Props) {
  const nameOf = (one: RunState) =>
    one === recorded ? 'recorded' : one === run ? 'yours' : 'yours, before';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className="scroll" aria-label="Runs in numbers" tabIndex={0}>
      <table className="tbl runs">
        <thead>
          <tr>
            <th scope="col">run</th>
            <th scope="col" className="cut">
              norm
            </th>
            <th scope="col">rate</th>
            <th scope="col" className="cut">
              batch
            </th>
            <th scope="col" className="cut">
              seed
            </th>
            <th scope="col" className="cut">
              train loss
            </th>
            <th scope="col" className="cut">
              valid loss
            </th>
            <th scope="col">accuracy</th>
            <th scope="col" className="cut">
              wrong
            </th>
            <th scope="col" className="cut">
              state
            </th>
          </tr>
        </thead>
        <tbody>
          {[run, before].map(
            (one) => one?.recipe && <Row key={nameOf(one)} run={one} name={nameOf(one)} />,
          )}
        </tbody>
      </table>
    </section>
  );
}

function Row({ run, name }: { run: RunState; name: string }) {
  const { recipe, validCount } = run;
  const epoch = latestEpoch(run);
  if (!recipe) return null;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="cut">{recipe.norm === 'batch' ? 'batch' : 'none'}</td>
      <td>
        {recipe.schedule === 'one-cycle' ? '1cycle to ' : ''}
        {recipe.lr}
        {recipe.optimizer === 'sgd' ? ', SGD' : ''}
        <span className="narrow">
          {recipe.norm === 'batch' ? 'batch norm' : 'no norm'}, {stateWord(run)}
        </span>
      </td>
      <td className="cut">{recipe.batchSize}</td>
      <td className="cut">{recipe.seed}</td>
      <td className="cut">{epoch ? lossFigure(epoch.trainLoss) : ''}</td>
      <td className="cut">{epoch ? lossFigure(epoch.validLoss) : ''}</td>
      <td>{epoch ? epoch.accuracy.toFixed(4) : ''}</td>
      <td className="cut">{epoch ? grouped(validCount - (rightOf(run) ?? 0)) : ''}</td>
      <td className="cut">{stateWord(run)}</td>
    </tr>
  );
}

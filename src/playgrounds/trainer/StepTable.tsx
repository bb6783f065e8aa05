import type { RunState } from '#lab';
import { figure, grouped, lossFigure, lossOrNothing } from './words.ts';

const ROWS = 12;

/** The curves as a table: about a dozen steps of the run, the passes among them. */
export function StepTable({ run }: { run: RunState }) {
  const every = Math.max(1, Math.ceil(run.batches.length / ROWS));
  const validated = new Map(run.epochs.map((epoch) => [epoch.step, epoch]));
  const rows = run.batches.filter(({ step }) => (step - 1) % every === 0 || validated.has(step));
  const size = run.recipe?.batchSize ?? 0;
  return (
    <details>
      <summary>The curves as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section className="scroll" aria-label="The curves as a table" tabIndex={0}>
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">step</th>
              <th scope="col">images seen</th>
              <th scope="col">learning rate</th>
              <th scope="col">loss of the batch</th>
              <th scope="col">smoothed</th>
              <th scope="col">validation loss</th>
              <th scope="col">validation accuracy</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ step, lr, loss, smoothLoss }) => (
              <tr key={step}>
                <th scope="row">{step}</th>
                <td>{grouped(step * size)}</td>
                <td>{figure(lr)}</td>
                <td>{lossFigure(loss)}</td>
                <td>{lossFigure(smoothLoss)}</td>
                <td>{lossOrNothing(validated.get(step)?.validLoss)}</td>
                <td>{validated.get(step)?.accuracy.toFixed(4) ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

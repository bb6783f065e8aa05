import { batchesOf, epochsOf, type Moment, num } from './facts.ts';

/** What the Recorder holds at a moment, a line a batch. */
export function Log({ moment }: { moment: Moment }) {
  const ends = new Map(epochsOf(moment).map((epoch) => [epoch.step, epoch]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="log" tabIndex={0} aria-label="The Recorder’s log as a table">
      <table className="tbl">
        <thead>
          <tr>
            {['batch', 'lrs', 'losses', 'train_loss', 'valid_loss', 'accuracy'].map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batchesOf(moment).map(({ step, lr, smoothLoss }) => {
            const end = ends.get(step);
            const values = end
              ? [end.trainLoss, end.validLoss, end.accuracy].map(num)
              : ['', '', ''];
            return (
              <tr key={step}>
                <th scope="row">{step}</th>
                <td className="n">{num(lr)}</td>
                <td className="n">{num(smoothLoss)}</td>
                {values.map((value, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the column is the identity
                  <td className="n" key={i}>
                    {value}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

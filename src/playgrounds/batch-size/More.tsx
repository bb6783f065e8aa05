import { TakeAway } from '#kit';
import type { GradientCloud } from '#lab';
import type { Spread } from './cloud.ts';
import { type BatchState, codec } from './model.ts';
import { csvOf, torchOf } from './take.ts';
import { angleText, figure } from './words.ts';

interface Props {
  id: string;
  state: BatchState;
  start: BatchState;
  cloud: GradientCloud;
  spreads: readonly Spread[];
}

/** The numbers of the pictures, to read and to take along. */
export function More({ id, state, start, cloud, spreads }: Props) {
  return (
    <details className="more">
      <summary>More: the spreads as a table, take it with you</summary>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">batch size</th>
            <th scope="col">spread</th>
            <th scope="col">by 1/√size</th>
            <th scope="col">mean angle</th>
          </tr>
        </thead>
        <tbody>
          {spreads.map((row) => (
            <tr key={row.size}>
              <th scope="row">{row.size}</th>
              <td>{figure(row.measured)}</td>
              <td>{figure(row.predicted)}</td>
              <td>{angleText(row.angle)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <TakeAway
        name="batch-size"
        link={() => `${id}?${codec.format(state, start)}`}
        code={torchOf}
        csv={() => csvOf(cloud, state.epochs)}
      />
    </details>
  );
}

import { NumberField, TakeAway, Unfolding } from '#kit';
import { forEye } from '#kit/state';
import type { Shown } from './matrix.ts';
import { codec, limit, type Tied } from './model.ts';
import { planOf } from './plan.ts';
import { csv, pytorch } from './take.ts';
import { numberAt, outputName } from './words.ts';

interface Props {
  id: string;
  state: Tied;
  all: Shown | null;
  names: boolean;
  live: boolean;
  onNames(names: boolean): void;
  onChange(part: Partial<Tied>): void;
  onReset(): void;
}

/** Reset, the bench behind the figure, and its numbers as a table. */
export function More({ id, state, all, names, live, onNames, onChange, onReset }: Props) {
  return (
    <div className="acts">
      <button type="button" className="plain" disabled={!live} onClick={onReset}>
        Reset
      </button>
      {all && planOf(all).written && (
        <button type="button" className="plain" disabled={!live} onClick={() => onNames(!names)}>
          {names ? 'Numbers in the matrix' : 'Names in the matrix'}
        </button>
      )}
      {all && (
        <details className="more">
          <summary>More: bias, take it with you</summary>
          {all.bias.map((b, channel) => (
            <NumberField
              // biome-ignore lint/suspicious/noArrayIndexKey: the channel is the identity
              key={channel}
              label={`Bias${all.bias.length > 1 ? ` of channel ${channel}` : ''}, added to every output`}
              value={b}
              min={-limit}
              max={limit}
              disabled={!live}
              onChange={(value) => onChange({ bias: all.bias.with(channel, value) })}
            />
          ))}
          <TakeAway
            name="conv-matrix"
            link={() => `${id}?${codec.format(state)}`}
            code={() => pytorch(state, all)}
            csv={() => csv(state, all)}
          />
        </details>
      )}
      {all && (
        <Unfolding summary="The numbers as a table">
          {() => <Table state={state} all={all} />}
        </Unfolding>
      )}
    </div>
  );
}

/** The whole matrix where it is small, else the products. */
function Table({ state, all }: { state: Tied; all: Shown }) {
  const whole = planOf(all).written;
  const columns = whole ? Array.from({ length: all.columns }, (_, column) => column) : [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label="The matrix and its product as a table">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">row</th>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
            <th scope="col">product</th>
          </tr>
        </thead>
        <tbody>
          {all.product.map((y, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <tr key={row}>
              <th scope="row">{whole ? row : `${row}, ${outputName(state, all, row)}`}</th>
              {columns.map((column) => (
                <td key={column}>{forEye(numberAt(all, row, column))}</td>
              ))}
              <td>{forEye(y)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

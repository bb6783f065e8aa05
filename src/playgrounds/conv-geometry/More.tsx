import { Choices, TakeAway, Unfolding } from '#kit';
import { forEye } from '#kit/state';
import { codec, type Geometry } from './model.ts';
import { csv, pytorch } from './take.ts';
import type { Drawn } from './values.ts';

const images = [
  { value: 'three', label: 'the chapter’s 3' },
  { value: 'counting', label: '1, 2, 3, …' },
  { value: 'flat', label: '255 everywhere' },
] as const;
const kernels = [
  { value: 'mean', label: 'mean' },
  { value: 'ones', label: 'all ones' },
  { value: 'top-edge', label: 'top edge' },
  { value: 'left-edge', label: 'left edge' },
] as const;

interface Props {
  id: string;
  state: Geometry;
  all: Drawn;
  hidden: boolean;
  live: boolean;
  onChange(part: Partial<Geometry>): void;
  onReset(): void;
}

/** Reset, the bench behind the figure, and its numbers as tables. */
export function More({ id, state, all, hidden, live, onChange, onReset }: Props) {
  return (
    <div className="row">
      <div className="text">
        <div className="acts">
          <button type="button" className="plain" disabled={!live} onClick={onReset}>
            Reset
          </button>
          <details className="more">
            <summary>More: image, kernel, take it with you</summary>
            <Choices
              legend="Image"
              value={state.image}
              options={images}
              disabled={!live}
              onChange={(image) => onChange({ image })}
            />
            <Choices
              legend="Kernel"
              value={state.weights}
              options={kernels}
              disabled={!live}
              onChange={(weights) => onChange({ weights })}
            />
            <TakeAway
              name="conv-geometry"
              link={() => `${id}?${codec.format(state)}`}
              code={() => pytorch(state, all)}
              csv={() => csv(all)}
            />
          </details>
          {!hidden && (
            <Unfolding summary="The numbers as tables">
              {() => (
                <>
                  <Table label="The padded input as a table" values={all.padded} />
                  {all.output && <Table label="The output as a table" values={all.output} />}
                </>
              )}
            </Unfolding>
          )}
        </div>
      </div>
    </div>
  );
}

function Table({ label, values }: { label: string; values: readonly (readonly number[])[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label={label}>
      <table className="tbl">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">row</th>
            {values[0]?.map((_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {values.map((line, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <tr key={row}>
              <th scope="row">{row}</th>
              {line.map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                <td key={column}>{forEye(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import type { RefObject } from 'react';
import { TakeAway, Unfolding } from '#kit';
import { addressAt, memory } from './layout.ts';
import { codec, type ShapesState } from './model.ts';
import { csv, pytorch } from './take.ts';
import { nameOf } from './words.ts';

interface Props {
  id: string;
  state: ShapesState;
  live: boolean;
  drawing: RefObject<HTMLDivElement | null>;
  onReset(): void;
}

/** Reset, what can be taken along, and the memory as a table. */
export function More({ id, state, live, drawing, onReset }: Props) {
  return (
    <div className="row bare">
      <div className="text">
        <div className="acts">
          <button type="button" className="plain" disabled={!live} onClick={onReset}>
            Reset
          </button>
          <details className="more">
            <summary>More: take it with you</summary>
            <TakeAway
              name="tensor-shapes"
              link={() => `${id}?${codec.format(state)}`}
              code={() => pytorch(state)}
              csv={() => csv(state)}
              drawing={drawing}
            />
          </details>
          {state.view === 'layout' && (
            <Unfolding summary="The memory as a table">{() => <Table state={state} />}</Unfolding>
          )}
        </div>
      </div>
    </div>
  );
}

function Table({ state }: { state: ShapesState }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label="The memory as a table">
      <table className="tbl">
        <thead>
          <tr>
            {['place', 'image', 'channel', 'row', 'column', 'number'].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {memory(state).map((number, place) => {
            const { n, c, h, w } = addressAt(state.image, state.order, place);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <tr key={place}>
                <th scope="row">{place}</th>
                <td>{n}</td>
                <td>{c}</td>
                <td>{h}</td>
                <td>{w}</td>
                <td>{nameOf(state.image, number)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

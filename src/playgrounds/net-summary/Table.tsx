import type { Selection } from '#kit';
import { forEye } from '#kit/state';
import { type NetState, planOf } from './model.ts';
import { batch, type Line, torchShape, totalsOf } from './rows.ts';

interface Props {
  state: NetState;
  lines: readonly Line[];
  selection: Selection<number>;
  /** A convolution whose multiplications are hidden, from 0. */
  hidden: number | null;
  live: boolean;
}

const shapeWords = (shape: readonly number[]): string => [batch, ...torchShape(shape)].join(' x ');

/** The summary as fastai's `learn.summary()` prints it, with three counts and the receptive field beside. */
export function Table({ state, lines, selection, hidden, live }: Props) {
  const totals = totalsOf(lines);
  const { inputShape } = planOf(state);
  let conv = -1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label="The network's summary">
      <table className="tbl">
        <caption>Sequential (Input shape: {shapeWords(inputShape)})</caption>
        <thead>
          <tr>
            <td colSpan={3} />
            <th scope="colgroup" colSpan={3} className="over-three">
              multiplications for one image
            </th>
            <td />
          </tr>
          <tr>
            <th scope="col">Layer (type)</th>
            <th scope="col">Output Shape</th>
            <th scope="col">Param #</th>
            <th scope="col">output grid</th>
            <th scope="col">without padding zeros</th>
            <th scope="col">input grid</th>
            <th scope="col">receptive field</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { layer, parameters, outputShape, count, receptiveField } = line;
            if (layer.type === 'Conv2d') conv++;
            const at = conv;
            const of = (value: number) => (hidden === at ? '?' : forEye(value));
            const lit = layer.type !== 'Flatten' && selection.lit === at;
            return (
              <tr
                key={layer.name}
                className={`${layer.type === 'Conv2d' ? 'conv' : 'quiet'} ${lit ? 'lit' : ''}`}
                onPointerEnter={({ pointerType }) =>
                  pointerType === 'mouse' && layer.type !== 'Flatten' && selection.light(at)
                }
                onPointerLeave={() => selection.light(null)}
              >
                <th scope="row">
                  {layer.type === 'Conv2d' ? (
                    <button
                      type="button"
                      className="plain"
                      disabled={!live}
                      aria-expanded={selection.pinned === at}
                      aria-label={`Conv2d, layer ${at + 1}`}
                      onClick={() => selection.pin(at)}
                    >
                      Conv2d
                    </button>
                  ) : (
                    layer.type
                  )}
                </th>
                <td>
                  {(layer.type === 'Conv2d' || layer.type === 'Flatten') && shapeWords(outputShape)}
                </td>
                <td>{parameters.total > 0 && forEye(parameters.total)}</td>
                <td>{count && of(count.outputGrid)}</td>
                <td>{count && of(count.withoutPadding)}</td>
                <td>{count && of(count.inputGrid)}</td>
                <td>
                  {layer.type === 'Conv2d' &&
                    receptiveField &&
                    `${receptiveField.size} × ${receptiveField.size}`}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total params</th>
            <td />
            <td>{forEye(totals.parameters)}</td>
            {[totals.outputGrid, totals.withoutPadding, totals.inputGrid].map((total, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the column is the identity
              <td key={i}>{hidden === null ? forEye(total) : '?'}</td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

import { diverging, ink, NumberGrid, type Selection } from '#kit';
import { forEye } from '#kit/state';
import type { Geometry } from './model.ts';
import { cellText } from './picture.ts';
import { type Drawn, termsAt } from './values.ts';
import { factor, spokenSum, weightForEye } from './words.ts';

interface Props {
  state: Geometry;
  all: Drawn;
  selection: Selection<number>;
}

/** The numbers under the window, the weights they meet, and the sum they make. */
export function WindowPane({ state, all, selection }: Props) {
  const terms = termsAt(state, all);
  const { kernel, layer } = state;
  const place = (i: number | null) =>
    i === null ? null : ([Math.floor(i / kernel), i % kernel] as const);
  const marked = (ring: boolean) => (row: number, column: number) =>
    [
      ring && terms[row]?.[column]?.ring ? 'pad' : '',
      selection.lit === row * kernel + column ? 'lit' : '',
    ].join(' ');
  const shared = {
    pinned: place(selection.pinned),
    onPoint: (to: readonly [number, number] | null) =>
      selection.light(to && to[0] * kernel + to[1]),
    onPin: (to: readonly [number, number]) => selection.pin(to[0] * kernel + to[1]),
    onRelease: selection.release,
  };
  const most = Math.max(...all.weights.flat().map(Math.abs));
  const tone = (value: number): string =>
    layer === 0 ? ink(value / all.scales.input) : diverging(value, all.scales.input);
  return (
    <div className={kernel > 5 ? 'pane mid many' : 'pane mid'}>
      {terms.length > 0 && (
        <div>
          <span className="lab">under the window</span>
          <NumberGrid
            label="The numbers under the window"
            texts={terms.map((row) => row.map(({ pixel }) => cellText(pixel)))}
            tone={(row, column) => tone(terms[row]![column]!.pixel)}
            name={(row, column) => {
              const { pixel, ring } = terms[row]![column]!;
              return `${forEye(pixel)}${ring ? ', padding' : ''}`;
            }}
            mark={marked(true)}
            {...shared}
          />
        </div>
      )}
      <div>
        <span className="lab">times the kernel</span>
        <NumberGrid
          label="The kernel"
          texts={all.weights.map((row) => row.map(weightForEye))}
          tone={(row, column) => diverging(all.weights[row]![column]!, most)}
          mark={marked(false)}
          {...shared}
        />
      </div>
    </div>
  );
}

/** The window's sum, a line a row of the kernel. */
export function WindowSum({ state, all, selection }: Props) {
  const terms = termsAt(state, all);
  if (all.output === null || terms.length === 0) return null;
  const total = all.output[state.at[0]]![state.at[1]]!;
  return (
    <>
      <p className="hide">{spokenSum(terms, total)}</p>
      <div className="sum" aria-hidden="true">
        {terms.map((row, r) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the row is the identity
          <p key={r}>
            {r > 0 && '+ '}
            {row.map(({ pixel, weight, ring }, c) => {
              const i = r * state.kernel + c;
              return (
                <span key={i}>
                  {c > 0 && ' + '}
                  <span
                    className={`term ${selection.lit === i ? 'lit' : ''} ${ring ? 'ring' : ''}`}
                    onPointerEnter={() => selection.light(i)}
                    onPointerLeave={() => selection.light(null)}
                  >
                    {forEye(pixel)} · {factor(weight)}
                  </span>
                </span>
              );
            })}
          </p>
        ))}
        <p>
          = <output>{forEye(total)}</output>
        </p>
      </div>
    </>
  );
}

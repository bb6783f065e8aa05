import type { Grid } from '#cnn/math';
import { Choices, GridTable, type OwnPhoto, PhotoDrop, TakeAway, Unfolding } from '#kit';
import { forEye } from '#kit/state';
import { cells } from './filters.ts';
import type { Mix } from './mix.ts';
import { codec, type Mixer } from './model.ts';
import { digits, gridOf, mapsOf, type Trained } from './net.ts';
import { channels, type Planes } from './picture.ts';
import { codeOf, mapsCsv, sumCsv, tensorCsv } from './take.ts';

interface Props {
  id: string;
  state: Mixer;
  planes: Planes;
  /** The planes as the filters meet them. */
  input: Planes;
  mix: Mix;
  maps: readonly Grid[];
  net: Trained | null;
  pixels: readonly (readonly number[])[];
  places: number;
  own: OwnPhoto;
  live: boolean;
  onChange(part: Partial<Mixer>): void;
}

const scales = [
  { value: '255', label: '0 to 255' },
  { value: '1', label: '0 to 1' },
] as const;

/** What lies behind the figure: the scale, what can be taken along, and the numbers as tables. */
export function More(props: Props) {
  const { id, state, planes, input, mix, maps, net, pixels, places, own, live, onChange } = props;
  const layer = net && mapsOf(net, pixels[digits.indexOf(state.digit)]!)[state.layer]!;
  const csv = (): string => {
    if (state.view === 'tensor') return tensorCsv(planes);
    return state.view === 'maps' && layer ? mapsCsv(layer) : sumCsv(maps);
  };
  return (
    <>
      <details className="more">
        <summary>More: the scale, your own photo, take it with you</summary>
        <Choices
          legend="Numbers of a pixel"
          value={state.scale}
          options={scales}
          disabled={!live}
          onChange={(scale) => onChange({ scale })}
        />
        {state.edits.length > 0 && (
          <button type="button" className="plain" onClick={() => onChange({ edits: [] })}>
            Undo{' '}
            {state.edits.length === 1
              ? 'the changed pixel'
              : `${state.edits.length} changed pixels`}
          </button>
        )}
        <PhotoDrop own={own} live={live} />
        <TakeAway
          name="channel-mixer"
          link={() => `${id}?${codec.format(state)}`}
          code={() => codeOf(state, input)}
          csv={csv}
        />
      </details>
      <Unfolding summary="The numbers as a table">
        {() =>
          state.view === 'maps' && layer ? (
            <GridTable
              label={`Channel ${state.channel} of layer ${state.layer} as a table`}
              rows={gridOf(layer, state.channel)}
              text={(value) => forEye(value)}
            />
          ) : (
            <ProductTable mix={mix} places={places} />
          )
        }
      </Unfolding>
    </>
  );
}

/** All 27 products and their sums. */
function ProductTable({ mix, places }: { mix: Mix; places: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label="The 27 products as a table">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">channel</th>
            {Array.from({ length: cells }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <th scope="col" key={i}>
                {Math.floor(i / 3)}, {i % 3}
              </th>
            ))}
            <th scope="col">sum</th>
          </tr>
        </thead>
        <tbody>
          {mix.strips.map(({ pixels, weights, sum, muted }, channel) => (
            <tr key={channels[channel]}>
              <th scope="row">
                {channels[channel]}
                {muted && ', muted'}
              </th>
              {pixels.map((pixel, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                <td key={i}>
                  {forEye(pixel, places)} · {forEye(weights[i]!)}
                </td>
              ))}
              <td>{forEye(sum, places)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">bias</th>
            <td colSpan={cells} />
            <td>{forEye(mix.bias, places)}</td>
          </tr>
          <tr>
            <th scope="row">together</th>
            <td colSpan={cells} />
            <td>{forEye(mix.total, places)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

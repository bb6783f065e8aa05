import { diverging, ink, NumberGrid, type Selection } from '#kit';
import { forEye } from '#kit/state';
import { cells } from './filters.ts';
import type { Mix } from './mix.ts';
import { channels } from './picture.ts';
import { Slice } from './Slice.tsx';

interface Props {
  mix: Mix;
  /** The value that is drawn in full ink. */
  full: number;
  /** Decimals of a pixel. */
  places: number;
  /** Counts up when half-typed weights are to be forgotten. */
  fresh: string;
  live: boolean;
  link: Selection<number>;
  onWeight(cell: number, weight: number): void;
}

const threes = (nine: readonly string[]): string[][] => [0, 3, 6].map((i) => nine.slice(i, i + 3));

/** For each channel: nine pixels, its own nine weights, nine products, their sum. */
export function Strips({ mix, full, places, fresh, live, link, onWeight }: Props) {
  const most = Math.max(...mix.strips.flatMap(({ weights }) => weights.map(Math.abs))) || 1;
  const top = Math.max(...mix.strips.flatMap(({ products }) => products.map(Math.abs))) || 1;
  return channels.map((channel, i) => {
    const { muted, pixels, weights, products, sum } = mix.strips[i]!;
    const from = i * cells;
    const at = (row: number, column: number): number => 3 * row + column;
    const lit = link.lit === null ? -1 : link.lit - from;
    const pinned = link.pinned === null ? -1 : link.pinned - from;
    return (
      <section className="pane strip" key={channel} aria-label={`The ${channel} channel`}>
        <div className="nines">
          <div>
            <span className="lab">{channel}</span>
            <NumberGrid
              texts={threes(pixels.map((pixel) => forEye(pixel, places)))}
              label={`The nine ${channel} numbers under the window`}
              first={[1, 1]}
              tone={(row, column) => ink(pixels[at(row, column)]! / full)}
              name={(row, column) => {
                const cell = at(row, column);
                const what = `${forEye(pixels[cell]!, places)} times ${forEye(weights[cell]!)}`;
                return muted
                  ? `${what}, muted`
                  : `${what} makes ${forEye(products[cell]!, places)}`;
              }}
              mark={(row, column) =>
                `${lit === at(row, column) ? 'lit' : ''} ${mix.outside[at(row, column)] ? 'pad' : ''}`
              }
              pinned={pinned >= 0 && pinned < cells ? [Math.floor(pinned / 3), pinned % 3] : null}
              onPoint={(place) => link.light(place && from + at(...place))}
              onPin={(place) => link.pin(from + at(...place))}
              onRelease={link.release}
            />
          </div>
          <div>
            <span className="lab">× its slice</span>
            <Slice key={fresh} {...{ channel, weights, from, most, live, link, onWeight }} />
          </div>
          <div aria-hidden="true">
            <span className="lab">products</span>
            <div className={muted ? 'nine out silent' : 'nine out'}>
              {products.map((product, cell) => {
                const text = forEye(product, places);
                return (
                  <div
                    // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                    key={cell}
                    className={`cell ${lit === cell ? 'lit' : ''} ${text.length > 3 ? 'long' : ''}`}
                    onPointerEnter={({ pointerType }) =>
                      pointerType === 'mouse' && link.light(from + cell)
                    }
                    onPointerLeave={() => link.light(null)}
                  >
                    {text}
                    <svg className="strip-of-tone" aria-hidden="true" width="100%" height="5">
                      <rect width="100%" height="5" fill={diverging(product, top)} />
                    </svg>
                  </div>
                );
              })}
            </div>
          </div>
          <p className="makes">
            {muted ? 'muted, so' : 'add up to'}
            <output>{forEye(sum, places)}</output>
          </p>
        </div>
      </section>
    );
  });
}

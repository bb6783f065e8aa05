import { Choices, NumberField } from '#kit';
import { forEye } from '#kit/state';
import type { Mixer } from './model.ts';
import { Bitmap } from './Planes.tsx';
import { channels, full, hexOf, type Planes, side } from './picture.ts';
import { count, indexOf, indexSum, memoryOf, type Order, placeOf, reshaped } from './tensor.ts';

interface Props {
  state: Mixer;
  planes: Planes;
  fresh: string;
  live: boolean;
  onColour(channel: number, value: number): void;
  onChange(part: Partial<Mixer>): void;
}

const orders = [
  { value: 'chw', label: 'channels first, C × H × W (PyTorch)' },
  { value: 'hwc', label: 'channels last, H × W × C (image files)' },
] as const;
const scales = [
  { value: '255', label: 'whole numbers, 0 to 255' },
  { value: '1', label: 'shares, 0 to 1' },
] as const;
/** Neighbours in memory shown on either side. */
const around = 2;

/** Decimals that tell two shares of 255 apart. */
const PLACES = 3;

/** One pixel as three numbers, and where each of them lies in memory. */
export function TensorView({ state, planes, fresh, live, onColour, onChange }: Props) {
  const { at, order, scale } = state;
  const [row, column] = at;
  const colour = planes.map((plane) => plane[row]![column]!);
  const memory = memoryOf(planes, order);
  const shown = (value: number): string =>
    scale === '1' ? forEye(value / full, PLACES) : forEye(value);
  const index = order === 'chw' ? `im[:, ${row}, ${column}]` : `im[${row}, ${column}, :]`;
  return (
    <div className="tensor">
      <div className="row">
        <p className="hang">The pixel</p>
        <div className="text">
          <div className="colours">
            <svg className="swatch px" viewBox="0 0 1 1" role="img" aria-label="Its colour">
              <rect width="1" height="1" fill={`#${hexOf(colour)}`} />
            </svg>
            {channels.map((channel, i) => (
              <NumberField
                key={`${channel} ${at} ${fresh}`}
                label={channel}
                value={colour[i]!}
                min={0}
                max={full}
                whole
                disabled={!live}
                onChange={(value) => onColour(i, value)}
              />
            ))}
          </div>
          <p className="n">
            <code>
              {index} is [{colour.map(shown).join(', ')}]
            </code>
          </p>
          <Choices
            legend="The numbers as"
            value={scale}
            options={scales}
            disabled={!live}
            onChange={(value) => onChange({ scale: value })}
          />
        </div>
      </div>
      <div className="row">
        <p className="hang">The tensor</p>
        <div className="text">
          <p>
            {order === 'chw'
              ? `Three axes: 3 channels, ${side} rows, ${side} columns, ${forEye(count)} numbers in one line of memory. In a batch of one, [1, 3, ${side}, ${side}].`
              : `Three axes: ${side} rows, ${side} columns, 3 channels, the same ${forEye(count)} numbers in another order.`}
          </p>
          <Choices
            legend="Order"
            hideLegend
            value={order}
            options={orders}
            disabled={!live}
            onChange={(value) => onChange({ order: value })}
          />
          <Memory {...{ order, row, column }} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
          <section className="sheet" tabIndex={0} aria-label="The pixel in memory">
            <table className="tbl memory">
              <caption className="hide">
                The three numbers of the pixel and their neighbours in memory
              </caption>
              <thead>
                <tr>
                  <th scope="col">channel</th>
                  <th scope="col">place in memory</th>
                  <th scope="col" colSpan={2 * around + 1}>
                    what lies there and beside it
                  </th>
                </tr>
              </thead>
              <tbody>
                {channels.map((channel, i) => {
                  const here = indexOf(order, i, row, column);
                  return (
                    <tr key={channel}>
                      <th scope="row">{channel}</th>
                      <td className="n">
                        {indexSum(order, i, row, column)} = <b>{forEye(here)}</b>
                      </td>
                      {Array.from({ length: 2 * around + 1 }, (_, j) => {
                        const place = here + j - around;
                        const value = memory[place];
                        return (
                          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                          <td key={j} className={j === around ? 'n here' : 'n'}>
                            {value !== undefined && (
                              <>
                                {shown(value)}{' '}
                                <small>{channels[placeOf(order, place)[0]]![0]}</small>
                              </>
                            )}
                          </td>
                        );
                      })}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
          <p className="said quiet">
            {order === 'chw'
              ? 'Beside a number lies the same channel of the next pixel. The three numbers of a pixel are 1,024 places apart.'
              : 'Beside a number lies the next channel of the same pixel.'}
          </p>
        </div>
      </div>
      {order === 'hwc' && (
        <div className="row">
          <p className="hang">To C × H × W</p>
          <div className="text pair">
            <figure>
              <Bitmap planes={planes} label="After permute: the image as it was" />
              <figcaption>
                <code>permute(2, 0, 1)</code> renames the axes: every number keeps its pixel.
              </figcaption>
            </figure>
            <figure>
              <Bitmap
                planes={reshaped(planes)}
                label="After reshape: three squeezed pictures, colours lost"
              />
              <figcaption>
                <code>
                  reshape(3, {side}, {side})
                </code>{' '}
                only cuts the line anew: the picture is scrambled.
              </figcaption>
            </figure>
          </div>
        </div>
      )}
    </div>
  );
}

/** The line of memory with the three numbers of the pixel marked on it. */
function Memory({ order, row, column }: { order: Order; row: number; column: number }) {
  const places = channels.map((_, i) => indexOf(order, i, row, column));
  const share = (place: number): number => ((place + 0.5) / count) * 100;
  const parts =
    order === 'chw'
      ? channels.map((channel, i) => ({ text: channel, at: (i * 100) / 3 }))
      : [{ text: 'row 0: red, green, blue, red, …', at: 0 }];
  return (
    <div
      className="line-of-memory"
      role="img"
      aria-label={`Of ${forEye(count)} places in memory the pixel has ${places.map((place) => forEye(place)).join(', ')}`}
    >
      <svg className="px" width="100%" height="30" aria-hidden="true">
        <rect className="edge" x="0.5" y="8.5" width="100%" height="14" />
        {order === 'chw' &&
          [1, 2].map((i) => (
            <line
              key={i}
              className="edge"
              x1={`${(i * 100) / 3}%`}
              x2={`${(i * 100) / 3}%`}
              y1="8"
              y2="23"
            />
          ))}
        {places.map((place, i) => (
          <line
            key={channels[i]}
            className="mark"
            x1={`${share(place)}%`}
            x2={`${share(place)}%`}
            y1="2"
            y2="29"
          />
        ))}
      </svg>
      <div className="ends">
        {parts.map(({ text, at }) => (
          <span key={text} style={{ left: `${at}%` }}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

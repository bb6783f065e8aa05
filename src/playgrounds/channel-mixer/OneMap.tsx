import type { Maps } from '#cnn/math';
import { ColourBar, diverging, ink, Kernel, NumberGrid, PixelGrid } from '#kit';
import { forEye } from '#kit/state';
import type { Mixer } from './model.ts';
import { biasOf, columnOf, gridOf, largestIn, sliceOf, type Trained } from './net.ts';
import { Spot } from './Spot.tsx';

interface Props {
  state: Mixer;
  trained: Trained;
  /** The image and the maps of every layer. */
  all: readonly Maps[];
  live: boolean;
  onChange(part: Partial<Mixer>): void;
}

/** Numbers of a place in one row of the grid. */
const ACROSS = 8;

/** One channel large, what it is made from, and all channels of one place as numbers. */
export function OneMap({ state, trained, all, live, onChange }: Props) {
  const { layer, channel, spot } = state;
  const maps = all[layer]!;
  const grid = gridOf(maps, channel);
  const most = largestIn(maps);
  const colour = (value: number): string =>
    layer === 0 ? ink(value / most) : diverging(value, most);
  const column = columnOf(maps, spot);
  const rows = Array.from({ length: Math.ceil(column.length / ACROSS) }, (_, i) =>
    column.slice(i * ACROSS, (i + 1) * ACROSS),
  );
  const below = all[layer - 1];
  const slices = below
    ? Array.from({ length: below.channels }, (_, from) => sliceOf(trained, layer, from, channel))
    : [];
  const steepest = Math.max(...slices.flat().map(Math.abs)) || 1;
  return (
    <div className="one-map">
      <div className="pane">
        <span className="lab">
          {layer === 0 ? 'the digit' : `layer ${layer}, channel ${channel}`}
        </span>
        <Spot
          rows={maps.height}
          at={spot}
          frame={1}
          live={live}
          onMove={(to) => onChange({ spot: to })}
          handle={{
            label: 'Place on the map',
            text: `row ${spot[0]}, column ${spot[1]}: ${forEye(column[channel]!)}`,
          }}
        >
          <PixelGrid
            values={grid}
            colour={colour}
            step={most / 24}
            label={`Channel ${channel} of layer ${layer}, ${maps.height} by ${maps.width}`}
          />
        </Spot>
        <ColourBar
          colour={layer === 0 ? ink : (share) => diverging(2 * share - 1, 1)}
          ends={
            layer === 0 ? ['0, paper', '', '1, ink'] : [`−${forEye(most)}`, '0', `+${forEye(most)}`]
          }
        />
      </div>
      <div className="pane">
        <span className="lab">
          all {maps.channels === 1 ? '1 channel' : `${maps.channels} channels`} at row {spot[0]},
          column {spot[1]}
        </span>
        <NumberGrid
          texts={rows.map((row) => row.map((value) => forEye(value)))}
          label={`The ${column.length} numbers of this place, one a channel`}
          tone={(row, c) => colour(column[row * ACROSS + c]!)}
          name={(row, c) => `channel ${row * ACROSS + c}: ${forEye(column[row * ACROSS + c]!)}`}
          pinned={[Math.floor(channel / ACROSS), channel % ACROSS]}
          onPin={([row, c]) => onChange({ channel: row * ACROSS + c })}
        />
        <p className="said">
          {layer === 0
            ? 'A place of this image has one number: how much ink. A place of a colour image has three.'
            : `A place of this layer has ${maps.channels} numbers. Nobody said what they should mean: training did.`}
        </p>
      </div>
      {below && (
        <div className="pane made">
          <span className="lab">
            made from {below.channels === 1 ? 'the one channel' : `all ${below.channels} channels`}{' '}
            below, a 3 × 3 slice each
          </span>
          <ul className="slices">
            {slices.map((slice, from) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the channel is the identity
              <li key={from}>
                <Kernel
                  values={slice}
                  max={steepest}
                  label={`Slice for channel ${from}: ${slice.map((weight) => forEye(weight)).join(', ')}`}
                />
                <span className="n">{from}</span>
              </li>
            ))}
          </ul>
          <p className="said quiet">
            {below.channels} × 9 weights and a bias of {forEye(biasOf(trained, layer, channel))}.
            After the sum, ReLU makes what is negative zero.
          </p>
        </div>
      )}
    </div>
  );
}

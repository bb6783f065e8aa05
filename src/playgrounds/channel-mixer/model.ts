/**
 * What the mixer remembers, and how an attribute and a link spell it. Rows and columns count from 0. The window may stand
 * on every pixel of the colour image: what sticks out meets zeros, one ring of them, so the output is as large as the image.
 */
import { type Field, oneOf, optional, stateCodec, whole } from '#kit/state';
import { cells, type Filter, filtersField, mostFilters, presetFilter, weights } from './filters.ts';
import type { Muted } from './mix.ts';
import { channelsOf, depth, digits, sideOf } from './net.ts';
import { channels, type Edit, editsField, type ImageName, imageNames, side } from './picture.ts';
import { type Order, orders } from './tensor.ts';

export type Place = readonly [row: number, column: number];
/** What is spread out under the planes. */
export const views = ['sum', 'tensor', 'maps'] as const;
export type View = (typeof views)[number];
/** The numbers of a pixel: as a file holds them, or as a network takes them. */
export const scales = ['255', '1'] as const;

export interface Mixer {
  view: View;
  image: ImageName;
  /** Pixels the reader has changed. */
  edits: readonly Edit[];
  /** Middle of the window. */
  at: Place;
  scale: (typeof scales)[number];
  order: Order;
  filters: readonly Filter[];
  /** The filter now in question, from 1. */
  filter: number;
  mute: Muted;
  /** The pinned product, from 0: nine of red, nine of green, nine of blue; or none. */
  cell: number | null;
  /** The digit that the trained net is shown. */
  digit: (typeof digits)[number];
  /** Layer of the net whose channels are in question; 0 is the image. */
  layer: number;
  /** One of its channels, from 0. */
  channel: number;
  /** A place of its maps. */
  spot: Place;
}

/** Row and column below a bound each. */
function placeField(bound: number): Field<Place> {
  return {
    read(text) {
      const match = /^(\d{1,2}),(\d{1,2})$/.exec(text);
      const at: Place = [Number(match?.[1]), Number(match?.[2])];
      if (!at.every((n) => n < bound)) {
        throw new RangeError(`a row and a column from 0 to ${bound - 1}, such as 6,24`);
      }
      return at;
    },
    write: (at) => at.join(','),
  };
}

/** Silent channels by their first letters. */
const muteField: Field<Muted> = {
  read(text) {
    if (!/^r?g?b?$/.test(text)) {
      throw new RangeError('the first letters of the silent channels, in the order r, g, b');
    }
    return [text.includes('r'), text.includes('g'), text.includes('b')];
  },
  write: (mute) => mute.map((on, i) => (on ? channels[i]![0] : '')).join(''),
};

/** Readers count the products from 1. */
const cellField: Field<number> = {
  read: (text) => whole(1, weights).read(text) - 1,
  write: (cell) => String(cell + 1),
};

export const codec = stateCodec<Mixer>({
  tag: 'ChannelMixer',
  id: 'channel-mixer',
  fields: {
    view: oneOf(views),
    image: oneOf(imageNames),
    edits: editsField,
    at: placeField(side),
    scale: oneOf(scales),
    order: oneOf(orders),
    filters: filtersField,
    filter: whole(1, mostFilters),
    mute: muteField,
    cell: optional(cellField),
    digit: oneOf(digits),
    layer: whole(0, depth),
    channel: whole(0, 31),
    spot: placeField(28),
  },
  start: {
    view: 'sum',
    image: 'boat',
    edits: [],
    at: [20, 21],
    scale: '255',
    order: 'chw',
    filters: [presetFilter('three-slices'), presetFilter('red-green')],
    filter: 1,
    mute: [false, false, false],
    cell: null,
    digit: '3',
    layer: 1,
    channel: 0,
    spot: [3, 6],
  },
  settle(mixer) {
    const { filters, filter, layer, channel, spot } = mixer;
    if (filter > filters.length) {
      throw new RangeError(`There is no filter ${filter}: there are ${filters.length}.`);
    }
    if (channel >= channelsOf(layer)) {
      throw new RangeError(
        `Layer ${layer} has no channel ${channel}: it has ${channelsOf(layer)}, counted from 0.`,
      );
    }
    if (spot.some((n) => n >= sideOf(layer))) {
      throw new RangeError(
        `Row ${spot[0]}, column ${spot[1]} is no place of layer ${layer}. Its maps have ${sideOf(layer)} rows and columns, counted from 0.`,
      );
    }
    return mixer;
  },
});

/** The mixer on another layer: channel and place stay where they were as well as they can. */
export function onLayer(mixer: Mixer, layer: number): Mixer {
  const [from, to] = [sideOf(mixer.layer), sideOf(layer)];
  const moved = (n: number): number => Math.min(to - 1, Math.floor(((n + 0.5) * to) / from));
  return {
    ...mixer,
    layer,
    channel: Math.min(mixer.channel, channelsOf(layer) - 1),
    spot: [moved(mixer.spot[0]), moved(mixer.spot[1])],
  };
}

/** The weights with one changed. */
export function withWeight(mixer: Mixer, at: number, weight: number): Mixer {
  const chosen = mixer.filters[mixer.filter - 1]!;
  return withFilter(mixer, { ...chosen, kernel: chosen.kernel.with(at, weight) });
}

/** The filter in question replaced. */
export const withFilter = (mixer: Mixer, filter: Filter): Mixer => ({
  ...mixer,
  filters: mixer.filters.with(mixer.filter - 1, filter),
});

/** Another filter beside the others, now in question. */
export function withMore(mixer: Mixer): Mixer {
  if (mixer.filters.length >= mostFilters) return mixer;
  const filters = [...mixer.filters, mixer.filters[mixer.filter - 1]!];
  return { ...mixer, filters, filter: filters.length };
}

/** The filter in question taken away, unless it is the last one. */
export function withFewer(mixer: Mixer): Mixer {
  if (mixer.filters.length === 1) return mixer;
  const filters = mixer.filters.toSpliced(mixer.filter - 1, 1);
  return { ...mixer, filters, filter: Math.min(mixer.filter, filters.length) };
}

/** One channel alone; a second press lets the others back in. */
export function soloed(mute: Muted, channel: number): Muted {
  const alone = mute.every((on, i) => on === (i !== channel));
  return alone ? [false, false, false] : [channel !== 0, channel !== 1, channel !== 2];
}

export const muted = (mute: Muted, channel: number): Muted =>
  mute.with(channel, !mute[channel]) as unknown as Muted;

/** Channel and place of the window of a product, counted from 0 as a link does from 1. */
export const placeOfCell = (cell: number): [channel: number, row: number, column: number] => [
  Math.floor(cell / cells),
  Math.floor((cell % cells) / 3),
  cell % 3,
];

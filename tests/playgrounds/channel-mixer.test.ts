import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleDigits } from '#lab/digits';
import { bitmapOf } from '../../src/playgrounds/channel-mixer/bmp.ts';
import {
  type Filter,
  filtersField,
  presetFilter,
  presets,
  weights,
} from '../../src/playgrounds/channel-mixer/filters.ts';
import {
  type Muted,
  mixAt,
  partOf,
  responseOf,
  scaled,
} from '../../src/playgrounds/channel-mixer/mix.ts';
import {
  codec,
  type Mixer,
  onLayer,
  type Place,
  soloed,
  withFewer,
  withMore,
} from '../../src/playgrounds/channel-mixer/model.ts';
import {
  channelsOf,
  columnOf,
  gridOf,
  layersOf,
  mapsOf,
  type Recording,
  readRecording,
  sideOf,
  sliceOf,
} from '../../src/playgrounds/channel-mixer/net.ts';
import { photoReader, squareOf } from '../../src/playgrounds/channel-mixer/photo.ts';
import {
  drawn,
  type Edit,
  edited,
  imageNames,
  type Planes,
  side,
  withPixel,
} from '../../src/playgrounds/channel-mixer/picture.ts';
import recording from '../../src/playgrounds/channel-mixer/recorded.json' with { type: 'json' };
import {
  codeOf,
  mapsCsv,
  sumCode,
  sumCsv,
  tensorCode,
  tensorCsv,
} from '../../src/playgrounds/channel-mixer/take.ts';
import {
  count,
  indexOf,
  memoryOf,
  orders,
  placeOf,
  reshaped,
} from '../../src/playgrounds/channel-mixer/tensor.ts';
import { productOf, spokenMix, sumOf } from '../../src/playgrounds/channel-mixer/words.ts';

const boat = drawn('boat');
const open: Muted = [false, false, false];
const chance = { seed: 921, numRuns: 200 };

const filters: fc.Arbitrary<Filter> = fc.record({
  kernel: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: weights, maxLength: weights }),
  bias: fc.integer({ min: -99, max: 99 }),
});
const mutes: fc.Arbitrary<Muted> = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
const places: fc.Arbitrary<Place> = fc.tuple(fc.nat(side - 1), fc.nat(side - 1));

/** TensorFlow's own convolution of the three planes, silent ones zeroed. */
function referee(planes: Planes, filter: Filter, mute: Muted): number[] {
  return tf.tidy(() => {
    const heard = planes.map((plane, i) =>
      mute[i] ? plane.map((row) => row.map(() => 0)) : plane,
    );
    const x = tf.stack(
      heard.map((plane) => tf.tensor2d(plane as number[][])),
      -1,
    );
    const w = tf.transpose(tf.reshape(tf.tensor1d([...filter.kernel]), [3, 3, 3, 1]), [1, 2, 0, 3]);
    const y = tf.conv2d(tf.expandDims(x) as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');
    return [...tf.add(y, filter.bias).dataSync()];
  });
}

test('the output of any filter, whatever is muted, is that of tf.conv2d on three channels', () => {
  fc.assert(
    fc.property(filters, mutes, fc.constantFrom(...imageNames), (filter, mute, name) => {
      const planes = drawn(name);
      expect(responseOf(planes, filter, mute).flat()).toEqual(referee(planes, filter, mute));
    }),
    { ...chance, numRuns: 60 },
  );
});

test('27 products, three sums and a bias add up to the output at every place, borders too', () => {
  fc.assert(
    fc.property(filters, mutes, places, (filter, mute, at) => {
      const mix = mixAt(boat, filter, mute, at);
      const response = responseOf(boat, filter, mute)[at[0]]![at[1]]!;
      expect(mix.total).toBe(response);
      mix.strips.forEach(({ products, sum }, channel) => {
        expect(products.reduce((whole, product) => whole + product, 0)).toBe(sum);
        expect(partOf(boat, filter, mute, channel)[at[0]]![at[1]]).toBe(sum);
      });
      const edges = at.filter((n) => n === 0 || n === side - 1).length;
      expect(mix.outside.filter(Boolean)).toHaveLength([0, 3, 5][edges]!);
      mix.outside.forEach((out, i) => {
        if (out) expect(mix.strips.map(({ pixels }) => pixels[i])).toEqual([0, 0, 0]);
      });
    }),
    chance,
  );
});

test('shares of 255 scale every sum but the bias', () => {
  const filter = presetFilter('light-edges');
  const whole = responseOf(boat, filter, open).flat();
  const parts = responseOf(scaled(boat, true), filter, open).flat();
  for (const [i, part] of parts.entries()) expect(part * 255).toBeCloseTo(whole[i]!, 8);
});

test('red minus green cannot tell grey from black, and gives a red and a green opposite signs', () => {
  const chart = drawn('chart');
  const response = responseOf(chart, presetFilter('red-green'), open);
  expect([0, 9, 17, 25].map((column) => response[3]![column])).toEqual([0, 0, 0, 0]);
  expect([response[11]![3], response[11]![11]]).toEqual([220, -220]);
  const same = responseOf(chart, presetFilter('same-slices'), open);
  expect(same[11]![3]).toBe(same[11]![11]);
});

test('each picture is 3 × 32 × 32 whole numbers from 0 to 255, the same every time', () => {
  for (const name of imageNames) {
    const values = drawn(name).flat(2);
    expect(values).toHaveLength(count);
    expect(values.every((v) => Number.isInteger(v) && v >= 0 && v <= 255)).toBe(true);
    expect(drawn(name)).toEqual(drawn(name));
  }
});

test('a bitmap holds the very numbers of the planes', () => {
  const bytes = Buffer.from(bitmapOf(boat).split(',')[1]!, 'base64');
  expect(bytes.subarray(0, 2).toString()).toBe('BM');
  expect(bytes.readUInt32LE(2)).toBe(bytes.length);
  expect([bytes.readInt32LE(18), bytes.readInt32LE(22)]).toEqual([side, -side]);
  for (const [row, column] of [
    [0, 0],
    [6, 24],
    [31, 31],
  ] as const) {
    const at = 54 + 3 * (row * side + column);
    const [blue, green, red] = bytes.subarray(at, at + 3);
    expect([red, green, blue]).toEqual(boat.map((plane) => plane[row]![column]));
  }
});

test('index and place in memory undo each other in both orders, and agree with a tensor’s own', () => {
  for (const order of orders) {
    const seen = new Set(
      Array.from({ length: count }, (_, i) => indexOf(order, ...placeOf(order, i))),
    );
    expect(seen.size).toBe(count);
    for (let i = 0; i < count; i++) expect(indexOf(order, ...placeOf(order, i))).toBe(i);
  }
  const chw = tf.tidy(() => [...tf.tensor3d(boat as unknown as number[][][]).dataSync()]);
  expect(memoryOf(boat, 'chw')).toEqual(chw);
  const hwc = tf.tidy(() => [
    ...tf.transpose(tf.tensor3d(boat as unknown as number[][][]), [1, 2, 0]).dataSync(),
  ]);
  expect(memoryOf(boat, 'hwc')).toEqual(hwc);
  expect(reshaped(boat).flat(2)).toEqual(hwc);
});

test('every layer’s maps are what TensorFlow makes of the same weights', () => {
  const trained = readRecording(recording as Recording);
  const digit = sampleDigits()[3]!.pixels;
  const ours = mapsOf(trained, digit);
  expect(ours.map(({ channels, height, width }) => [channels, height, width])).toEqual([
    ...[0, 1, 2, 3, 4].map((layer) => [channelsOf(layer), sideOf(layer), sideOf(layer)]),
    [2, 1, 1],
  ]);
  tf.tidy(() => {
    let x = tf.div(tf.tensor4d(digit, [1, 28, 28, 1]), 255);
    layersOf(trained).forEach(
      ({ kernel, padding, stride, inChannels, outChannels, ...numbers }, i) => {
        const w = tf.tensor4d(Float32Array.from(Array.from(numbers.weight)), [
          kernel,
          kernel,
          inChannels,
          outChannels,
        ]);
        x = tf.add(
          tf.conv2d(x as tf.Tensor4D, w, stride!, padding!),
          tf.tensor1d(Array.from(numbers.bias!)),
        );
        if (numbers.relu) x = tf.relu(x);
        const values = [...x.dataSync()];
        Array.from(ours[i + 1]!.values).forEach((value, j) => {
          expect(value).toBeCloseTo(values[j]!, 3);
        });
      },
    );
  });
});

test('a channel’s slices are its weights, and its places are columns of all channels', () => {
  const trained = readRecording(recording as Recording);
  const { shape, values } = trained.weights['conv3.weight']!;
  expect(shape).toEqual([3, 3, 8, 16]);
  expect(sliceOf(trained, 3, 5, 11)[4]).toBe(values[((1 * 3 + 1) * 8 + 5) * 16 + 11]);
  const maps = mapsOf(trained, sampleDigits()[7]!.pixels)[2]!;
  expect(columnOf(maps, [2, 5])[6]).toBe(gridOf(maps, 6)[2]![5]);
});

test('another layer keeps channel and place as well as it can', () => {
  fc.assert(
    fc.property(fc.nat(4), fc.nat(4), fc.nat(31), places, (from, to, channel, at) => {
      const state: Mixer = {
        ...codec.start,
        layer: from,
        channel: Math.min(channel, channelsOf(from) - 1),
        spot: [at[0] % sideOf(from), at[1] % sideOf(from)],
      };
      const next = onLayer(state, to);
      expect(codec.parse(codec.format(next), codec.start)).toEqual({ state: next });
    }),
    chance,
  );
});

test('solo leaves one channel, and pressed again all of them', () => {
  expect(soloed(open, 1)).toEqual([true, false, true]);
  expect(soloed([true, false, true], 1)).toEqual(open);
  expect(soloed([true, false, true], 2)).toEqual([true, true, false]);
});

test('filters come and go, at least one and at most four, and the one in question is always there', () => {
  let state = codec.start;
  for (let i = 0; i < 6; i++) state = withMore(state);
  expect([state.filters.length, state.filter]).toEqual([4, 4]);
  for (let i = 0; i < 6; i++) state = withFewer(state);
  expect([state.filters.length, state.filter]).toEqual([1, 1]);
});

test('a changed pixel is in the picture, the last of two changes counts, and 64 are kept', () => {
  const twice = withPixel(withPixel([], [1, 2, 3, 4, 5]), [1, 2, 9, 8, 7]);
  expect(edited(boat, twice).map((plane) => plane[1]![2])).toEqual([9, 8, 7]);
  expect(edited(boat, twice)[0][1]![3]).toBe(boat[0][1]![3]);
  const many = Array.from({ length: 80 }, (_, i): Edit => [i % 32, i >> 5, 0, 0, i]);
  expect(many.reduce(withPixel, [] as readonly Edit[])).toHaveLength(64);
});

test('any state comes back from its link', () => {
  fc.assert(
    fc.property(
      fc.array(filters, { minLength: 1, maxLength: 4 }),
      mutes,
      places,
      fc.constantFrom(...(['sum', 'tensor', 'maps'] as const)),
      fc.array(fc.tuple(fc.nat(31), fc.nat(31), fc.nat(255), fc.nat(255), fc.nat(255)), {
        maxLength: 20,
      }),
      (many, mute, at, view, edits) => {
        const state: Mixer = {
          ...codec.start,
          filters: many,
          filter: many.length,
          mute,
          at,
          view,
          edits,
          cell: at[0] % weights,
        };
        expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
      },
    ),
    chance,
  );
});

test('a preset and its bias are written as a name', () => {
  for (const { name } of presets) {
    expect(filtersField.write([presetFilter(name)])).toBe(name);
    expect(filtersField.write([{ ...presetFilter(name), bias: -2.5 }])).toBe(`${name},-2.5`);
  }
  expect(filtersField.read('blur,3;red-green')).toEqual([
    { ...presetFilter('blur'), bias: 3 },
    presetFilter('red-green'),
  ]);
});

test.each([
  ['view=sheet', '“view” is “sheet”; it takes one of sum, tensor, maps'],
  ['image=cat', '“image” is “cat”; it takes one of boat, chart'],
  ['at=32,0', '“at” is “32,0”; it takes a row and a column from 0 to 31'],
  ['at=1.5,2', '“at” is “1.5,2”'],
  ['scale=2', '“scale” is “2”'],
  ['order=nchw', '“order” is “nchw”; it takes one of chw, hwc'],
  ['filters=1,2,3', '“filters” is “1,2,3”; it takes one to 4 filters'],
  ['filters=blur,1e9', '“filters” is “blur,1e9”'],
  [`filters=${Array(28).fill('NaN').join(',')}`, '“filters” is “NaN'],
  ['filters=blur;blur;blur;blur;blur', '“filters” is'],
  ['filter=0', '“filter” is “0”; it takes a whole number from 1 to 4'],
  ['filters=blur&filter=2', 'There is no filter 2: there are 1.'],
  ['mute=x', '“mute” is “x”; it takes the first letters'],
  ['mute=br', '“mute” is “br”'],
  ['cell=28', '“cell” is “28”; it takes a whole number from 1 to 27'],
  ['edits=1,2,red', '“edits” is “1,2,red”; it takes at most 64 pixels'],
  ['edits=32,2,ff0000', '“edits” is'],
  ['digit=8', '“digit” is “8”; it takes one of 3, 7'],
  ['layer=5', '“layer” is “5”; it takes a whole number from 0 to 4'],
  ['layer=1&channel=4', 'Layer 1 has no channel 4: it has 4, counted from 0.'],
  ['layer=4&spot=2,0', 'Row 2, column 0 is no place of layer 4.'],
  ['spot=28,0', '“spot” is “28,0”'],
  ['hue=3', 'a part “hue”'],
  ['view=sum&view=maps', '“view” twice'],
])('the bad link %s gives the start and a sentence', (link, sentence) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toContain(sentence);
});

test('sums are said and written with a true minus and brackets', () => {
  const mix = mixAt(boat, presetFilter('red-green'), [false, false, true], [20, 21]);
  const [red, green] = [boat[0][20]![21]!, boat[1][20]![21]!];
  expect(sumOf(mix, 2)).toBe(`${red} + (−${green}) + 0 + 0 = −${green - red}`);
  expect(productOf(mix, 13, 2)).toBe(`x[1, 1, 1] · w[1, 1, 1]: ${green} · (−1) = −${green}`);
  expect(productOf(mix, 26, 2)).toContain('muted, counts as 0');
  expect(spokenMix(mix, 2)).toContain('blue is muted and adds 0.');
});

test('the code names what it computes, and the tables hold every number', () => {
  const state = codec.start;
  const code = sumCode(boat, state.filters, [false, true, false], state.at);
  expect(code).toContain('x[:, 1] = 0   # green is muted');
  expect(code.match(/\[\[/g)!.length).toBeGreaterThan(6);
  expect(tensorCode([6, 24])).toContain('chw[:, 6, 24]             # 216, 1240, 2264');
  expect(codeOf({ ...state, view: 'maps' }, boat)).toContain('nn.Flatten()');
  const maps = state.filters.map((filter) => responseOf(boat, filter, open));
  expect(sumCsv(maps).trim().split('\r\n')).toHaveLength(1 + side * side);
  expect(tensorCsv(boat).split('\r\n')[1]).toBe(
    `0,0,${boat.map((plane) => plane[0]![0]).join(',')},0,0`,
  );
  const layer = mapsOf(readRecording(recording as Recording), sampleDigits()[3]!.pixels)[3]!;
  const lines = mapsCsv(layer).trim().split('\r\n');
  expect(lines).toHaveLength(17);
  expect(lines[0]!.split(',')).toHaveLength(18);
});

test('a photo gives its middle square as means, what is transparent as white, and a strip is refused', () => {
  const [width, height] = [96, 64];
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const inside = x >= 16 && x < 80;
      rgba.set(
        [inside ? (y % 2) * 200 : 9, x < 48 ? 10 : 30, 0, y < 32 ? 255 : 0],
        4 * (y * width + x),
      );
    }
  const planes = squareOf(rgba, width, height);
  expect(planes.map((plane) => plane[3]![0])).toEqual([100, 10, 0]);
  expect(planes.map((plane) => plane[3]![31])).toEqual([100, 30, 0]);
  expect(planes.map((plane) => plane[20]![5])).toEqual([255, 255, 255]);
  expect(photoReader.size(4000, 3000)).toEqual({ width: 512, height: 384 });
  expect(photoReader.size(20, 10)).toEqual({ width: 20, height: 10 });
  expect(() => photoReader.size(4000, 30)).toThrow(
    'The picture measures 4000 × 30 pixels. It needs at least 8 each way',
  );
  const tiny = squareOf(new Uint8ClampedArray(4 * 8 * 8).fill(255), 8, 8);
  expect(tiny.flat(2).every((value) => value === 255)).toBe(true);
});

import type { Summary } from '../math/index.ts';
import { sizeOf } from './conv-shape.ts';
import { COUNTERS_READ, FIGURES, histogramOf } from './figures-kernel.ts';
import type { Program } from './program.ts';
import { cropName } from './workers.ts';

const ALL = { first: 0, images: 0 };

/** Puts a batch into memory: images as the network wants them, and their classes. */
export function putImages(program: Program, images: Float32Array, labels?: Int32Array) {
  const { layout, views } = program;
  views.floats({ at: layout.values[0]!.at(ALL), count: images.length }).set(images);
  if (labels) views.integers({ ...program.labels, count: labels.length }).set(labels);
}

/** Whether every number of the images in memory is finite. */
export function imagesFinite({ layout, kernels }: Program, images: number): boolean {
  const values = layout.values[0]!;
  return kernels.finite!(values.at(ALL), Math.floor((images * values.imageBytes) / 16)) === 0;
}

/** Where the bytes of so many images belong; `putPixels` then takes them from there. */
export function pixelRoom({ lowered, pixels, views }: Program, images: number) {
  return views.bytes({ at: pixels.at, count: images * sizeOf(lowered.slots[0]!.shape) });
}

/**
 * Puts a batch into memory as bytes, which emitted code turns into numbers.
 *
 * @param pixels bytes of at most as many images as the program was compiled for, or their room filled
 * @param meaning 256 numbers, what the network sees for each byte
 * @param numbers which of these images the batch takes, in order; all of them when absent
 */
export function putPixels(
  program: Program,
  pixels: Uint8Array,
  meaning: Float32Array,
  labels: Int32Array,
  numbers?: Int32Array,
) {
  const { views, kernels, layout } = program;
  if (pixels.buffer !== views.buffer)
    views.bytes({ ...program.pixels, count: pixels.length }).set(pixels);
  views.floats(program.bytes).set(meaning);
  const places = views.integers({ ...program.numbers, count: labels.length });
  if (numbers) places.set(numbers);
  else for (let i = 0; i < places.length; i++) places[i] = i;
  views.integers({ ...program.labels, count: labels.length }).set(labels);
  const out = layout.values[0]!.at(ALL);
  const { pixels: from, numbers: which, bytes } = program;
  kernels.gather!(from.at, which.at, bytes.at, out, labels.length);
}

/** What a layer put out for the latest batch, one behind the other without what fills up channels. */
function outputOf(program: Program, layer: number, images: number): { at: number; count: number } {
  const { lowered, layout, kernels, cropped } = program;
  const { slot } = lowered.outputs[layer]!;
  const { shape, channels } = lowered.slots[slot]!;
  const at = layout.values[slot]!.at(ALL);
  const rows = images * shape.height * shape.width;
  if (shape.channels === channels) return { at, count: images * sizeOf(shape) };
  kernels[cropName(lowered.slots[slot]!)]!(at, cropped.at, rows);
  return { at: cropped.at, count: rows * channels };
}

/** A copy of what a layer put out for the latest batch, where outputs are kept. */
export const valuesOf = (program: Program, layer: number, images: number): Float32Array =>
  program.views.floats(outputOf(program, layer, images)).slice();

/** What fastai's ActivationStats keeps of it, as `summarize` has it; where outputs are kept. */
export function summaryOf(program: Program, layer: number, images: number): Summary {
  const { views, kernels, figures } = program;
  const output = outputOf(program, layer, images);
  const values = views.floats(output);
  const { count } = output;
  views.bytes(figures).fill(0);
  const origin = values[0]!;
  const whole = Math.floor(count / 4);
  if (whole > 0) kernels.figures!(output.at, figures.at, whole, origin);
  const [sums, squares] = [FIGURES.sums, FIGURES.squares].map((at) =>
    views.doubles({ at: figures.at + at, count: 4 }),
  );
  const near = views.integers({ at: figures.at + FIGURES.near, count: 4 });
  const counters = views.integers({ at: figures.at + FIGURES.counters, count: COUNTERS_READ });
  const histogram = histogramOf(counters);
  let [sum, square, small] = [total(sums!), total(squares!), total(near)];
  // What no whole vector holds.
  for (const value of values.subarray(4 * whole)) {
    const distance = value - origin;
    sum += distance;
    square += distance * distance;
    if (value <= Math.fround(0.05)) small++;
    if (value >= 0 && value <= 10) histogram[Math.min(39, Math.floor(value * 4))]!++;
  }
  const variance = count > 1 ? (square - (sum * sum) / count) / (count - 1) : 0;
  return {
    mean: origin + sum / count,
    std: Math.sqrt(variance < 0 ? 0 : variance),
    nearZero: small / count,
    histogram,
  };
}

const total = (lanes: ArrayLike<number>) => lanes[0]! + lanes[1]! + lanes[2]! + lanes[3]!;

/** A copy of the logits of the latest batch, `[images × classes]`. */
export function logitsOf(program: Program, images: number): Float32Array {
  const { lowered, layout, views } = program;
  const { slot } = lowered.outputs.at(-1)!;
  const { classes } = lowered;
  const stored = lowered.slots[slot]!.shape.channels;
  const at = layout.values[slot]!.at(ALL);
  const all = views.floats({ at, count: images * stored });
  return Float32Array.from(
    { length: images * classes },
    (_, i) => all[Math.floor(i / classes) * stored + (i % classes)]!,
  );
}

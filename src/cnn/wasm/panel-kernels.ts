import { type Code, type Local, load, vector } from './code.ts';
import { COLUMNS, type ConvShape, cellsOf, NUMBER, padded, ROW } from './conv-shape.ts';
import type { ModuleBuilder } from './module.ts';

/** Channels as the layer counts them; the shape has them as stored. */
export interface TrueChannels {
  inChannels: number;
  outChannels: number;
}

/**
 * Weights `[cell][in][out]` into panels of eight output channels, `[panel][cell][in as stored][8]`: `name(w, panels)`.
 * Places of channels that do not exist are never written, and stay 0.
 */
export function emitPanels(
  module: ModuleBuilder,
  name: string,
  shape: ConvShape,
  { inChannels, outChannels }: TrueChannels,
) {
  const stored = shape.input.channels;
  module.define(name, { w: 'i32', panels: 'i32' }, (code, { w, panels }) => {
    const from = code.local('i32');
    eachPanel(outChannels, (columns, count) =>
      code.times(count, () => {
        code.set(from, w);
        code.times(cellsOf(shape), () => {
          code.times(inChannels, () => {
            copyRow(code, from, panels, columns);
            code.advance(from, outChannels * NUMBER);
            code.advance(panels, ROW);
          });
          code.advance(panels, (stored - inChannels) * ROW);
        });
        code.advance(w, columns * NUMBER);
      }),
    );
  });
}

/**
 * Weights `[cell][in][out]` turned for the input's gradient, into panels of eight input channels,
 * `[panel][cell][out as stored][8]`: `name(w, panels)`.
 */
export function emitTurnedPanels(
  module: ModuleBuilder,
  name: string,
  shape: ConvShape,
  { inChannels, outChannels }: TrueChannels,
) {
  const stored = shape.output.channels;
  module.define(name, { w: 'i32', panels: 'i32' }, (code, { w, panels }) => {
    const from = code.local('i32');
    eachPanel(inChannels, (columns, count) =>
      code.times(count, () => {
        code.set(from, w);
        code.times(cellsOf(shape), () => {
          code.times(outChannels, () => {
            for (let i = 0; i < columns; i++) {
              const weight = load('f32.load', from, i * outChannels * NUMBER);
              code.store('f32.store', panels, i * NUMBER, weight);
            }
            code.advance(from, NUMBER);
            code.advance(panels, ROW);
          });
          code.advance(from, (inChannels - 1) * outChannels * NUMBER);
          code.advance(panels, (stored - outChannels) * ROW);
        });
        code.advance(w, columns * outChannels * NUMBER);
      }),
    );
  });
}

/** Bytes that panels of either kind take. */
export const panelBytes = (shape: ConvShape) =>
  cellsOf(shape) * padded(shape.input.channels) * shape.output.channels * NUMBER;

/** A weight gradient as computed, `[cell][in as stored][out as stored]`, without what does not exist: `name(dw, out)`. */
export function emitCropWeights(
  module: ModuleBuilder,
  name: string,
  shape: ConvShape,
  { inChannels, outChannels }: TrueChannels,
) {
  const { input, output } = shape;
  module.define(name, { dw: 'i32', out: 'i32' }, (code, { dw, out }) =>
    code.times(cellsOf(shape), () => {
      code.times(inChannels, () => {
        code.times(outChannels, () => {
          code.store('f32.store', out, 0, load('f32.load', dw));
          code.advance(dw, NUMBER);
          code.advance(out, NUMBER);
        });
        code.advance(dw, (output.channels - outChannels) * NUMBER);
      });
      code.advance(dw, (input.channels - inChannels) * output.channels * NUMBER);
    }),
  );
}

/** Whole panels, then what is left over as a narrower one. */
function eachPanel(channels: number, emit: (columns: number, count: number) => void) {
  emit(COLUMNS, Math.floor(channels / COLUMNS));
  if (channels % COLUMNS > 0) emit(channels % COLUMNS, 1);
}

function copyRow(code: Code, from: Local, to: Local, columns: number) {
  if (columns === COLUMNS) {
    for (const offset of [0, 16]) code.store('v128.store', to, offset, vector(from, offset));
    return;
  }
  for (let i = 0; i < columns; i++)
    code.store('f32.store', to, i * NUMBER, load('f32.load', from, i * NUMBER));
}

import type { ConvOptions } from '../math/index.ts';
import { emitForward, emitInputGradient } from './conv-kernels.ts';
import {
  type ConvShape,
  cellsOf,
  convShape,
  type ImageShape,
  padded,
  sizeOf,
} from './conv-shape.ts';
import { emitCrop, emitFill } from './elementwise-kernels.ts';
import { ModuleBuilder } from './module.ts';
import { emitCropWeights, emitPanels, emitTurnedPanels, panelBytes } from './panel-kernels.ts';
import { rowsFor } from './register-tile.ts';
import type { Kernels } from './views.ts';
import { emitWeightGradient } from './weight-gradient.ts';

/** What is computed of a convolution. */
export type ConvolutionKind = 'forward' | 'inputGradient' | 'weightGradient';

/** One convolution of whole batches, on tensors without extra channels. */
export interface Convolution {
  input: ImageShape;
  outChannels: number;
  axes: readonly [ConvOptions, ConvOptions];
  images: number;
  relu: boolean;
}

/**
 * Code for one convolution by itself, on tensors that lie anywhere in a memory: channels are filled up to whole columns on
 * the way in, and the zeros dropped on the way out, where need be.
 */
export class ConvolutionCode {
  /** Of the result. */
  readonly outputShape: readonly number[];
  /** Numbers of memory, all 0, that a run needs for itself. */
  readonly scratch: number;
  private readonly kind: ConvolutionKind;
  private readonly of: Convolution;
  private readonly shape: ConvShape;
  private readonly kernels: Kernels;

  constructor(kind: ConvolutionKind, of: Convolution, memory: WebAssembly.Memory, fused: boolean) {
    this.kind = kind;
    this.of = of;
    this.shape = convShape(of.input, of.outChannels, of.axes);
    const { input, axes, images, outChannels } = of;
    const { height, width } = this.shape.output;
    this.outputShape = {
      forward: [images, height, width, outChannels],
      inputGradient: [images, input.height, input.width, input.channels],
      weightGradient: [axes[0].kernel, axes[1].kernel, input.channels, outChannels],
    }[kind];
    const { panels, bias, images: stored, weights } = this.rooms();
    this.scratch = panels + bias + stored + weights;
    const module = new ModuleBuilder({ fused });
    this.emit(module, Math.min(rowsFor(fused), images));
    const code = new WebAssembly.Module(module.toBytes());
    const { exports } = new WebAssembly.Instance(code, { env: { memory } });
    this.kernels = exports as unknown as Kernels;
  }

  static outputOf({ input, outChannels, axes }: Convolution): ImageShape {
    return convShape(input, outChannels, axes).output;
  }

  /**
   * @param given addresses: x, weight and bias (0 for none); dy and weight; x and dy
   * @param out address of the result, which for weights must be 0
   */
  run([first, second, third]: readonly [number, number, number], out: number, scratch: number) {
    const { kernels, shape, of } = this;
    const { images } = of;
    const rooms = this.rooms();
    const panels = scratch;
    const bias = panels + 4 * rooms.panels;
    const stored = bias + 4 * rooms.bias;
    const weights = stored + 4 * rooms.images;
    const target = rooms.images > 0 ? stored : out;
    const places = images * shape.output.height * shape.output.width;
    switch (this.kind) {
      case 'forward':
        kernels.panels!(second, panels);
        if (third) kernels.bias!(third, bias, 1);
        kernels.convolve!(first, panels, bias, target, 0, images);
        if (rooms.images > 0) kernels.crop!(stored, out, places);
        return;
      case 'inputGradient':
        kernels.panels!(second, panels);
        kernels.convolve!(first, panels, 0, target, 0, images);
        if (rooms.images > 0) {
          kernels.crop!(stored, out, images * of.input.height * of.input.width);
        }
        return;
      case 'weightGradient':
        if (rooms.images > 0) kernels.fill!(second, stored, places);
        kernels.convolve!(
          first,
          rooms.images > 0 ? stored : second,
          rooms.weights > 0 ? weights : out,
          images,
        );
        if (rooms.weights > 0) kernels.crop!(weights, out);
    }
  }

  /** Numbers of each part of the scratch memory; no room for images or weights that lie well where they are. */
  private rooms() {
    const { shape, kind, of } = this;
    const channels = kind === 'inputGradient' ? of.input.channels : of.outChannels;
    const target =
      kind === 'inputGradient' ? { ...of.input, channels: padded(channels) } : shape.output;
    const whole = channels === padded(channels);
    const weights = cellsOf(shape) * of.input.channels * shape.output.channels;
    return {
      panels: kind === 'weightGradient' ? 0 : panelBytes(shape) / 4,
      bias: shape.output.channels,
      images: whole ? 0 : of.images * sizeOf(target),
      weights: kind === 'weightGradient' && !whole ? weights : 0,
    };
  }

  private emit(module: ModuleBuilder, blockRows: number) {
    const { of, shape } = this;
    const channels = { inChannels: of.input.channels, outChannels: of.outChannels };
    const stored = shape.output.channels;
    switch (this.kind) {
      case 'forward':
        emitPanels(module, 'panels', shape, channels);
        emitFill(module, 'bias', stored, of.outChannels);
        emitForward(module, 'convolve', shape, { relu: of.relu, blockRows });
        return emitCrop(module, 'crop', stored, of.outChannels);
      case 'inputGradient': {
        // The gradient that comes in is only read number by number, and needs no whole columns.
        const narrow = { ...shape, output: { ...shape.output, channels: of.outChannels } };
        const { input } = of;
        emitTurnedPanels(module, 'panels', narrow, channels);
        emitInputGradient(module, 'convolve', narrow, { mask: false, blockRows });
        return emitCrop(module, 'crop', padded(input.channels), input.channels);
      }
      case 'weightGradient':
        emitFill(module, 'fill', stored, of.outChannels);
        emitWeightGradient(module, 'convolve', shape, { blockRows: rowsFor(module.fused) });
        emitCropWeights(module, 'crop', shape, channels);
    }
  }
}

import { type Arena, doubles, floats, type Part } from './arena.ts';
import { emitChannelSums } from './batch-norm-kernels.ts';
import { emitForward, emitInputGradient } from './conv-kernels.ts';
import { cellsOf } from './conv-shape.ts';
import type { Images, Tile } from './layout.ts';
import type { Step } from './lower.ts';
import type { ModuleBuilder } from './module.ts';
import { emitCropWeights, emitPanels, emitTurnedPanels, panelBytes } from './panel-kernels.ts';
import { type Kernels, namesIn, type Views } from './views.ts';
import { emitWeightGradient } from './weight-gradient.ts';

/** A step of a kind, such as `Of<'conv'>`. */
export type Of<Type extends Step['type']> = Extract<Step, { type: Type }>;

/** Where a step reads and writes. */
export interface Ends {
  x: Images;
  y: Images;
  dx: Images;
  dy: Images;
}

const namesFor = namesIn([
  'panels',
  'forward',
  'weightGradient',
  'biasGradient',
  'crop',
  'turn',
  'inputGradient',
]);

/** A convolution at work: its weights in panels, and the sums its gradients are made of. */
export class ConvStep {
  private readonly step: Of<'conv'>;
  private readonly ends: Ends;
  private readonly names: ReturnType<typeof namesFor>;
  private readonly panels: number;
  private readonly turned: number;
  private readonly bias: Part;
  private readonly biasSums: Part;
  /** Of the weights as stored, when that is not how they count. */
  private readonly stored: Part | undefined;

  constructor(arena: Arena, name: string, step: Of<'conv'>, ends: Ends) {
    const { shape, inChannels, outChannels } = step;
    this.step = step;
    this.ends = ends;
    this.names = namesFor(name);
    this.panels = arena.bytes(panelBytes(shape));
    this.turned = arena.bytes(panelBytes(shape));
    this.bias = floats(arena, shape.output.channels);
    this.biasSums = doubles(arena, shape.output.channels);
    const whole = inChannels === shape.input.channels && outChannels === shape.output.channels;
    this.stored = whole
      ? undefined
      : floats(arena, cellsOf(shape) * shape.input.channels * shape.output.channels);
  }

  /** @param blockRows images of a block, or weights of one */
  emit(module: ModuleBuilder, blockRows: number) {
    const { names, step } = this;
    const { shape, relu, reluBefore, trainsBefore } = step;
    emitPanels(module, names.panels, shape, step);
    emitForward(module, names.forward, shape, { relu, blockRows });
    emitWeightGradient(module, names.weightGradient, shape, { blockRows });
    emitChannelSums(module, names.biasGradient, shape.output.channels);
    if (this.stored) emitCropWeights(module, names.crop, shape, step);
    if (!trainsBefore) return;
    emitTurnedPanels(module, names.turn, shape, step);
    emitInputGradient(module, names.inputGradient, shape, { mask: reluBefore, blockRows });
  }

  /** Before a pass: the weights of now. @param parameters weight, and bias if there is one */
  prepare(kernels: Kernels, views: Views, [weight, bias]: readonly Part[], training: boolean) {
    kernels[this.names.panels]!(weight!.at, this.panels);
    if (bias) views.floats(this.bias).set(views.floats(bias));
    if (!training) return;
    if (this.step.trainsBefore) kernels[this.names.turn]!(weight!.at, this.turned);
    views.doubles(this.biasSums).fill(0);
    if (this.stored) views.floats(this.stored).fill(0);
  }

  forward(kernels: Kernels, tile: Tile) {
    const { x, y } = this.ends;
    const { images } = tile;
    kernels[this.names.forward]!(x.at(tile), this.panels, this.bias.at, y.at(tile), 0, images);
  }

  /** @param weightGradient which the tile's share is added to */
  backward(kernels: Kernels, tile: Tile, weightGradient: Part) {
    const { names, ends, step } = this;
    const [x, dy] = [ends.x.at(tile), ends.dy.at(tile)];
    const { height, width } = step.shape.output;
    const { images } = tile;
    const dw = (this.stored ?? weightGradient).at;
    kernels[names.weightGradient]!(x, dy, dw, images);
    if (step.bias) {
      kernels[names.biasGradient]!(dy, this.biasSums.at, images * height * width);
    }
    if (!step.trainsBefore) return;
    kernels[names.inputGradient]!(dy, this.turned, 0, ends.dx.at(tile), x, images);
  }

  /** After all tiles: the gradients as the layer counts them. */
  finish(kernels: Kernels, views: Views, [weight, bias]: readonly Part[]) {
    if (this.stored) kernels[this.names.crop]!(this.stored.at, weight!.at);
    if (!bias) return;
    const sums = views.doubles(this.biasSums);
    const gradient = views.floats(bias);
    for (let i = 0; i < gradient.length; i++) gradient[i] = sums[i]!;
  }
}

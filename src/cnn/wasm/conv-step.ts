import { type Arena, doubles, floats, type Part } from './arena.ts';
import { emitChannelSums } from './batch-norm-kernels.ts';
import { emitForward, emitInputGradient } from './conv-kernels.ts';
import { cellsOf } from './conv-shape.ts';
import type { Images, Tile } from './layout.ts';
import type { Step } from './lower.ts';
import type { ModuleBuilder } from './module.ts';
import { emitCropWeights, emitPanels, emitTurnedPanels, panelBytes } from './panel-kernels.ts';
import type { Kernels, Views } from './views.ts';
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

/** A convolution at work: its weights in panels, and the sums its gradients are made of. */
export class ConvStep {
  private readonly step: Of<'conv'>;
  private readonly ends: Ends;
  private readonly name: string;
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
    this.name = name;
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
    const { name, step } = this;
    const { shape, relu, reluBefore, trainsBefore } = step;
    emitPanels(module, `${name}.panels`, shape, step);
    emitForward(module, `${name}.forward`, shape, { relu, blockRows });
    emitWeightGradient(module, `${name}.weightGradient`, shape, { blockRows });
    emitChannelSums(module, `${name}.biasGradient`, shape.output.channels);
    if (this.stored) emitCropWeights(module, `${name}.crop`, shape, step);
    if (!trainsBefore) return;
    emitTurnedPanels(module, `${name}.turn`, shape, step);
    emitInputGradient(module, `${name}.inputGradient`, shape, { mask: reluBefore, blockRows });
  }

  /** Before a pass: the weights of now. @param parameters weight, and bias if there is one */
  prepare(kernels: Kernels, views: Views, [weight, bias]: readonly Part[], training: boolean) {
    kernels[`${this.name}.panels`]!(weight!.at, this.panels);
    if (bias) views.floats(this.bias).set(views.floats(bias));
    if (!training) return;
    if (this.step.trainsBefore) kernels[`${this.name}.turn`]!(weight!.at, this.turned);
    views.doubles(this.biasSums).fill(0);
    if (this.stored) views.floats(this.stored).fill(0);
  }

  forward(kernels: Kernels, tile: Tile) {
    const { x, y } = this.ends;
    const { images } = tile;
    kernels[`${this.name}.forward`]!(x.at(tile), this.panels, this.bias.at, y.at(tile), 0, images);
  }

  /** @param weightGradient which the tile's share is added to */
  backward(kernels: Kernels, tile: Tile, weightGradient: Part) {
    const { name, ends, step } = this;
    const [x, dy] = [ends.x.at(tile), ends.dy.at(tile)];
    const { height, width } = step.shape.output;
    const { images } = tile;
    const dw = (this.stored ?? weightGradient).at;
    kernels[`${name}.weightGradient`]!(x, dy, dw, images);
    if (step.bias) {
      kernels[`${name}.biasGradient`]!(dy, this.biasSums.at, images * height * width);
    }
    if (!step.trainsBefore) return;
    kernels[`${name}.inputGradient`]!(dy, this.turned, 0, ends.dx.at(tile), x, images);
  }

  /** After all tiles: the gradients as the layer counts them. */
  finish(kernels: Kernels, views: Views, [weight, bias]: readonly Part[]) {
    if (this.stored) kernels[`${this.name}.crop`]!(this.stored.at, weight!.at);
    if (!bias) return;
    const sums = views.doubles(this.biasSums);
    const gradient = views.floats(bias);
    for (let i = 0; i < gradient.length; i++) gradient[i] = sums[i]!;
  }
}

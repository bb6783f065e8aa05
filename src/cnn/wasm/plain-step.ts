import type { Ends, Of } from './conv-step.ts';
import { emitPool } from './elementwise-kernels.ts';
import type { Tile } from './layout.ts';
import type { Slot } from './lower.ts';
import type { ModuleBuilder } from './module.ts';
import type { Kernels, Views } from './views.ts';

/** A ReLU at work, as far as its neighbours do not do it. */
export class ReluStep {
  private readonly step: Of<'relu'>;
  private readonly ends: Ends;

  constructor(step: Of<'relu'>, ends: Ends) {
    this.step = step;
    this.ends = ends;
  }

  forward(kernels: Kernels, tile: Tile) {
    if (!this.step.forward) return;
    const { x, y } = this.ends;
    kernels.relu!(x.at(tile), y.at(tile), (tile.images * y.imageBytes) / 16);
  }

  backward(kernels: Kernels, tile: Tile) {
    if (!this.step.backward) return;
    const { y, dy } = this.ends;
    kernels.reluGradient!(dy.at(tile), y.at(tile), (tile.images * y.imageBytes) / 16);
  }
}

/** An average pool at work. */
export class PoolStep {
  private readonly step: Of<'pool'>;
  private readonly ends: Ends;
  private readonly name: string;
  private readonly slots: { input: Slot; output: Slot };

  constructor(name: string, step: Of<'pool'>, ends: Ends, slots: { input: Slot; output: Slot }) {
    this.name = name;
    this.step = step;
    this.ends = ends;
    this.slots = slots;
  }

  emit(module: ModuleBuilder) {
    const { input, output } = this.slots;
    const { kernel, stride } = this.step;
    const { channels } = input.shape;
    const shape = { input: input.shape, output: output.shape, channels, kernel, stride };
    emitPool(module, `${this.name}.mean`, shape, { backward: false });
    emitPool(module, `${this.name}.shares`, shape, { backward: true });
  }

  forward(kernels: Kernels, tile: Tile) {
    const { x, y } = this.ends;
    kernels[`${this.name}.mean`]!(x.at(tile), y.at(tile), tile.images);
  }

  backward(kernels: Kernels, views: Views, tile: Tile) {
    if (!this.step.trainsBefore) return;
    const { dx, dy } = this.ends;
    const count = (tile.images * dx.imageBytes) / 4;
    views.floats({ at: dx.at(tile), count }).fill(0);
    kernels[`${this.name}.shares`]!(dx.at(tile), dy.at(tile), tile.images);
  }
}

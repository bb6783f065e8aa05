import type { LayerPlan } from '../math/index.ts';
import type { Arena } from './arena.ts';
import { sizeOf } from './conv-shape.ts';
import { ConvStep, type Ends } from './conv-step.ts';
import {
  emitCrop,
  emitFinite,
  emitGather,
  emitRelu,
  emitReluGradient,
} from './elementwise-kernels.ts';
import { emitFigures } from './figures-kernel.ts';
import type { Layout } from './layout.ts';
import type { Lowered, Step } from './lower.ts';
import { ModuleBuilder } from './module.ts';
import { NormStep } from './norm-step.ts';
import { PoolStep, ReluStep } from './plain-step.ts';
import { rowsFor } from './register-tile.ts';
import { emitSoftmax } from './softmax-kernels.ts';
import { emitAdam, emitSgd } from './update-kernels.ts';

/** A step, at work. */
export type Worker = ConvStep | NormStep | ReluStep | PoolStep;

/** What the code of a network depends on. */
export interface CodeOf {
  inputShape: readonly number[];
  layers: readonly LayerPlan[];
  fused: boolean;
  keep: boolean;
}

/** Code, compiled. */
export interface Compiled {
  module: WebAssembly.Module;
  codeBytes: number;
}

/** Code of the latest networks: a reset, a replay or a second learner finds it compiled, and already optimised. */
const compiled = new Map<string, Compiled>();
const MOST = 8;

/**
 * The code of a network: every worker's functions, and those that all networks need. Addresses are given at every call,
 * so it does not depend on the size of a batch.
 */
export function codeFor(of: CodeOf, workers: readonly Worker[], lowered: Lowered): Compiled {
  const key = JSON.stringify(of);
  let found = compiled.get(key);
  if (!found) {
    const builder = new ModuleBuilder(of);
    for (const worker of workers)
      if (!(worker instanceof ReluStep)) worker.emit(builder, rowsFor(of.fused));
    emitShared(builder, lowered);
    const code = builder.toBytes();
    found = { module: new WebAssembly.Module(code), codeBytes: code.length };
  }
  compiled.delete(key);
  compiled.set(key, found);
  if (compiled.size > MOST) compiled.delete(compiled.keys().next().value!);
  return found;
}

/** Who does the step, with the memory it needs for itself. */
export function workerOf(
  arena: Arena,
  step: Step,
  i: number,
  { slots }: Lowered,
  places: Layout,
): Worker {
  const { input, output } = step;
  const ends: Ends = {
    x: places.values[input]!,
    y: places.values[output]!,
    dx: places.gradients[input]!,
    dy: places.gradients[output]!,
  };
  const name = `${step.type}${i}`;
  switch (step.type) {
    case 'conv':
      return new ConvStep(arena, name, step, ends);
    case 'norm':
      return new NormStep(arena, name, step, ends, slots[input]!.shape);
    case 'relu':
      return new ReluStep(step, ends);
    case 'pool':
      return new PoolStep(name, step, ends, { input: slots[input]!, output: slots[output]! });
  }
}

/** What every network needs once. */
function emitShared(module: ModuleBuilder, { slots, classes, outputs }: Lowered) {
  emitRelu(module);
  emitReluGradient(module);
  emitFinite(module);
  emitGather(module, sizeOf(slots[0]!.shape));
  emitSoftmax(module, slots[outputs.at(-1)!.slot]!.shape.channels, classes);
  emitSgd(module);
  emitAdam(module);
  emitFigures(module);
  const cropped = new Set(
    slots.filter(({ shape, channels }) => shape.channels !== channels).map(cropName),
  );
  for (const slot of slots)
    if (cropped.delete(cropName(slot)))
      emitCrop(module, cropName(slot), slot.shape.channels, slot.channels);
}

/** Name of the function that drops what fills up so many channels. */
export const cropName = ({ channels }: { channels: number }) => `crop${channels}`;

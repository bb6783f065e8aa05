import type { Batch } from './byte-batch.ts';
import type { Look } from './layer-output.ts';
import type { ModelState, TensorValues } from './model-state.ts';
import type { Optimizer, OptimizerState } from './optimizer.ts';
import type { Sequential } from './sequential.ts';

/** A parameter as an engine tells of it. */
export interface ParameterOutline {
  /** As in PyTorch's state dict, such as `conv1.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** How many numbers. */
  readonly size: number;
}

/** A layer as an engine tells of it. */
export interface LayerOutline {
  readonly name: string;
  /** Of PyTorch's module, such as `Conv2d`. */
  readonly type: string;
  /** Empty for a layer that trains nothing. */
  readonly parameters: readonly ParameterOutline[];
}

/** A network in training as others may see it. */
export interface ModelView {
  /** In order; nested ones in their places. */
  readonly layers: readonly LayerOutline[];
  /** From the next batch on `look` sees every output, until the returned function is called. */
  watch(look: Look): () => void;
  /**
   * A copy of one parameter or buffer by its PyTorch name, such as `conv1.weight` or `bn1.running_mean`.
   *
   * @throws RangeError when the network has no such tensor
   */
  readTensor(name: string): TensorValues;
}

/** All numbers of a training: what the network learned, and what its optimiser remembers. */
export interface TrainingState {
  model: ModelState;
  optimizer: OptimizerState;
}

/** Moments inside the pass of one batch, in this order. What they throw ends the pass, and comes out of it. */
export interface BatchMoments {
  /** The network has answered. */
  afterPred(): void;
  /** @param loss mean cross-entropy of the batch */
  afterLoss(loss: number): void;
  /** In training only. */
  beforeBackward(): void;
}

/**
 * Who computes the steps of a training. The engine owns the numbers, wherever it keeps them: weights, running
 * statistics, gradients, and what the optimiser remembers. The loop, the callbacks and the pages ask it by this
 * interface, and never learn which one runs.
 *
 * A step is `trainBatch`, then `step`. The engine remembers the numbers before the latest batch that had a finite loss
 * and finite gradients; `goBack` returns there.
 */
export interface StepEngine extends ModelView {
  /** `fused` or `composed`. */
  readonly name: string;
  /** Why it is not a faster one, as the end of the sentence "this network is not fused: …". */
  readonly why?: string | undefined;
  /** On how many cores it computes; one when absent. */
  readonly cores?: number;
  /** Why it computes alone since, when others were to help; the end of the sentence "the second core was not used: …". */
  readonly alone?: string | undefined;
  /**
   * Forward in training mode, loss, backward. Changes no parameter, but running statistics take the batch in. An engine
   * that waits for other cores answers later.
   *
   * @returns whether every gradient is a finite number
   * @throws RangeError when a layer cannot take the batch
   */
  trainBatch(batch: Batch, moments: BatchMoments): boolean | Promise<boolean>;
  /** A copy of the gradients of the latest `trainBatch`: one array per parameter, in the order of the layers. */
  gradients(): readonly Float32Array[];
  /** All gradients become 0. */
  zeroGrad(): void;
  /**
   * One step of the optimiser along the gradients, with its `lr` and `mom` of now.
   *
   * @returns whether every parameter and buffer is still a finite number
   */
  step(): boolean;
  /** Returns to the last numbers known to be good; `lr` and `mom` stay. */
  goBack(): void;
  /** Forward in evaluation mode, and loss. @returns how many images of the batch the network got right */
  validBatch(batch: Batch, moments: Omit<BatchMoments, 'beforeBackward'>): number;
  /**
   * @param images `[count × pixels]`, normalised
   * @returns `[count × classes]`, the probability of each class
   */
  predict(images: Float32Array, count: number): Float32Array;
  /** A copy of all numbers. */
  read(): TrainingState;
  /** Takes all numbers over. @throws RangeError when they are of another network */
  write(state: TrainingState): void;
  /** Frees all it holds. */
  dispose(): void;
}

/** What an engine is made of. It owns the network from then on. */
export interface EngineParts {
  /** Layers as they start, their plans and their numbers. */
  model: Sequential;
  /** Its rule and what it remembers so far; `lr` and `mom` stay settable on it. */
  optimizer: Optimizer;
  /** Images in a training batch; a validation batch may have fewer. */
  batchSize: number;
}

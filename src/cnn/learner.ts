import { type Callback, CancelFit, type Validation } from './callback.ts';
import { engineFor } from './choose-engine.ts';
import type { DataLoaders } from './data-loaders.ts';
import { FitRun, NonFiniteLoss } from './fit-run.ts';
import type { Look } from './layer-output.ts';
import { LRFinder, type LrFindOptions, type LrFound } from './lr-finder.ts';
import { demandImages, imagePixels, imageSide, oneCycle } from './math/index.ts';
import type { TensorValues } from './model-state.ts';
import type { Optimizer } from './optimizer.ts';
import { ParamScheduler } from './param-scheduler.ts';
import { Recorder } from './recorder.ts';
import type { Sequential } from './sequential.ts';
import type { ModelView, StepEngine, TrainingState } from './step-engine.ts';
import { type ModelSummary, summaryOf } from './summary.ts';

/** How long to train: whole passes, or optimiser steps, where the last pass is cut short. */
export type Length = { epochs: number } | { steps: number };

/** What a fit may be told besides how long and how fast. */
export interface FitOptions {
  /** Ends the fit at the next batch. */
  signal?: AbortSignal | undefined;
  /** For this fit only, besides those of the learner. */
  callbacks?: readonly Callback[];
}

/** What a learner brings together. */
export interface LearnerParts {
  data: DataLoaders;
  model: Sequential;
  optimizer: Optimizer;
  callbacks?: readonly Callback[];
}

/**
 * fastai's Learner: brings data, network and optimiser together and trains with mean cross-entropy. It owns the
 * network: `dispose` frees it. Between two batches it gives way to whatever else waits.
 */
export class Learner {
  readonly data: DataLoaders;
  /** Names, shapes and numbers of the network. */
  readonly model: ModelView;
  /** Learning rate and momentum of the next step. */
  readonly optimizer: Pick<Optimizer, 'lr' | 'mom'>;
  /** What the latest fit did. */
  readonly recorder = new Recorder();
  private readonly callbacks: readonly Callback[];
  private readonly engine: StepEngine;
  /** For its shapes: the numbers are the engine's. */
  private readonly network: Sequential;
  /** Of the fit or validation under way. */
  private stopping: AbortController | undefined;
  private disposed = false;

  constructor({ data, model, optimizer, callbacks = [] }: LearnerParts) {
    this.data = data;
    this.network = model;
    this.engine = engineFor({ model, optimizer, batchSize: data.batchSize });
    this.model = this.engine;
    this.optimizer = optimizer;
    this.callbacks = [this.recorder, ...callbacks];
  }

  /**
   * Trains with a constant learning rate, and validates after each pass.
   *
   * @returns whether the fit was cancelled, by the signal or a CancelFit
   * @throws RangeError when the length is not a whole number of at least one step, or the learning rate none above 0
   * @throws NonFiniteLoss when the loss leaves the finite numbers; the network is set back to its last finite state
   * @throws Error when this learner is busy or disposed
   */
  async fit(length: Length, lr: number, options: FitOptions = {}): Promise<{ cancelled: boolean }> {
    const steps = 'steps' in length ? length.steps : length.epochs * this.data.stepsPerEpoch;
    if (!Number.isInteger(steps) || steps < 1) {
      throw new RangeError(`A fit of ${steps} steps is impossible. Ask for 1 step or more.`);
    }
    if (!(lr > 0 && Number.isFinite(lr))) {
      throw new RangeError(`lr is ${lr}; it accepts a number above 0.`);
    }
    const callbacks = [...this.callbacks, ...(options.callbacks ?? [])];
    const bounds = 'epochs' in length ? { steps, epochs: length.epochs } : { steps };
    return this.alone(bounds, callbacks, options.signal, (run) => {
      this.optimizer.lr = lr;
      return run.fit();
    });
  }

  /** Trains with fastai's 1cycle: learning rate up to `lrMax` and down, momentum against it. Otherwise as `fit`. */
  async fitOneCycle(length: Length, lrMax: number, options: FitOptions = {}) {
    const scheduler = new ParamScheduler(oneCycle({ lrMax }));
    const callbacks = [scheduler, ...(options.callbacks ?? [])];
    return this.fit(length, lrMax, { ...options, callbacks });
  }

  /**
   * fastai's `lr_find`: trains with an ever larger learning rate until the loss explodes, without validation, then sets
   * network, optimiser and the order of the images back, as if it had not been. The recorder tells of the search until the
   * next fit.
   *
   * @throws RangeError naming the option that cannot be used
   * @throws Error when this learner is busy or disposed
   */
  async lrFind({
    signal,
    ...options
  }: LrFindOptions & Pick<FitOptions, 'signal'> = {}): Promise<LrFound> {
    const finder = new LRFinder(options);
    return this.alone({ steps: finder.numIt }, [...this.callbacks, finder], signal, async (run) => {
      const before = this.engine.read();
      const { passes } = this.data;
      try {
        await run.fit();
      } catch (error) {
        if (!(error instanceof NonFiniteLoss)) throw error;
        finder.breakOff();
      } finally {
        if (!this.disposed) {
          this.engine.write(before);
          this.data.passes = passes;
        }
      }
      return finder.found(this.disposed || signal?.aborted === true);
    });
  }

  /** Layers, shapes and parameters as a table. @param inputShape of one image */
  summary(inputShape: readonly number[] = [imageSide, imageSide, 1]): ModelSummary {
    return summaryOf(this.network.flat, inputShape);
  }

  /**
   * Mean loss and accuracy over all validation images, with running statistics in the norm layers; no events.
   *
   * @throws Error when this learner is busy, or disposed even meanwhile
   */
  async validate(): Promise<Validation> {
    return this.alone({ steps: 0 }, [], undefined, (run) => run.validate()).catch((error) => {
      throw error instanceof CancelFit ? wasDisposed() : error;
    });
  }

  /**
   * @param pixels `[images × 784]`, 0 (paper) to 255 (ink)
   * @returns `[images × classes]`, the probability of each class
   * @throws RangeError when that is no whole number of images, or a pixel is no byte; Error when disposed
   */
  predict(pixels: ArrayLike<number>): Float32Array {
    if (this.disposed) throw wasDisposed();
    demandImages(pixels);
    return this.engine.predict(this.data.normalize(pixels), pixels.length / imagePixels);
  }

  /** A parameter or buffer as plain numbers, by its PyTorch name such as `conv1.weight`. */
  weights(name: string): TensorValues {
    if (this.disposed) throw wasDisposed();
    return this.engine.readTensor(name);
  }

  /** A copy of all numbers of network and optimiser (fastai's `save`). @throws Error when disposed */
  save(): TrainingState {
    if (this.disposed) throw wasDisposed();
    return this.engine.read();
  }

  /** Goes back to saved numbers. @throws RangeError when they are of another network; Error when disposed */
  load(state: TrainingState) {
    if (this.disposed) throw wasDisposed();
    this.engine.write(state);
  }

  /** Shows every layer's output of every batch to `look`, until the returned function is called. */
  hook(look: Look): () => void {
    return this.engine.watch(look);
  }

  /** Frees the network. A fit under way ends at its next batch. */
  dispose() {
    if (this.disposed) return;
    this.disposed = true;
    this.stopping?.abort();
    this.engine.dispose();
  }

  private async alone<Result>(
    bounds: { steps: number; epochs?: number },
    callbacks: readonly Callback[],
    signal: AbortSignal | undefined,
    work: (run: FitRun) => Promise<Result>,
  ): Promise<Result> {
    if (this.disposed) throw wasDisposed();
    if (this.stopping) throw new Error('This learner is busy. Stop its fit first, or wait for it.');
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    this.stopping = stopping;
    const { data, engine, optimizer } = this;
    try {
      return await work(
        new FitRun({ data, engine, optimizer, callbacks, ...bounds, signal: stopping.signal }),
      );
    } finally {
      signal?.removeEventListener('abort', stop);
      this.stopping = undefined;
    }
  }
}

const wasDisposed = () => new Error('This learner was disposed. Make a new one.');

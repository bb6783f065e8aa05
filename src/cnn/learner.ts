import { type Callback, CancelFit, type Validation } from './callback.ts';
import { engineFor } from './choose-engine.ts';
import type { DataLoaders } from './data-loaders.ts';
import { boundsOf, type FitOptions, type Length } from './fit-options.ts';
import { type Bounds, FitRun, NonFiniteLoss } from './fit-run.ts';
import type { Look } from './layer-output.ts';
import { LRFinder, type LrFindOptions, type LrFound } from './lr-finder.ts';
import { demandAboveZero, imagePixels, imageSide, oneCycle } from './math/index.ts';
import type { TensorValues } from './model-state.ts';
import { OneAtATime } from './one-at-a-time.ts';
import type { Optimizer } from './optimizer.ts';
import { ParamScheduler } from './param-scheduler.ts';
import { Recorder } from './recorder.ts';
import type { Sequential } from './sequential.ts';
import type { ModelView, StepEngine, TrainingState } from './step-engine.ts';
import { type ModelSummary, summaryOf } from './summary.ts';

/** What a learner brings together. */
export interface LearnerParts {
  data: DataLoaders;
  model: Sequential;
  /** Made for the parameters of the model. */
  optimizer: Optimizer;
  callbacks?: readonly Callback[];
}

/**
 * fastai's Learner (learner.py): brings data, network and optimiser together and trains with mean cross-entropy. It owns
 * the network: `dispose` frees it. Every few milliseconds, between two batches, it gives way to whatever else waits. Which
 * engine computes its steps is settled when it is made.
 *
 * @throws RangeError when the optimiser was made for other parameters than the network's
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
  private readonly work = new OneAtATime('learner');

  constructor({ data, model, optimizer, callbacks = [] }: LearnerParts) {
    this.data = data;
    this.network = model;
    this.engine = engineFor({ model, optimizer, batchSize: data.batchSize });
    this.model = this.engine;
    this.optimizer = optimizer;
    this.callbacks = [this.recorder, ...callbacks];
  }

  /** Who computes its steps, why that is not a faster engine, on how many cores, and why on one if others were to help. */
  get runsOn(): Pick<StepEngine, 'name' | 'why' | 'cores' | 'alone'> {
    const { name, why, cores, alone } = this.engine;
    return { name, why, cores, alone };
  }

  /**
   * Trains with a constant learning rate, and validates after each pass.
   *
   * @returns whether the fit was cancelled, by the signal or a CancelFit
   * @throws RangeError when the length is not a whole number of at least 1, the learning rate none above 0, or nothing is
   * left after `startEpoch`
   * @throws NonFiniteLoss when the loss leaves the finite numbers; the network is set back to its last finite state
   * @throws Error when this learner is busy or disposed
   */
  async fit(length: Length, lr: number, options: FitOptions = {}): Promise<{ cancelled: boolean }> {
    const bounds = {
      ...boundsOf(length, this.data.stepsPerEpoch, options.startEpoch),
      gate: options.gate,
    };
    demandAboveZero('lr', lr);
    const callbacks = [...this.callbacks, ...(options.callbacks ?? [])];
    return this.run(bounds, callbacks, options.signal, (run) => {
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
    return this.run({ steps: finder.numIt }, [...this.callbacks, finder], signal, async (run) => {
      const before = this.engine.read();
      const { passes } = this.data;
      try {
        await run.fit();
      } catch (error) {
        if (!(error instanceof NonFiniteLoss)) throw error;
        finder.breakOff(run.loss);
      } finally {
        if (!this.work.ended) {
          this.engine.write(before);
          this.data.passes = passes;
        }
      }
      return finder.found(this.work.ended || signal?.aborted === true);
    });
  }

  /**
   * Layers, shapes and parameters as a table.
   *
   * @param inputShape of one image, `[height, width, channels]`
   * @throws RangeError naming the first layer that cannot take what the one before puts out
   */
  summary(inputShape: readonly number[] = [imageSide, imageSide, 1]): ModelSummary {
    return summaryOf(this.network.flat, inputShape);
  }

  /**
   * Mean loss and accuracy over all validation images, with running statistics in the norm layers; no events.
   *
   * @throws Error when this learner is busy, or disposed even meanwhile
   */
  async validate(): Promise<Validation> {
    return this.run({ steps: 0 }, [], undefined, (run) => run.validate()).catch((error) => {
      throw error instanceof CancelFit ? this.work.gone() : error;
    });
  }

  /**
   * @param pixels `[images × 784]`, 0 (paper) to 255 (ink)
   * @returns `[images × classes]`, the probability of each class
   * @throws RangeError when that is no whole number of images, or a pixel is no byte; Error when disposed
   */
  predict(pixels: ArrayLike<number>): Float32Array {
    this.work.demandAlive();
    return this.engine.predict(this.data.normalize(pixels), pixels.length / imagePixels);
  }

  /**
   * A parameter or buffer as plain numbers, by its PyTorch name such as `conv1.weight`.
   *
   * @throws RangeError when the network has no such tensor; Error when disposed
   */
  weights(name: string): TensorValues {
    this.work.demandAlive();
    return this.engine.readTensor(name);
  }

  /** A copy of all numbers of network and optimiser (fastai's `save`). @throws Error when disposed */
  save(): TrainingState {
    this.work.demandAlive();
    return this.engine.read();
  }

  /** Goes back to saved numbers. @throws RangeError when they are of another network; Error when disposed */
  load(state: TrainingState) {
    this.work.demandAlive();
    this.engine.write(state);
  }

  /** Shows every layer's output of every batch to `look`, until the returned function is called. */
  hook(look: Look): () => void {
    return this.engine.watch(look);
  }

  /** Frees the network. A fit under way ends at its next batch, and the network with it. */
  dispose() {
    this.work.end(() => this.engine.dispose());
  }

  private run<Result>(
    bounds: Omit<Bounds, 'signal'>,
    callbacks: readonly Callback[],
    signal: AbortSignal | undefined,
    work: (run: FitRun) => Promise<Result>,
  ): Promise<Result> {
    const { data, engine, optimizer } = this;
    return this.work.run(signal, (signal) =>
      work(new FitRun({ data, engine, optimizer, callbacks, ...bounds, signal })),
    );
  }
}

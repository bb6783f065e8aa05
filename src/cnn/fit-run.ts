import { type BatchMoments, trainingPass, validationPass } from './batch-pass.ts';
import {
  type Callback,
  CancelBatch,
  CancelEpoch,
  CancelFit,
  CancelValid,
  type Moment,
  type Training,
  type Validation,
} from './callback.ts';
import type { Batch, DataLoaders } from './data-loaders.ts';
import { macrotask, unlessAborted } from './macrotask.ts';
import { type ModelState, readState, writeState } from './model-state.ts';
import type { Optimizer, OptimizerState } from './optimizer.ts';
import type { Sequential } from './sequential.ts';

/** Training went out of bounds: a loss, gradient or parameter that is infinite or not a number. */
export class NonFiniteLoss extends Error {}

interface Parts {
  data: DataLoaders;
  model: Sequential;
  optimizer: Optimizer;
  callbacks: readonly Callback[];
  steps: number;
  /** Passes at most; no bound when absent. */
  epochs?: number;
  signal: AbortSignal;
}

/** One fit from its first event to its last: the loop itself. What it does besides training is up to the callbacks. */
export class FitRun implements Training {
  readonly model: Sequential;
  readonly optimizer: Optimizer;
  readonly steps: number;
  training = false;
  epoch = 0;
  step = 0;
  loss = Number.NaN;
  batch: Batch = { images: new Float32Array(), labels: new Int32Array(), size: 0 };
  gradients: readonly Float32Array[] = [];
  validation: Validation | undefined;
  private readonly data: DataLoaders;
  private readonly callbacks: readonly Callback[];
  private readonly epochs: number;
  private readonly signal: AbortSignal;
  private lastFinite: { model: ModelState; optimizer: OptimizerState };

  constructor({ data, model, optimizer, callbacks, steps, epochs, signal }: Parts) {
    this.data = data;
    this.model = model;
    this.optimizer = optimizer;
    this.callbacks = callbacks.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0));
    this.steps = steps;
    this.epochs = epochs ?? Number.POSITIVE_INFINITY;
    this.signal = signal;
    this.lastFinite = this.stateNow();
  }

  async fit(): Promise<{ cancelled: boolean }> {
    let cancelled = false;
    const problems: unknown[] = [];
    try {
      this.event('beforeFit');
      for (; this.step < this.steps && this.epoch < this.epochs; this.epoch++) {
        await this.giveWay();
        await this.fitEpoch();
      }
    } catch (error) {
      cancelled = error instanceof CancelFit;
      if (!cancelled) problems.push(error);
    }
    this.training = false;
    // Everybody hears that it is over, even if somebody throws; what went wrong first is told.
    for (const callback of this.callbacks) {
      try {
        callback.afterFit?.(this);
      } catch (error) {
        problems.push(error);
      }
    }
    if (problems.length > 0) throw problems[0];
    return { cancelled };
  }

  async validate(): Promise<Validation> {
    let [lossSum, right, count] = [0, 0, 0];
    const batches = this.data.valid();
    for (;;) {
      const batch = await this.next(batches);
      if (!batch) return { loss: lossSum / count, accuracy: right / count };
      this.runBatch(batch, (moments) => {
        right += validationPass(this.model, batch, moments);
        lossSum += this.loss * batch.size;
        count += batch.size;
      });
    }
  }

  private async fitEpoch() {
    this.validation = undefined;
    try {
      this.event('beforeEpoch');
      this.training = true;
      this.event('beforeTrain');
      const batches = this.data.train();
      while (this.step < this.steps) {
        const batch = await this.next(batches);
        if (!batch) break;
        this.runBatch(batch, (moments) => this.trainBatch(batch, moments));
      }
      this.event('afterTrain');
      this.training = false;
      await this.validateEpoch();
    } catch (error) {
      if (!(error instanceof CancelEpoch)) throw error;
    }
    this.training = false;
    this.event('afterEpoch');
  }

  private async validateEpoch() {
    try {
      this.event('beforeValidate');
      this.validation = await this.validate();
    } catch (error) {
      if (!(error instanceof CancelValid)) throw error;
    }
    this.event('afterValidate');
  }

  /** The next batch, once everything else had its turn; nothing at the end of the pass. */
  private async next(batches: AsyncGenerator<Batch>): Promise<Batch | undefined> {
    const { value } = await unlessAborted(batches.next(), this.signal, () => new CancelFit());
    await this.giveWay();
    return value;
  }

  private async giveWay() {
    await macrotask();
    if (this.signal.aborted) throw new CancelFit();
  }

  private runBatch(batch: Batch, pass: (moments: BatchMoments) => void) {
    this.batch = batch;
    try {
      this.event('beforeBatch');
      pass({
        afterPred: () => this.event('afterPred'),
        afterLoss: (loss) => {
          this.loss = loss;
          // A validation by itself, of no steps, reports whatever it finds.
          if (this.steps > 0) this.demandFinite([loss]);
          this.event('afterLoss');
        },
      });
    } catch (error) {
      if (!(error instanceof CancelBatch)) throw error;
    }
    if (this.training) this.step++;
    this.event('afterBatch');
  }

  private trainBatch(batch: Batch, moments: BatchMoments) {
    const before = this.stateNow();
    const { gradients } = trainingPass(this.model, batch, moments);
    for (const gradient of gradients) this.demandFinite(gradient);
    this.lastFinite = before;
    this.gradients = gradients;
    this.event('afterBackward');
    this.optimizer.step(gradients);
    for (const values of readState(this.model).values()) this.demandFinite(values);
    this.event('afterStep');
  }

  private demandFinite(values: ArrayLike<number>) {
    for (let i = 0; i < values.length; i++) {
      if (Number.isFinite(values[i])) continue;
      const { lr, mom } = this.optimizer;
      writeState(this.model, this.lastFinite.model);
      this.optimizer.write({ ...this.lastFinite.optimizer, lr, mom });
      throw new NonFiniteLoss(
        `Training stopped at batch ${this.step + (this.training ? 1 : 0)} of ${this.steps}: the numbers grew out of bounds, ` +
          `and the loss is ${this.loss}. The learning rate there was ${lr}; ` +
          'try a tenth of it. The network is back at its last finite state.',
      );
    }
  }

  private stateNow() {
    return { model: readState(this.model), optimizer: this.optimizer.read() };
  }

  private event(moment: Moment) {
    for (const callback of this.callbacks) callback[moment]?.(this);
  }
}

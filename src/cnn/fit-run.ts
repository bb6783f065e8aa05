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
import type { Optimizer } from './optimizer.ts';
import type { BatchMoments, StepEngine } from './step-engine.ts';

/** Training went out of bounds: a loss, gradient or parameter that is infinite or not a number. */
export class NonFiniteLoss extends Error {}

interface Parts {
  data: DataLoaders;
  engine: StepEngine;
  optimizer: Pick<Optimizer, 'lr' | 'mom'>;
  callbacks: readonly Callback[];
  steps: number;
  /** Passes at most; no bound when absent. */
  epochs?: number;
  signal: AbortSignal;
}

/** One fit from its first event to its last: the loop itself. What it does besides training is up to the callbacks. */
export class FitRun implements Training {
  readonly model: StepEngine;
  readonly optimizer: Pick<Optimizer, 'lr' | 'mom'>;
  readonly steps: number;
  training = false;
  epoch = 0;
  step = 0;
  loss = Number.NaN;
  batch: Batch = { images: new Float32Array(), labels: new Int32Array(), size: 0 };
  validation: Validation | undefined;
  private readonly data: DataLoaders;
  private readonly callbacks: readonly Callback[];
  private readonly epochs: number;
  private readonly signal: AbortSignal;

  constructor({ data, engine, optimizer, callbacks, steps, epochs, signal }: Parts) {
    this.data = data;
    this.model = engine;
    this.optimizer = optimizer;
    this.callbacks = callbacks.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0));
    this.steps = steps;
    this.epochs = epochs ?? Number.POSITIVE_INFINITY;
    this.signal = signal;
  }

  get gradients(): readonly Float32Array[] {
    return this.model.gradients();
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
        right += this.model.validBatch(batch, moments);
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
          if (this.steps > 0) this.demandFinite(Number.isFinite(loss));
          this.event('afterLoss');
        },
        beforeBackward: () => {},
      });
    } catch (error) {
      if (!(error instanceof CancelBatch)) throw error;
    }
    if (this.training) this.step++;
    this.event('afterBatch');
  }

  private trainBatch(batch: Batch, moments: BatchMoments) {
    this.demandFinite(this.model.trainBatch(batch, moments));
    this.event('afterBackward');
    this.demandFinite(this.model.step());
    this.event('afterStep');
  }

  private demandFinite(finite: boolean) {
    if (finite) return;
    this.model.goBack();
    throw new NonFiniteLoss(
      `Training stopped at batch ${this.step + (this.training ? 1 : 0)} of ${this.steps}: the numbers grew out of bounds, ` +
        `and the loss is ${this.loss}. The learning rate there was ${this.optimizer.lr}; ` +
        'try a tenth of it. The network is back at its last finite state.',
    );
  }

  private event(moment: Moment) {
    for (const callback of this.callbacks) callback[moment]?.(this);
  }
}

import type { Batch } from './byte-batch.ts';
import { type Callback, CancelFit, type Training, type Validation } from './callback.ts';
import type { DataLoaders } from './data-loaders.ts';
import { Events, leaves } from './events.ts';
import { macrotask, unlessAborted } from './macrotask.ts';
import type { Optimizer } from './optimizer.ts';
import type { StepEngine } from './step-engine.ts';

/** Training went out of bounds: a loss, gradient or parameter that is infinite or not a number. */
export class NonFiniteLoss extends Error {}

/** How long a fit is, and who may end it. */
export interface Bounds {
  /** Training batches; 0 for a validation by itself. */
  steps: number;
  /** Passes at most; no bound when absent. */
  epochs?: number;
  /** Passes done before. */
  startEpoch?: number;
  signal: AbortSignal;
  /** Waited for before every batch. */
  gate?: (() => Promise<void>) | undefined;
}

/** How long everything else may have to wait for its turn, in ms, a batch under way not counted: too short to be felt. */
const PATIENCE = 4;

interface Parts extends Bounds {
  data: DataLoaders;
  engine: StepEngine;
  optimizer: Pick<Optimizer, 'lr' | 'mom'>;
  callbacks: readonly Callback[];
}

/**
 * One fit from its first event to its last: the loop itself, fastai's `Learner._do_fit` and what it calls (learner.py).
 * What it does besides training is up to the callbacks.
 */
export class FitRun implements Training {
  readonly model: StepEngine;
  readonly optimizer: Pick<Optimizer, 'lr' | 'mom'>;
  readonly steps: number;
  training = false;
  epoch = 0;
  step = 0;
  progress = 0;
  loss = 0;
  batch: Batch = { images: new Float32Array(), labels: new Int32Array(), size: 0 };
  validation: Validation | undefined;
  private readonly data: DataLoaders;
  private readonly events: Events;
  private readonly epochs: number;
  private readonly signal: AbortSignal;
  private readonly gate: (() => Promise<void>) | undefined;
  /** When everything else had its turn, in ms; never at first. */
  private latestTurn = Number.NEGATIVE_INFINITY;

  constructor({ data, startEpoch = 0, ...parts }: Parts) {
    this.data = data;
    this.model = parts.engine;
    this.optimizer = parts.optimizer;
    this.events = new Events([this.bookkeeping(), ...parts.callbacks], this);
    this.steps = parts.steps;
    this.epochs = parts.epochs ?? Number.POSITIVE_INFINITY;
    this.signal = parts.signal;
    this.gate = parts.gate;
    [this.epoch, this.step] = [startEpoch, startEpoch * data.stepsPerEpoch];
  }

  get gradients(): readonly Float32Array[] {
    return this.model.gradients();
  }

  /** @throws whatever went wrong first, once everybody has heard that the fit is over */
  async fit(): Promise<{ cancelled: boolean }> {
    let cancelled = false;
    const problems: unknown[] = [];
    try {
      this.events.tell('beforeFit');
      for (; this.step < this.steps && this.epoch < this.epochs; this.epoch++) {
        await this.giveWay();
        await this.events.around('Epoch', () => this.fitEpoch());
      }
    } catch (error) {
      cancelled = leaves('Fit', error);
      problems.push(...(cancelled ? this.events.tellAll('afterCancelFit') : [error]));
    }
    problems.push(...this.events.tellAll('afterFit'));
    if (problems.length > 0) throw problems[0];
    return { cancelled };
  }

  /** All validation images once. */
  async validate(): Promise<Validation> {
    let [lossSum, right, count] = [0, 0, 0];
    await this.eachBatch(this.data.valid(), (batch) => {
      right += this.model.validBatch(batch, this.moments);
      lossSum += this.loss * batch.size;
      count += batch.size;
    });
    return { loss: lossSum / count, accuracy: right / count };
  }

  private async fitEpoch() {
    await this.events.around('Train', () =>
      this.eachBatch(this.data.train(), (batch) => this.trainBatch(batch)),
    );
    await this.events.around('Validate', async () => {
      this.validation = await this.validate();
    });
  }

  private async eachBatch(
    batches: AsyncGenerator<Batch>,
    work: (batch: Batch) => void | Promise<void>,
  ) {
    while (!this.training || this.step < this.steps) {
      const batch = await this.next(batches);
      if (!batch) return;
      this.batch = batch;
      await this.events.around('Batch', () => work(batch));
    }
  }

  private async trainBatch(batch: Batch) {
    try {
      this.demandFinite(await this.model.trainBatch(batch, this.moments));
    } catch (error) {
      if (!leaves('Backward', error)) throw error;
      this.model.zeroGrad();
      this.events.tell('afterCancelBackward');
    }
    this.events.tell('afterBackward');
    await this.events.around('Step', () => this.demandFinite(this.model.step()));
  }

  private readonly moments = {
    afterPred: () => this.events.tell('afterPred'),
    afterLoss: (loss: number) => {
      this.loss = loss;
      // A validation by itself reports whatever it finds.
      if (this.steps > 0) this.demandFinite(Number.isFinite(loss));
      this.events.tell('afterLoss');
    },
    beforeBackward: () => this.events.tell('beforeBackward'),
  };

  /** What others read here, kept up to date before they hear of a moment: fastai's TrainEvalCallback (callback/core.py). */
  private bookkeeping(): Callback {
    let place = 0;
    const move = (to: number) => {
      place = to;
      this.progress = Math.min(1, place / this.steps);
    };
    return {
      order: Number.NEGATIVE_INFINITY,
      beforeEpoch: () => {
        this.validation = undefined;
      },
      beforeTrain: () => {
        this.training = true;
        move(this.epoch * this.data.stepsPerEpoch);
      },
      afterBatch: () => {
        if (!this.training) return;
        this.step++;
        move(place + 1);
      },
      beforeValidate: () => {
        this.training = false;
      },
    };
  }

  /** The next batch, once everything else had its turn; nothing at the end of the pass. */
  private async next(batches: AsyncGenerator<Batch>): Promise<Batch | undefined> {
    const { value } = await unlessAborted(batches.next(), this.signal, () => new CancelFit());
    await this.giveWay();
    return value;
  }

  private async giveWay() {
    if (performance.now() - this.latestTurn >= PATIENCE) {
      await macrotask();
      this.latestTurn = performance.now();
    }
    if (this.gate) await unlessAborted(this.gate(), this.signal, () => new CancelFit());
    if (this.signal.aborted) throw new CancelFit();
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
}

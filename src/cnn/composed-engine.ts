import { predictionPass, trainingPass, validationPass } from './batch-pass.ts';
import type { Batch } from './byte-batch.ts';
import type { Look } from './layer-output.ts';
import { readState, readTensor, writeState } from './model-state.ts';
import type { Optimizer } from './optimizer.ts';
import type { Sequential } from './sequential.ts';
import type {
  BatchMoments,
  EngineParts,
  LayerOutline,
  StepEngine,
  TrainingState,
} from './step-engine.ts';

/** Trains with the layers as they are, each a few operations of TensorFlow.js: any network, on any backend. */
export class ComposedEngine implements StepEngine {
  readonly name = 'composed';
  readonly why: string | undefined;
  readonly layers: readonly LayerOutline[];
  private readonly model: Sequential;
  private readonly optimizer: Optimizer;
  private latest: Float32Array[];
  private lastGood: TrainingState;

  /**
   * @param why the network has no faster engine, if somebody knows
   * @throws RangeError when the optimiser was made for other parameters than the network's
   */
  constructor({ model, optimizer }: Omit<EngineParts, 'batchSize'>, why?: string) {
    demandOptimizerOf(model, optimizer);
    this.why = why;
    this.model = model;
    this.optimizer = optimizer;
    this.layers = outlineOf(model);
    this.latest = zerosFor(model);
    this.lastGood = this.read();
  }

  trainBatch(batch: Batch, moments: BatchMoments): boolean {
    const before = this.read();
    const { gradients } = trainingPass(this.model, batch, moments);
    this.latest = gradients;
    if (!gradients.every(allFinite)) return false;
    this.lastGood = before;
    return true;
  }

  gradients(): readonly Float32Array[] {
    return this.latest;
  }

  zeroGrad() {
    this.latest = zerosFor(this.model);
  }

  step(): boolean {
    this.optimizer.step(this.latest);
    return [...readState(this.model).values()].every(allFinite);
  }

  goBack() {
    const { lr, mom } = this.optimizer;
    this.write(this.lastGood);
    Object.assign(this.optimizer, { lr, mom });
  }

  validBatch(batch: Batch, moments: Omit<BatchMoments, 'beforeBackward'>): number {
    return validationPass(this.model, batch, moments);
  }

  predict(images: Float32Array, count: number): Float32Array {
    return predictionPass(this.model, images, count);
  }

  watch(look: Look): () => void {
    return this.model.watch(look);
  }

  readTensor(name: string) {
    return readTensor(this.model, name);
  }

  read(): TrainingState {
    return { model: readState(this.model), optimizer: this.optimizer.read() };
  }

  write({ model, optimizer }: TrainingState) {
    writeState(this.model, model);
    this.optimizer.write(optimizer);
  }

  dispose() {
    this.model.dispose();
  }
}

/** @throws RangeError when the optimiser was made for other parameters than the network's */
export function demandOptimizerOf(model: Sequential, { rule }: Optimizer) {
  const [has, wants] = [model.parameters.length, rule.decays.length];
  if (has === wants) return;
  throw new RangeError(
    `The optimizer was made for ${wants} parameters; the network has ${has}. Make it from model.parameters.`,
  );
}

/** The layers of a network, nested ones in their places, without their numbers. */
export function outlineOf(model: Sequential): LayerOutline[] {
  return model.flat.map(({ name, type, parameters }) => ({
    name,
    type,
    parameters: parameters.map(({ name, value }) => ({
      name,
      shape: [...value.shape],
      size: value.size,
    })),
  }));
}

const zerosFor = (model: Sequential) =>
  model.parameters.map(({ value }) => new Float32Array(value.size));

const allFinite = (values: Float32Array) => values.every(Number.isFinite);

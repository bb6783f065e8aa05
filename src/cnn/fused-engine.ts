import type { Batch } from './byte-batch.ts';
import { demandOptimizerOf, outlineOf } from './composed-engine.ts';
import { demandFits } from './fused-batch.ts';
import { FusedNumbers } from './fused-numbers.ts';
import { show, softmaxOfRows } from './fused-outputs.ts';
import type { Look } from './layer-output.ts';
import { demandFromZero, demandMomentum, demandNumbers } from './math/index.ts';
import { readState, type TensorValues, writeState } from './model-state.ts';
import type { Optimizer } from './optimizer.ts';
import type { Sequential } from './sequential.ts';
import type {
  BatchMoments,
  EngineParts,
  LayerOutline,
  StepEngine,
  TrainingState,
} from './step-engine.ts';
import {
  allFinite,
  evaluationPass,
  type FusedOptions,
  type FusedPlan,
  imagesFinite,
  logitsOf,
  type Program,
  pixelRoom,
  putImages,
  putPixels,
  trainingPass,
  update,
} from './wasm/index.ts';

/** Trains with code emitted for the network: see './wasm/index.ts'. It needs no backend of TensorFlow.js. */
export class FusedEngine implements StepEngine {
  readonly name = 'fused';
  readonly layers: readonly LayerOutline[];
  private readonly model: Sequential;
  private readonly optimizer: Optimizer;
  protected readonly numbers: FusedNumbers;
  protected readonly watchers = new Set<Look>();

  /** @throws RangeError when the optimiser was made for other parameters than the network's */
  constructor(
    { model, optimizer }: EngineParts,
    plan: FusedPlan,
    options: FusedOptions,
    program: Program,
  ) {
    demandOptimizerOf(model, optimizer);
    this.model = model;
    this.optimizer = optimizer;
    this.layers = outlineOf(model);
    this.numbers = new FusedNumbers(plan, options, program, kindsOf(optimizer));
    this.takeOver();
    this.numbers.note();
    this.numbers.accept();
  }

  /** Bytes of the code that was emitted. */
  get codeBytes(): number {
    return this.numbers.program.codeBytes;
  }

  trainBatch(batch: Batch, moments: BatchMoments): boolean | Promise<boolean> {
    this.put(batch);
    this.numbers.note();
    const { program } = this.numbers;
    const pass = trainingPass(program, batch.size);
    let now = pass.next();
    while (!now.done) now = pass.next();
    const { loss } = now.value;
    return this.passed(loss / batch.size, moments, () => {
      show(program, batch.size, true, this.watchers);
    });
  }

  /** The moments of a pass that is over. @returns whether its gradients are finite */
  protected passed(loss: number, moments: BatchMoments, showOutputs = () => {}): boolean {
    try {
      showOutputs();
      moments.afterPred();
      moments.afterLoss(loss);
      moments.beforeBackward();
    } catch (error) {
      // A pass that was ended has no gradients.
      this.numbers.zeroGradients();
      throw error;
    }
    if (!allFinite(this.numbers.program, 'gradients')) return false;
    this.numbers.accept();
    return true;
  }

  gradients(): readonly Float32Array[] {
    return this.numbers.readGradients();
  }

  zeroGrad() {
    this.numbers.zeroGradients();
  }

  /** @throws RangeError when lr or mom is none an optimiser can use */
  step(): boolean {
    const { rule, lr, mom } = this.optimizer;
    demandFromZero('lr', lr);
    demandMomentum('mom', mom);
    const { program } = this.numbers;
    const steps = ++this.numbers.steps;
    update(program, { ...rule, lr, mom, steps });
    return allFinite(program, 'state');
  }

  goBack() {
    this.numbers.goBack();
  }

  validBatch(batch: Batch, moments: Omit<BatchMoments, 'beforeBackward'>): number {
    this.put(batch);
    const { program } = this.numbers;
    const { loss, right } = evaluationPass(program, batch.size);
    show(program, batch.size, false, this.watchers);
    moments.afterPred();
    moments.afterLoss(loss / batch.size);
    return right;
  }

  predict(images: Float32Array, count: number): Float32Array {
    const { program } = this.numbers;
    const pixels = images.length / count;
    const parts: Float32Array[] = [];
    for (let first = 0; first < count; first += program.batchSize) {
      const size = Math.min(program.batchSize, count - first);
      putImages(program, images.subarray(first * pixels, (first + size) * pixels));
      evaluationPass(program, size);
      parts.push(logitsOf(program, size));
    }
    return softmaxOfRows(parts, program.lowered.classes);
  }

  watch(look: Look): () => void {
    this.watchers.add(look);
    return () => this.watchers.delete(look);
  }

  readTensor(name: string): TensorValues {
    const { parameters, running, views } = this.numbers.program;
    const parts = [...parameters.parts, ...running.parts];
    const part = parts.find((one) => one.name === name);
    if (part) return { shape: [...part.shape], values: Array.from(views.floats(part)) };
    const names = parts.map((one) => one.name).join(', ');
    throw new RangeError(`The network has no tensor "${name}". It has ${names}.`);
  }

  read(): TrainingState {
    const { lr, mom } = this.optimizer;
    const averages = this.numbers.readAverages(kindsOf(this.optimizer));
    return {
      model: this.numbers.readModel(),
      optimizer: { lr, mom, steps: this.numbers.steps, averages },
    };
  }

  write({ model, optimizer }: TrainingState) {
    // By way of network and optimiser, which know what they can take.
    writeState(this.model, model);
    this.optimizer.write(optimizer);
    this.takeOver();
  }

  dispose() {
    this.watchers.clear();
    this.model.dispose();
  }

  /** The numbers of network and optimiser as they stand there. */
  private takeOver() {
    const { steps, averages } = this.optimizer.read();
    this.numbers.steps = steps;
    this.numbers.writeModel(readState(this.model));
    this.numbers.writeAverages(averages);
  }

  private put(batch: Batch) {
    this.numbers.keep(this.watchers.size > 0);
    const { program } = this.numbers;
    demandFits(program, batch);
    const { bytes, labels } = batch;
    if (bytes) {
      const room = pixelRoom(program, batch.size);
      bytes.put(room);
      putPixels(program, room, bytes.meaning, labels);
      return;
    }
    putImages(program, batch.images, labels);
    if (!imagesFinite(program, batch.size)) demandNumbers('images', batch.images);
  }
}

/** How many averages of each number an optimiser keeps. */
const kindsOf = ({ rule }: Optimizer) => (rule.type === 'adam' ? 2 : 1);

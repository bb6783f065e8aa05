import type { Batch, ImageBytes } from './byte-batch.ts';
import type { Crew, Team } from './crew.ts';
import { demandFits } from './fused-batch.ts';
import { FusedEngine } from './fused-engine.ts';
import { type PartOfBatch, Replica } from './replica.ts';
import type { Found, Work } from './replica-worker.ts';
import type { BatchMoments, EngineParts } from './step-engine.ts';
import type { FusedOptions, FusedPlan, Program } from './wasm/index.ts';

/** Milliseconds a batch may take before a silent worker counts as dead; far more than the largest one takes. */
const PATIENCE = 10_000;

/** What a part of a batch found. */
type Trained = Exclude<Found, { problem: string }>;

/**
 * Trains on several cores (PyTorch's DistributedDataParallel, with its SyncBatchNorm). Each batch is cut into parts, one
 * for each replica of the network. At every batch norm the replicas bring their sums together, and at the end their
 * gradients are added up in the order of the parts, so that a step is the one that the whole batch takes on one core but
 * for the order of sums.
 *
 * The numbers are the engine's alone, as those of its parent: replicas are sent them with each part, as many bytes as
 * gradients come back, and can never be out of step. One core does what is little work or must see all images in one
 * memory: validation, predictions, batches that somebody watches or has changed, batches too small to be cut, and the
 * optimiser. It also does everything once a worker has failed, beginning with the batch that failed.
 */
export class DataParallelEngine extends FusedEngine {
  private readonly crew: Crew;
  private readonly replica: Replica;
  private readonly patience: number;
  private team: Team | undefined;

  /** @param patience milliseconds a batch may take before the workers are given up */
  constructor(
    parts: EngineParts,
    plan: FusedPlan,
    options: FusedOptions,
    program: Program,
    crew: Crew,
    patience = PATIENCE,
  ) {
    super(parts, plan, options, program);
    this.crew = crew;
    this.patience = patience;
    const batchSize = Math.ceil(options.batchSize / crew.cores) + program.blockRows;
    this.replica = new Replica(plan, { ...options, batchSize });
    this.team = crew.join(plan, { ...options, batchSize });
  }

  get cores(): number {
    return this.crew.lost === undefined ? this.crew.cores : 1;
  }

  get alone(): string | undefined {
    return this.crew.lost;
  }

  override trainBatch(batch: Batch, moments: BatchMoments): boolean | Promise<boolean> {
    const { bytes, size } = batch;
    const ends = this.endsOf(size);
    const together = this.team && bytes && this.watchers.size === 0 && ends;
    return together
      ? this.trainTogether(batch, bytes, ends, moments)
      : super.trainBatch(batch, moments);
  }

  override dispose() {
    for (const port of this.team?.work ?? []) {
      port.postMessage(null satisfies Work);
    }
    this.team = undefined;
    super.dispose();
  }

  /** Where the parts of a batch end, whole blocks as far as that goes; nothing when one would be empty. */
  private endsOf(size: number): number[] | undefined {
    const { cores } = this.crew;
    const { blockRows } = this.numbers.program;
    const ends = Array.from({ length: cores }, (_, i) =>
      i + 1 === cores ? size : Math.round(((i + 1) * size) / cores / blockRows) * blockRows,
    );
    return ends.every((end, i) => end > (ends[i - 1] ?? 0)) ? ends : undefined;
  }

  private async trainTogether(
    batch: Batch,
    bytes: ImageBytes,
    ends: readonly number[],
    moments: BatchMoments,
  ): Promise<boolean> {
    demandFits(this.numbers.program, batch);
    let found: Trained[];
    try {
      found = await this.crew.whileHere(this.gather(batch, bytes, ends), this.patience);
    } catch (problem) {
      this.crew.letGo((problem as Error).message);
      this.team = undefined;
      return super.trainBatch(batch, moments);
    }
    this.numbers.note();
    this.numbers.takeIn(
      this.replica.learned,
      found.map(({ gradients }) => gradients),
    );
    return this.passed(found.reduce((sum, { loss }) => sum + loss, 0) / batch.size, moments);
  }

  /** What the parts of a batch found, in their order. */
  private gather(
    { size: total, labels }: Batch,
    { count, meaning, put }: ImageBytes,
    ends: readonly number[],
  ): Promise<Trained[]> {
    const { work, meet } = this.team!;
    const { learned } = this.numbers;
    const part = (place: number, room: (images: number) => Uint8Array<ArrayBuffer>) => {
      const first = ends[place - 1] ?? 0;
      const pixels = room(ends[place]! - first);
      put(pixels, first);
      return { total, meaning, pixels, labels: labels.slice(first, ends[place]) };
    };
    const elsewhere = work.map((port, i) => {
      const sent = part(i + 1, (images) => new Uint8Array((images * count) / total));
      // By itself: a message takes the whole memory along in which an array lies.
      const all: PartOfBatch = { ...sent, learned: learned.slice() };
      port.postMessage(all, [sent.pixels.buffer]);
      return answerAt(port);
    });
    const here = this.replica.train(
      { ...part(0, (images) => this.replica.room(images)), learned },
      meet,
    );
    const { replica } = this;
    return Promise.all([
      here.then(({ loss }) => ({ loss, gradients: replica.gradients })),
      ...elsewhere,
    ]);
  }
}

/** The next that a worker tells. @throws Error when that is a problem */
function answerAt(port: MessagePort): Promise<Trained> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data: found }: MessageEvent<Found>) => {
      if ('problem' in found) reject(new Error(found.problem));
      else resolve(found);
    };
  });
}

import {
  compile,
  type Exchange,
  type FusedOptions,
  type FusedPlan,
  learnedBy,
  type Program,
  pixelRoom,
  putPixels,
  trainingPass,
  type Verdict,
} from './wasm/index.ts';

/** A part of a batch, and the network it meets. */
export interface PartOfBatch {
  /** Images of the whole batch. */
  total: number;
  /** Parameters and running statistics. */
  learned: Float32Array;
  /** Bytes of the images of this part, what the network sees for each byte, and the true classes. */
  pixels: Uint8Array;
  meaning: Float32Array;
  labels: Int32Array;
}

/** Brings sums of all parts of a batch together: what is given becomes that of all. */
export type Meet = (own: Exchange) => Promise<void>;

/** The network once more, in a memory of its own, for a part of each batch. */
export class Replica {
  private readonly program: Program;

  /** @throws Error when the network is not covered, or its memory not to be had */
  constructor(plan: FusedPlan, options: FusedOptions) {
    const program = compile(plan, options);
    if (typeof program === 'string') throw new Error(program);
    this.program = program;
  }

  /** Of the latest part, their share in those of the whole batch; good until the next one. */
  get gradients(): Float32Array {
    return this.program.views.floats(this.program.gradients.all);
  }

  /** Parameters, and running statistics that have taken the whole batch in; good until the next part. */
  get learned(): Float32Array {
    return this.program.views.floats(learnedBy(this.program));
  }

  /** Where the bytes of so many images may be put, to be copied no more. */
  room(images: number): Uint8Array<ArrayBuffer> {
    return pixelRoom(this.program, images);
  }

  /** Forward in training mode, loss and backward of a part, which waits for the others at every batch norm. */
  async train(part: PartOfBatch, meet: Meet): Promise<Verdict> {
    const { total, learned, pixels, meaning, labels } = part;
    this.learned.set(learned);
    putPixels(this.program, pixels, meaning, labels);
    const pass = trainingPass(this.program, labels.length, total);
    for (;;) {
      const { done, value } = pass.next();
      if (done) return value;
      await meet(value);
    }
  }
}

import { inTime } from './in-time.ts';
import { demandWhole } from './math/index.ts';
import { meeting } from './meeting.ts';
import type { Meet } from './replica.ts';
import type { Joining } from './replica-worker.ts';
import type { FusedOptions, FusedPlan } from './wasm/index.ts';

/** The part of a worker that a crew needs; tests hand in others. */
export interface CrewWorker {
  postMessage(joining: Joining, moved: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

/** One training's share in a crew. */
export interface Team {
  /** To the replicas elsewhere, in order of their places. */
  work: readonly MessagePort[];
  /** Where the replica of this thread meets them. */
  meet: Meet;
}

/**
 * Workers that take a part of each batch, one for each core besides this one. They live as long as this thread, or until
 * one of them fails: then all are let go, for a batch needs them all.
 */
export class Crew {
  /** Those and this one. */
  readonly cores: number;
  /** Why they were let go. */
  lost: string | undefined;
  private readonly workers: CrewWorker[];
  private readonly started: Promise<unknown>;
  /** Who is to hear of a loss. */
  private readonly concerned = new Set<(why: string) => void>();

  /**
   * @param spawn starts a worker that runs `replicasIn`
   * @param cores how many, this one included
   * @throws RangeError when that is not a whole number of at least 2
   */
  constructor(spawn: () => CrewWorker, cores: number) {
    demandWhole('cores', cores, 2);
    this.cores = cores;
    this.workers = Array.from({ length: cores - 1 }, spawn);
    const starts = this.workers.map((worker) => {
      worker.onerror = () => this.letGo('its program failed');
      return new Promise((resolve) => {
        worker.onmessage = resolve;
      });
    });
    const failed = new Promise<never>((_, reject) => {
      this.concerned.add((why) => reject(new Error(why)));
    });
    this.started = Promise.race([Promise.all(starts), failed]);
    // Heard where it is waited for.
    this.started.catch(() => {});
  }

  /** @throws Error when one does not start within this many milliseconds, or was lost; all are let go then */
  async ready(milliseconds: number) {
    if (this.lost !== undefined) throw new Error(this.lost);
    try {
      await inTime(this.started, milliseconds);
    } catch (problem) {
      this.letGo((problem as Error).message);
      throw problem;
    }
  }

  /** Makes a replica of a network in every worker. @param options those of the replicas */
  join(plan: FusedPlan, options: FusedOptions): Team {
    const places = Array.from({ length: this.cores }, (_, place) => place);
    const ports = new Map<string, MessagePort>();
    const between = (one: number, other: number) => ports.get(`${one} ${other}`)!;
    for (const one of places)
      for (const other of places.slice(one + 1)) {
        const { port1, port2 } = new MessageChannel();
        ports.set(`${one} ${other}`, port1).set(`${other} ${one}`, port2);
      }
    const othersOf = (place: number) =>
      places.filter((other) => other !== place).map((other) => between(place, other));
    const work = this.workers.map((worker, i) => {
      const { port1, port2 } = new MessageChannel();
      const others = othersOf(i + 1);
      const joining = { plan, options, place: i + 1, work: port2, others };
      worker.postMessage(joining, [port2, ...others]);
      return port1;
    });
    return { work, meet: meeting(0, othersOf(0)) };
  }

  /**
   * What was promised by all together.
   *
   * @param patience milliseconds after which silence counts as death
   * @throws Error when the workers are let go meanwhile; otherwise what the promise throws
   */
  whileHere<Result>(promised: Promise<Result>, patience: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      const lost = (why: string) => reject(new Error(why));
      this.concerned.add(lost);
      const silent = setTimeout(() => this.letGo('it fell silent'), patience);
      const over = () => {
        clearTimeout(silent);
        this.concerned.delete(lost);
      };
      promised.finally(over).then(resolve, reject);
    });
  }

  /** Ends all workers, and tells everybody concerned. */
  letGo(why: string) {
    if (this.lost !== undefined) return;
    this.lost = why;
    for (const worker of this.workers) worker.terminate();
    for (const tell of this.concerned) tell(why);
    this.concerned.clear();
  }
}

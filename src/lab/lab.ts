import type { Recipe } from '#cnn/math';
import type { Command, Examination, Report } from './protocol.ts';

/** The part of `Worker` a lab needs; tests hand in another. */
export interface WorkerLike {
  postMessage(command: Command): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

export interface Lab {
  /**
   * Trains a network and reports. Always ends by itself, the last report is `ended` or `failed`; it never throws.
   * Aborting stops at the next batch. A second training while one runs fails with a sentence and leaves the first alone.
   */
  fit(recipe: Recipe, signal: AbortSignal): AsyncGenerator<Report, void>;
  /**
   * Asks the network trained last.
   *
   * @param pixels `[images × 784]`, 0 (paper) to 255 (ink)
   * @returns `[images, classes]` probabilities
   * @throws Error with a sentence when there is no network to ask
   */
  predict(pixels: Uint8Array): Promise<number[][]>;
  /** Asks the network trained last about every validation image; throws as `predict` does. */
  examine(): Promise<Examination>;
  /** Ends the worker; a running training ends as cancelled. */
  close(): void;
}

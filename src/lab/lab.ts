import type { Recipe } from '#cnn/math';
import type { Command, Steering, Wish } from './protocol.ts';
import type { Answer, Given, QuestionName } from './questions.ts';
import type { Report } from './reports.ts';

/** The part of `Worker` a lab needs; tests hand in another. */
export interface WorkerLike {
  postMessage(command: Command): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

export interface Lab {
  /** Gets ready for a training that is likely to come: fetches the program and the first digits, and starts who computes. */
  warm(recipe: Recipe): void;
  /**
   * Trains a network and reports. Always ends by itself, the last report is `ended` or `failed`; it never throws.
   * Aborting stops at the next batch. A second training while one runs fails with a sentence and leaves the first alone.
   */
  fit(recipe: Recipe, signal: AbortSignal, wish?: Wish): AsyncGenerator<Report, void>;
  /** Changes the learning rate or momentum of the running training, pauses it or lets it go on. */
  steer(steering: Steering): void;
  /**
   * Asks the worker. An abort withdraws the question.
   *
   * @throws Error with a sentence when there is no answer: no network yet, a worker that died, a question withdrawn
   */
  ask<Name extends QuestionName>(
    name: Name,
    given: Given<Name>,
    signal?: AbortSignal,
  ): Promise<Answer<Name>>;
  /** Ends the worker; a running training ends as cancelled. */
  close(): void;
}

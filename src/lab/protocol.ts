import type { Recipe, Runner, RunnerChoice } from '#cnn/math';
import type { Checkpoint } from './checkpoint.ts';
import { type Check, listOf, shaped, text, whole } from './checks.ts';
import type { Preference } from './kept-runner.ts';
import type { OwnFiles } from './own/own-images.ts';
import { type Answer, isAnswer, type Question, type QuestionName } from './questions.ts';
import { isChoice, isReport, isRunner, type Report } from './reports.ts';

/** What a fit should tell or do besides what every fit does. */
export interface Wish {
  /** Report what layers put out, on every `stats`-th batch. */
  stats?: number;
  /** Report these parameters and buffers, by PyTorch's names, about a hundred times in a run. */
  tensors?: string[];
  /** Learning rate and momentum of each step, in place of the recipe's schedule. */
  schedule?: { lrs: number[]; moms: number[] };
  /** Report after each pass all that the run needs to go on from there. */
  checkpoints?: boolean;
  /** Train on images of the reader's own instead of the site's digits. */
  own?: OwnFiles;
  /** Go on from there instead of beginning. */
  resume?: Checkpoint;
}

/** A hand on a running fit: what is absent stays as it is, null gives it back to the schedule. */
export interface Steering {
  lr?: number | null;
  mom?: number | null;
  paused?: boolean;
}

/** What the page asks of the worker. `run` numbers the trainings of one worker, `ask` the questions. */
export type Command =
  /** Before anything else, when the page knows who is to compute. */
  | { type: 'prefer'; preference: Preference }
  /** A reader is about to train: time to get ready. */
  | { type: 'warm'; recipe: Recipe }
  | { type: 'fit'; run: number; recipe: Recipe; wish: Wish }
  | { type: 'steer'; run: number; steering: Steering }
  | { type: 'stop'; run: number }
  | { type: 'ask'; ask: number; question: Question }
  /** Nobody waits for the answer any more. */
  | { type: 'drop'; ask: number };

/** What the worker posts. `alive` comes once a second, so that silence means death. */
export type Message =
  | { type: 'alive' }
  | { type: 'reports'; run: number; reports: Report[] }
  /** Who was found to be the fastest, after a training. */
  | { type: 'measured'; choice: RunnerChoice }
  /** The graphics processor it computed on is gone. */
  | { type: 'lost'; runner: Runner }
  | { type: 'answered'; ask: number; name: QuestionName; answer: Answer<QuestionName> }
  | { type: 'refused'; ask: number; message: string };

const messages: Record<Message['type'], Check> = {
  alive: () => true,
  reports: shaped({ run: whole, reports: listOf(isReport) }),
  measured: shaped({ choice: isChoice }),
  lost: shaped({ runner: isRunner }),
  answered: (value) => {
    const { ask, name, answer } = value as Message & { type: 'answered' };
    return whole(ask) && isAnswer(name, answer);
  },
  refused: shaped({ ask: whole, message: text }),
};

/**
 * Reads a message that came over the wall.
 *
 * @throws TypeError when it is none of the protocol's messages
 */
export function parseMessage(value: unknown): Message {
  const type = (value as Message | null)?.type;
  if (type === undefined || !Object.hasOwn(messages, type) || !messages[type](value)) {
    throw new TypeError('The training worker sent something that is no message of this page.');
  }
  return value as Message;
}

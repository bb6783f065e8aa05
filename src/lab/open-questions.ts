import { type Answer, answersGiven, type Given, type QuestionName } from './questions.ts';
import { sayings } from './sayings.ts';

/** Who waits for an answer. */
interface Waiting {
  name: QuestionName;
  answer(value: unknown): void;
  refuse(problem: Error): void;
}

/** What was asked and has no answer yet. */
export class OpenQuestions {
  private asked = 0;
  private readonly waiting = new Map<number, Waiting>();

  get none(): boolean {
    return this.waiting.size === 0;
  }

  /**
   * Opens a question, which an abort closes.
   *
   * @param send puts the question under its number
   * @param drop tells that nobody waits for that number any more
   */
  open<Name extends QuestionName>(
    name: Name,
    given: Given<Name>,
    signal: AbortSignal | undefined,
    send: (ask: number) => void,
    drop: (ask: number) => void,
  ): Promise<Answer<Name>> {
    return new Promise((resolve, refuse) => {
      const ask = ++this.asked;
      const withdraw = () => {
        if (!this.waiting.delete(ask)) return;
        drop(ask);
        refuse(new Error(sayings.dropped));
      };
      signal?.addEventListener('abort', withdraw, { once: true });
      const settle = () => signal?.removeEventListener('abort', withdraw);
      this.waiting.set(ask, {
        name,
        answer: (value) => {
          settle();
          if (answersGiven(name, given, value)) resolve(value as Answer<Name>);
          else refuse(new Error(sayings.junk));
        },
        refuse: (problem) => {
          settle();
          refuse(problem);
        },
      });
      send(ask);
    });
  }

  /** An answer that came, and what it says it answers. */
  answer(ask: number, name: QuestionName, value: unknown) {
    const question = this.taken(ask);
    if (name === question?.name) question.answer(value);
    else question?.refuse(new Error(sayings.junk));
  }

  refuse(ask: number, message: string) {
    this.taken(ask)?.refuse(new Error(message));
  }

  refuseAll(message: string) {
    for (const ask of [...this.waiting.keys()]) this.refuse(ask, message);
  }

  private taken(ask: number): Waiting | undefined {
    const question = this.waiting.get(ask);
    this.waiting.delete(ask);
    return question;
  }
}

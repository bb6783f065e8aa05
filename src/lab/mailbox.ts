/** What one side tells, in order, until the other comes for it. */
export class Mailbox<Letter> {
  private readonly waiting: Letter[] = [];
  private wake = () => {};

  put(letter: Letter) {
    this.waiting.push(letter);
    this.wake();
  }

  /** The next one, as soon as there is one. */
  async next(): Promise<Letter> {
    while (this.waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.waiting.shift()!;
  }
}

/** Does one piece of work at a time, which a signal may stop, and so does the end of whoever asks for it. */
export class OneAtATime {
  private readonly what: string;
  private stopping: AbortController | undefined;
  private over = false;
  private last: (() => void) | undefined;

  /** @param what asks for the work, for errors */
  constructor(what: string) {
    this.what = what;
  }

  /** Whether `end` was called. */
  get ended(): boolean {
    return this.over;
  }

  /** What is thrown after the end. */
  gone(): Error {
    return new Error(`This ${this.what} was disposed. Make a new one.`);
  }

  /** @throws Error after the end */
  demandAlive() {
    if (this.over) throw this.gone();
  }

  /**
   * @param work is given a signal of its own
   * @throws Error when other work is under way, or after the end; otherwise what the work throws
   */
  async run<Result>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    this.demandAlive();
    if (this.stopping) {
      throw new Error(`This ${this.what} is busy. Stop its fit first, or wait for it.`);
    }
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    this.stopping = stopping;
    try {
      return await work(stopping.signal);
    } finally {
      signal?.removeEventListener('abort', stop);
      this.stopping = undefined;
      this.last?.();
    }
  }

  /** No more work; what is under way is told to stop, and may use what it needs until it has. @param last comes then */
  end(last: () => void) {
    if (this.over) return;
    this.over = true;
    this.last = last;
    if (this.stopping) this.stopping.abort();
    else last();
  }
}

import type { Steering } from './protocol.ts';
import type { Report } from './reports.ts';

/** The training that a worker is at, as the page knows it. */
export class CurrentRun {
  readonly run: number;
  /** Emitted code trains, whose batches take milliseconds. */
  quick = false;
  private begun = false;
  private held = false;
  private readonly tell: (report: Report) => void;

  /** @param tell whoever waits for its reports */
  constructor(run: number, tell: (report: Report) => void) {
    this.run = run;
    this.tell = tell;
  }

  /** Steps are being taken, and each is reported: a worker that only says it is alive has lost its way. */
  get moves(): boolean {
    return this.begun && !this.held;
  }

  take(report: Report) {
    if (report.type === 'began') {
      this.begun = true;
      this.quick = report.engine.name === 'emitted kernels';
    }
    this.tell(report);
  }

  steer({ paused }: Steering) {
    this.held = paused ?? this.held;
  }
}

import type { Report, WorkerLike } from '#lab';

type Posted = Parameters<WorkerLike['postMessage']>[0];

/** A worker that does what the test says. */
export class Puppet implements WorkerLike {
  posted: Posted[] = [];
  dead = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  postMessage(command: Posted) {
    this.posted.push(structuredClone(command));
  }
  terminate() {
    this.dead = true;
  }
  say(data: unknown) {
    this.onmessage?.({ data } as MessageEvent);
  }
  report(run: number, ...reports: Report[]) {
    this.say({ type: 'reports', run, reports });
  }
  break() {
    this.onerror?.({} as ErrorEvent);
  }
}

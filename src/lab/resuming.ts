import type { Recipe } from '#cnn/math';
import type { Checkpoint } from './checkpoint.ts';
import type { Lab } from './lab.ts';
import type { Wish } from './protocol.ts';
import type { Report } from './reports.ts';
import { sayings } from './sayings.ts';

/** Milliseconds within which a second death of the worker is no accident. */
const SOON = 60_000;

/**
 * A fit that outlives its worker: when one dies, another goes on from the last whole pass, or begins again where there was
 * none; from the same seed that gives the same numbers. A second death within a minute ends the run.
 *
 * @param now milliseconds on any clock
 */
export async function* resuming(
  lab: Pick<Lab, 'fit'>,
  recipe: Recipe,
  signal: AbortSignal,
  wish: Wish = {},
  now: () => number = Date.now,
): AsyncGenerator<Report, void> {
  let from: Checkpoint | undefined = wish.resume;
  let death = Number.NEGATIVE_INFINITY;
  for (;;) {
    let died = false;
    const { resume, ...rest } = wish;
    const wanted = { ...rest, checkpoints: true, ...(from ? { resume: from } : {}) };
    for await (const report of lab.fit(recipe, signal, wanted)) {
      if (report.type === 'checkpoint') from = report.checkpoint;
      if (report.type !== 'failed' || !report.died) {
        yield report;
        continue;
      }
      died = true;
      // The next worker leaves that graphics processor alone, so this does not come twice.
      if (report.message === sayings.lost) continue;
      if (now() - death < SOON) {
        yield { ...report, message: sayings.diedAgain };
        return;
      }
      death = now();
    }
    if (!died) return;
    yield {
      type: 'resuming',
      what: from
        ? `a new training program, to go on after step ${from.step}`
        : 'a new training program',
    };
  }
}

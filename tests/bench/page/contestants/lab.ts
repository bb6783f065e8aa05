import { recipeLimits } from '#cnn/math';
import { openLab } from '#lab';
import type { Chunk, Contestant, Session } from '../../contestant.ts';
import { recipeOf, type Setting } from '../../settings.ts';

/** One training of a reader, ended when the time is over; its own clock starts with the first batch. */
async function training(lab: ReturnType<typeof openLab>, setting: Setting, limit: number) {
  const stop = new AbortController();
  const recipe = recipeOf(setting, recipeLimits.steps.max);
  const done = { steps: 0, seconds: 0, engine: '' };
  for await (const report of lab.fit(recipe, stop.signal)) {
    if (report.type === 'failed') throw new Error(report.message);
    if (report.type === 'began') done.engine = report.backend;
    if (report.type !== 'batch' || stop.signal.aborted) continue;
    [done.steps, done.seconds] = [report.step, report.seconds];
    if (report.seconds >= limit) stop.abort();
  }
  return done;
}

async function open(setting: Setting): Promise<Session> {
  const lab = openLab();
  const { engine } = await training(lab, setting, 0);
  return {
    engine,
    async run(seconds) {
      const chunk: Chunk = { images: 0, seconds: 0 };
      // A reader's training has an end, and then the next one begins.
      while (chunk.seconds < seconds) {
        const done = await training(lab, setting, seconds - chunk.seconds);
        chunk.images += done.steps * setting.batchSize;
        chunk.seconds += done.seconds;
      }
      return chunk;
    },
  };
}

export const contestants: readonly Contestant[] = [
  {
    name: 'lab',
    title: 'Receptive Field in its worker',
    note:
      'What a reader starts: the real digits, a report for every batch, and a validation of 997 digits after each pass, ' +
      'whose time counts while its images do not. Each turn is a training of its own, whose start only the processor time holds.',
    open,
  },
];

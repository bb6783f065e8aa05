import { type Callback, digitsFor, fitRecipe, type Learner, learnerFor } from '#cnn';
import {
  type DigitSource,
  type Recipe,
  type RunnerChoice,
  runnerNames,
  secondCore,
} from '#cnn/math';
import { goOnFrom } from './checkpoint.ts';
import { failure } from './failure.ts';
import { Mailbox } from './mailbox.ts';
import { type Network, networkOf } from './network.ts';
import type { Wish } from './protocol.ts';
import type { Engine, Refusal, Report } from './reports.ts';
import type { Helm } from './steering.ts';
import { Stopped, unlessStopped } from './unless-stopped.ts';
import { filmed, granted } from './wishes.ts';

export interface Surroundings {
  digits: DigitSource;
  /** Who computes, for the report. */
  backend: string;
  refused?: Refusal[];
  choice?: RunnerChoice;
  /** Takes the network over before the first step; without it the network is freed at the end. */
  keep?(network: Network): void;
  /** What the fit tells or does besides what every fit does. */
  wish?: Wish;
  /** A hand on it while it runs. */
  helm?: Helm;
}

/**
 * The training: one run of a recipe, told report by report; the last one is `ended` or `failed`, and nothing is thrown.
 * An abort ends it at the next batch, and so does a reader who walks away from the loop; one that comes while the digits
 * are awaited ends it before it `began`, and nothing is kept.
 */
export async function* fit(
  recipe: Recipe,
  signal: AbortSignal,
  { digits, backend, refused = [], choice, keep, wish = {}, helm }: Surroundings,
): AsyncGenerator<Report, void> {
  const told = new Mailbox<Report>();
  const tell = (report: Report) => told.put(report);
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  let learner: Learner | undefined;
  const train = async () => {
    try {
      const source = await unlessStopped(digitsFor(recipe, digits), leaving.signal);
      learner = learnerFor(recipe, source);
      const { resume } = wish;
      if (resume) goOnFrom(learner, resume);
      keep?.(networkOf(learner, recipe));
      tell({
        type: 'began',
        recipe,
        stepsPerEpoch: learner.data.stepsPerEpoch,
        trainCount: source.trainCount,
        validCount: source.validCount,
        classes: classesOf(source),
        parameters: learner.summary().parameters,
        engine: engineOf(learner),
        backend,
        refused,
        ...(resume ? { resumedAt: resume.step } : {}),
        ...(choice && { choice }),
      });
      const { cancelled } = await fitRecipe(learner, recipe, {
        signal: leaving.signal,
        callbacks: [
          reporter(learner, tell, resume?.step),
          lossOfHelp(learner, tell),
          ...granted(wish, learner, tell),
          ...(helm ? [helm.callback] : []),
        ],
        gate: helm?.gate,
        startEpoch: resume?.epoch,
      });
      tell({ type: 'ended', cancelled });
    } catch (problem) {
      const stopped = problem instanceof Stopped;
      tell(
        stopped ? { type: 'ended', cancelled: true } : failure(problem, learner, wish.resume?.step),
      );
    }
  };

  const training = train();
  try {
    for (;;) {
      const report = await told.next();
      yield report;
      if (report.type === 'ended' || report.type === 'failed') return;
    }
  } finally {
    signal.removeEventListener('abort', leave);
    leave();
    await training;
    if (!keep) learner?.dispose();
  }
}

/** Who computes, for a reader. */
function engineOf({ runsOn: { name, why, cores = 1 } }: Learner): Engine {
  const emitted = runnerNames[cores === 1 ? 'emitted' : 'two-cores'];
  const kernels = name === 'fused' ? emitted : 'composed kernels';
  return why === undefined ? { name: kernels } : { name: kernels, why };
}

/** What the answers are called. */
const classesOf = ({ names, classes = tenDigits }: DigitSource): string[] =>
  (names ?? classes).map(String);

const tenDigits = Array.from({ length: 10 }, (_, digit) => digit);

/** Turns the moments of a training into reports. */
function reporter(learner: Learner, tell: (report: Report) => void, before = 0): Callback {
  let started = 0;
  let step = before;
  const kernels = () => tell({ type: 'kernels', step, values: firstKernels(learner) });
  return {
    // After the Recorder, whose numbers are told.
    order: 100,
    beforeFit: kernels,
    beforeBatch: () => {
      started ||= performance.now();
    },
    afterBatch: ({ training, steps }) => {
      const { batchLosses, losses, lrs, moms } = learner.recorder;
      if (!training || before + batchLosses.length === step) return;
      step = before + batchLosses.length;
      tell({
        type: 'batch',
        step,
        loss: batchLosses.at(-1)!,
        smoothLoss: losses.at(-1)!,
        lr: lrs.at(-1)!,
        mom: moms.at(-1)!,
        seconds: (performance.now() - started) / 1000,
      });
      if (filmed(step, steps)) kernels();
    },
    afterEpoch: () => {
      const { values, iters } = learner.recorder;
      const latest = values.at(-1);
      if (latest) tell({ type: 'epoch', step: iters.at(-1)!, ...latest });
    },
  };
}

/** Tells once when a training goes on alone. */
function lossOfHelp(learner: Learner, tell: (report: Report) => void): Callback {
  let told = false;
  return {
    order: 100,
    afterBatch() {
      const { alone } = learner.runsOn;
      if (told || alone === undefined) return;
      told = true;
      tell({ type: 'refused', name: secondCore, why: alone });
    },
  };
}

/** `[8 kernels × 25]` from PyTorch's conv1, here `[5, 5, 1, 8]`. */
function firstKernels(learner: Learner): number[] {
  const { shape, values } = learner.weights('conv1.weight');
  const kernels = shape.at(-1)!;
  const cells = values.length / kernels;
  return Array.from({ length: values.length }, (_, i) => {
    const [kernel, cell] = [Math.floor(i / cells), i % cells];
    return values[cell * kernels + kernel]!;
  });
}

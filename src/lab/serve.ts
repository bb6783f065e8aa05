/**
 * The worker's life, apart from the worker: commands come in, messages go out. One training runs at a time. Reports are
 * posted together, at most once in `GATHER` milliseconds, so that a fast training does not flood the page. The network
 * of the latest training is kept until the next one has begun, and can be asked at any time, also between two batches.
 * A stop is heard at any time too: a training stopped before it began leaves that network alone.
 */
import type { DigitSource, LabelledPixels } from '#cnn/math';
import { fit, type Network, sentence } from './fit.ts';
import type { Command, Examination, Message, Refusal, Report } from './protocol.ts';
import { sayings } from './sayings.ts';
import { Stopped, unlessStopped } from './unless-stopped.ts';

/** About one animation frame. */
const GATHER = 16;

export interface Bench {
  digits: DigitSource;
  backend: string;
  refused: Refusal[];
}

interface Surroundings {
  post(message: Message): void;
  /** Makes backend and digits ready; asked again after it failed. */
  open(): Promise<Bench>;
}

/** What hears a command. */
export function serve({ post, open }: Surroundings): (command: Command) => void {
  let opening: Promise<Bench> | undefined;
  let current: { run: number; stopping: AbortController } | undefined;
  let finished: Promise<void> = Promise.resolve();
  let network: Network | undefined;
  let gathered: { run: number; reports: Report[] } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered) post({ type: 'reports', ...gathered });
    gathered = undefined;
  };
  const say = (run: number, report: Report) => {
    if (gathered && gathered.run !== run) flush();
    gathered ??= { run, reports: [] };
    gathered.reports.push(report);
    if (report.type === 'batch' || report.type === 'kernels') timer ??= setTimeout(flush, GATHER);
    else flush();
  };
  const bench = () => {
    opening ??= open();
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };

  const train = async (command: Command & { type: 'fit' }, signal: AbortSignal) => {
    const { run, recipe } = command;
    try {
      say(run, { type: 'preparing', what: 'the training program' });
      const ready = await unlessStopped(bench(), signal);
      const keep = (begun: Network) => {
        network?.dispose();
        network = begun;
      };
      for await (const report of fit(recipe, signal, { ...ready, keep })) say(run, report);
    } catch (problem) {
      if (problem instanceof Stopped) say(run, { type: 'ended', cancelled: true });
      else say(run, { type: 'failed', message: sentence(problem), retry: true });
    }
  };

  const trained = () => {
    if (!network) throw new Error(sayings.nobody);
    return network;
  };
  const answer = async (ask: number, question: () => Promise<Message>) => {
    try {
      post(await question());
    } catch (problem) {
      post({ type: 'refused', ask, message: sentence(problem) });
    }
  };

  return (command) => {
    switch (command.type) {
      case 'fit': {
        current?.stopping.abort();
        const mine = { run: command.run, stopping: new AbortController() };
        current = mine;
        finished = finished.then(() => train(command, mine.stopping.signal));
        return;
      }
      case 'stop':
        if (current?.run === command.run) current.stopping.abort();
        return;
      case 'predict':
        answer(command.ask, async () => ({
          type: 'predicted',
          ask: command.ask,
          probabilities: trained().predict(command.pixels),
        }));
        return;
      case 'examine':
        answer(command.ask, async () => ({
          type: 'examined',
          ask: command.ask,
          examination: await examine(trained),
        }));
    }
  };
}

async function examine(trained: () => Network): Promise<Examination> {
  let network: Network;
  let images: LabelledPixels;
  // A training that began while the images came has put another network in the place of the one asked.
  do {
    network = trained();
    images = await network.valid();
  } while (network !== trained());
  const { pixels, labels } = images;
  const rows = network.predict(pixels);
  return { pixels, labels, probabilities: Float32Array.from(rows.flat()) };
}

/**
 * The worker's life, apart from the worker: commands come in, messages go out. One training runs at a time. Reports are
 * posted together, at most once in `GATHER` milliseconds, so that a fast training does not flood the page. The network
 * of the latest training is kept until the next one has begun, and can be asked at any time, also between two batches.
 * A stop is heard at any time too: a training stopped before it began leaves that network alone.
 */
import type { Cores, Graphics } from '#cnn/backend';
import type { DigitSource, Recipe, RunnerChoice } from '#cnn/math';
import { answerTo, trains } from './answers.ts';
import { failure, sentence } from './failure.ts';
import { fit } from './fit.ts';
import type { Preference } from './kept-runner.ts';
import type { Network } from './network.ts';
import { ownShelf } from './own/own-shelf.ts';
import type { Decode } from './own/pictures.ts';
import type { Command, Message } from './protocol.ts';
import type { Refusal, Report } from './reports.ts';
import { sayings } from './sayings.ts';
import { type Helm, helm } from './steering.ts';
import { Stopped, unlessStopped } from './unless-stopped.ts';

/** About one animation frame. */
const GATHER = 16;
/** A training shorter than so many milliseconds has nothing to gain from a second core. */
const WORTH_IT = 1000;
/** Reports that come often and may wait for one another. */
const gathers: ReadonlySet<Report['type']> = new Set(['batch', 'kernels', 'stats', 'tensors']);

export interface Bench {
  digits: DigitSource;
  backend: string;
  refused: Refusal[];
  choice?: RunnerChoice;
  graphics?: Graphics;
  /** Settles for each training on how many cores it runs. */
  cores?: Cores;
}

interface Surroundings {
  post(message: Message): void;
  /** Reads a picture of the reader's own; without it there are none. */
  decode?: Decode;
  /**
   * Makes backend and digits ready; asked again after it failed.
   *
   * @param recipe of the training it is for, if it is for one
   */
  open(preference: Preference, recipe?: Recipe): Promise<Bench>;
}

const noDecode: Decode = () => Promise.reject(new Error('pictures cannot be read here'));

/** What hears a command. */
export function serve({ post, decode = noDecode, open }: Surroundings): (command: Command) => void {
  let preference: Preference = {};
  let opening: Promise<Bench> | undefined;
  let current: { run: number; stopping: AbortController; helm: Helm } | undefined;
  const asked = new Map<number, AbortController>();
  let finished: Promise<void> = Promise.resolve();
  let network: Network | undefined;
  const own = ownShelf(decode);
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
    if (gathers.has(report.type)) timer ??= setTimeout(flush, GATHER);
    else flush();
  };
  const watch = async ({ graphics, choice }: Bench) => {
    await graphics?.lost;
    if (graphics && choice) post({ type: 'lost', runner: choice.runner });
  };
  const bench = (recipe?: Recipe) => {
    opening ??= open(preference, recipe);
    opening.then(watch, () => {
      opening = undefined;
    });
    return opening;
  };

  const keep = (begun: Network) => {
    network?.dispose();
    network = begun;
  };
  const train = async ({ run, recipe, wish }: Command & { type: 'fit' }, mine: typeof current) => {
    const { signal } = mine!.stopping;
    try {
      say(run, { type: 'preparing', what: 'the training program' });
      const ready = await unlessStopped(bench(recipe), signal);
      if (wish.own) say(run, { type: 'preparing', what: 'your images' });
      const digits = wish.own ? (await unlessStopped(own(wish.own), signal)).source : ready.digits;
      // A run on the site's digits is to be the same each time, and two cores add up in another order.
      const free = wish.own !== undefined;
      const settled = await ready.cores?.settle(recipe, free);
      const refused = [...ready.refused, ...(settled?.refused ?? [])];
      const choice = settled?.choice ?? ready.choice;
      const who = { ...ready, refused, ...(choice && { choice }) };
      const began = performance.now();
      const surroundings = { ...who, digits, keep, wish, helm: mine!.helm };
      for await (const report of fit(recipe, signal, surroundings)) {
        if (ready.graphics?.isLost()) return;
        say(run, report);
      }
      if (!free || signal.aborted || performance.now() - began < WORTH_IT) return;
      // Now that nobody waits; the next training of this kind will know.
      const measured = await ready.cores?.measure(recipe);
      if (measured) post({ type: 'measured', choice: measured });
    } catch (problem) {
      if (problem instanceof Stopped) say(run, { type: 'ended', cancelled: true });
      else say(run, { ...failure(problem, undefined), retry: true });
    }
  };

  const trained = () => {
    if (!network) throw new Error(sayings.nobody);
    return network;
  };
  const answer = async ({ ask, question }: Command & { type: 'ask' }) => {
    const dropping = new AbortController();
    asked.set(ask, dropping);
    const { signal } = dropping;
    const digits = async () => (await bench()).digits;
    try {
      const answer = await answerTo(question, { trained, keep, digits, own, signal });
      if (!signal.aborted) post({ type: 'answered', ask, name: question.name, answer });
    } catch (problem) {
      if (!signal.aborted) post({ type: 'refused', ask, message: sentence(problem) });
    } finally {
      asked.delete(ask);
    }
  };

  return (command) => {
    switch (command.type) {
      case 'prefer':
        preference = command.preference;
        return;
      case 'warm':
        bench(command.recipe);
        return;
      case 'fit': {
        current?.stopping.abort();
        const mine = { run: command.run, stopping: new AbortController(), helm: helm() };
        current = mine;
        finished = finished.then(() => train(command, mine));
        return;
      }
      case 'stop':
        if (current?.run === command.run) current.stopping.abort();
        return;
      case 'steer':
        if (current?.run === command.run) current.helm.take(command.steering);
        return;
      case 'ask':
        if (trains(command.question)) finished = finished.then(() => answer(command));
        else answer(command);
        return;
      case 'drop':
        asked.get(command.ask)?.abort();
    }
  };
}

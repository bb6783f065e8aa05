import type { Refusal } from './backend.ts';
import { shareWork } from './choose-engine.ts';
import { Crew, type CrewWorker } from './crew.ts';
import { type Recipe, type Runner, type RunnerChoice, secondCore } from './math/index.ts';
import { type RaceOptions, race } from './race.ts';
import { stepsOf } from './timed-steps.ts';

/** Settles for each training whether it runs on one core or on two. */
export interface Cores {
  /**
   * Before a training: learners made from now on run on as many cores as were asked for, or were measured faster.
   *
   * @param mayMeasure whether a measurement may settle it; otherwise it takes a reader's word
   */
  settle(
    recipe: Recipe,
    mayMeasure: boolean,
  ): Promise<{ choice: RunnerChoice; refused: Refusal[] }>;
  /**
   * After a training, when nobody waits: times one core against two on steps of this recipe, if nobody has yet.
   *
   * @returns the choice for the next training of this kind, if it is news
   */
  measure(recipe: Recipe): Promise<RunnerChoice | undefined>;
}

/** What there is to choose from. */
export interface CoresOptions {
  /** Who computes, cores apart. */
  chosen: RunnerChoice;
  /** What the reader asked for. */
  wanted?: Runner | undefined;
  /** An earlier choice, of cores too. */
  remembered?: RunnerChoice | undefined;
  /** Starts a worker that runs `replicasIn`. */
  spawn(): CrewWorker;
  /** Cores of this machine. */
  available: number;
  /** For the race. */
  now?: RaceOptions['now'];
}

/** Milliseconds a worker has to start; a reader is waiting. */
const BRIEFLY = 3000;
/** How many times as fast two cores must be: a race is short, and they are taken from whatever else the reader does. */
const WORTH_IT = 1.3;

/** A second worker starts when it is asked for, or to be timed; one that was lost is not started again. */
export function coresFor(options: CoresOptions): Cores {
  const { chosen, wanted, remembered, spawn, available, now } = options;
  const known = new Map<string, RunnerChoice>();
  if (remembered?.timed !== undefined) {
    known.set(remembered.timed, { ...remembered, by: 'remembered' });
  }
  let crew: Crew | undefined;
  const started = async () => {
    crew ??= new Crew(spawn, 2);
    await crew.ready(BRIEFLY);
    return crew;
  };
  const free = wanted === undefined && chosen.runner === 'emitted';

  return {
    async settle(recipe, mayMeasure) {
      const refused: Refusal[] = [];
      const measured = free && mayMeasure ? known.get(timedOf(recipe)) : undefined;
      const choice: RunnerChoice = { ...(measured ?? chosen), runner: chosen.runner };
      shareWork();
      if (wanted === 'two-cores' || measured?.runner === 'two-cores') {
        try {
          shareWork(await started());
          choice.runner = 'two-cores';
        } catch (problem) {
          refused.push({ name: secondCore, why: (problem as Error).message });
        }
      }
      return { choice, refused };
    },
    async measure(recipe) {
      const timed = timedOf(recipe);
      if (!free || available < 2 || known.has(timed) || crew?.lost !== undefined) return undefined;
      const on = (runner: Runner, cores: number, help: () => Promise<Crew | undefined>) => ({
        runner,
        start: async () => {
          shareWork(await help());
          return stepsOf(recipe, cores);
        },
      });
      const contestants = [on('emitted', 1, async () => undefined), on('two-cores', 2, started)];
      const timings = await race(contestants, now && { now });
      // Whoever replays the training that is over does it as it was done.
      shareWork();
      const [one, two] = (['emitted', 'two-cores'] as const).map(
        (name) => timings.find(({ runner }) => runner === name)?.milliseconds,
      );
      // Alone on the track: nothing was compared, and nothing is to be remembered.
      if (one === undefined || two === undefined) return undefined;
      const runner = one > WORTH_IT * two ? 'two-cores' : 'emitted';
      const others = chosen.timings.filter((timing) => timing.runner !== 'emitted');
      const choice: RunnerChoice = {
        ...chosen,
        runner,
        by: 'measured',
        timings: [...timings, ...others],
        timed,
      };
      known.set(timed, choice);
      return choice;
    },
  };
}

/** What the time of a step depends on. */
const timedOf = ({ net, norm, batchSize }: Recipe) => `${net}, norm ${norm}, batch ${batchSize}`;

import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import {
  emptyRun,
  type Lab,
  type NamedNumbers,
  openLab,
  type RunState,
  record,
  resuming,
  type Steering,
  type Wish,
} from '#lab';
import { type Paced, paced } from './paced.ts';

type Recipe = NonNullable<RunState['recipe']>;

export interface Training {
  /** The run on show: live, finished, or the one handed in at first. */
  run: RunState;
  /** The run before it, to compare with. */
  before: RunState | undefined;
  running: boolean;
  /** A trained network is there to be asked. */
  answers: boolean;
  /** Counts the networks there have been, so that a new one can be told from the one before. */
  network: number;
  /** Puts a network with these weights in the place of the latest one. Rejects with a sentence when they do not fit. */
  load(recipe: Recipe, weights: NamedNumbers, own?: Wish['own']): Promise<void>;
  /** Gets ready, when a reader is about to train. */
  warm(recipe: Recipe): void;
  /** Resolves with the run when it has ended, whichever way; with nothing when another one is under way. */
  train(recipe: Recipe, wish?: Wish): Promise<RunState | undefined>;
  /** As `train`, from a run's last saved point on. */
  goOn(run: RunState, wish?: Wish): Promise<RunState | undefined>;
  /** Changes rate or momentum of the running training, pauses it, lets it go on. */
  steer(steering: Steering): void;
  stop(): void;
  /** Back to the first run; a training in progress stops. */
  reset(): void;
  /** Asks the worker; see `Lab.ask`. */
  ask: Lab['ask'];
}

/** Milliseconds between two drawings of a run: often enough for the eye, and the processor is the training's. */
const BETWEEN = 50;

const underway = (run: RunState) => run.phase === 'preparing' || run.phase === 'training';

/**
 * One lab for one playground. Reports are folded as they come and drawn twenty times a second at most; the worker ends with the
 * component.
 */
export function useTraining(first: RunState = emptyRun): Training {
  const [shown, setShown] = useState({ run: first, before: undefined as RunState | undefined });
  const [answers, setAnswers] = useState(false);
  const [network, countNetwork] = useState(0);
  const latest = useRef(shown);
  const lab = useRef<Lab>(undefined);
  const stopping = useRef<AbortController>(undefined);
  const held = useRef<Steering>({});

  const pace = useRef<Paced>(undefined);
  const draw = useCallback(() => {
    // In slices: a press or a key does not wait for charts.
    const show = () => startTransition(() => setShown(latest.current));
    pace.current ??= paced(show, BETWEEN);
    pace.current.want();
  }, []);

  useEffect(
    () => () => {
      stopping.current?.abort();
      lab.current?.close();
      lab.current = undefined;
      pace.current?.end();
    },
    [],
  );

  // Nobody watches a hidden tab: its run waits, unless it is held still anyway.
  useEffect(() => {
    const follow = () => {
      if (underway(latest.current.run) && !held.current.paused)
        lab.current?.steer({ paused: document.hidden });
    };
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, []);

  const fit = useCallback(
    async (recipe: Recipe, from: RunState, wish?: Wish) => {
      if (underway(latest.current.run)) return undefined;
      lab.current ??= openLab();
      const mine = new AbortController();
      stopping.current = mine;
      const { run, before } = latest.current;
      latest.current = {
        run: { ...from, phase: 'preparing', waitingFor: 'the training program' },
        before: run.batches.length > 1 ? run : before,
      };
      draw();
      let told = latest.current.run;
      held.current = {};
      const story = wish?.checkpoints
        ? resuming(lab.current, recipe, mine.signal, wish)
        : lab.current.fit(recipe, mine.signal, wish);
      for await (const report of story) {
        // A reset has put another run on show; this one goes on to whoever started it.
        told = record(stopping.current === mine ? latest.current.run : told, report);
        if (stopping.current !== mine) continue;
        if (report.type === 'began') {
          setAnswers(true);
          countNetwork((n) => n + 1);
        }
        // The hand that was on the run stays on it.
        if (report.type === 'began' && report.resumedAt !== undefined) {
          lab.current?.steer(document.hidden ? { ...held.current, paused: true } : held.current);
        }
        latest.current = { ...latest.current, run: told };
        draw();
      }
      return told;
    },
    [draw],
  );
  const train = useCallback((recipe: Recipe, wish?: Wish) => fit(recipe, emptyRun, wish), [fit]);
  const goOn = useCallback(
    async (run: RunState, wish?: Wish) =>
      run.recipe && fit(run.recipe, run, { ...wish, resume: run.checkpoint }),
    [fit],
  );
  const stop = useCallback(() => stopping.current?.abort(), []);
  const reset = useCallback(() => {
    stopping.current?.abort();
    stopping.current = undefined;
    lab.current?.close();
    lab.current = undefined;
    latest.current = { run: first, before: undefined };
    setAnswers(false);
    draw();
  }, [draw, first]);

  const load = useCallback(async (recipe: Recipe, weights: NamedNumbers, own?: Wish['own']) => {
    lab.current ??= openLab();
    await lab.current.ask('load', { recipe, weights, own });
    setAnswers(true);
    countNetwork((n) => n + 1);
  }, []);
  const steer = useCallback(
    (steering: Steering) => {
      const { run } = latest.current;
      if (!lab.current || !underway(run)) return;
      lab.current.steer(steering);
      held.current = { ...held.current, ...steering };
      const { paused, ...rates } = steering;
      if (Object.keys(rates).length === 0) return;
      const steered = [...run.steered, { step: run.batches.at(-1)?.step ?? 0, ...rates }];
      latest.current = { ...latest.current, run: { ...run, steered } };
      draw();
    },
    [draw],
  );

  return {
    ...shown,
    running: underway(shown.run),
    answers,
    network,
    warm: useCallback((recipe: Recipe) => {
      lab.current ??= openLab();
      lab.current.warm(recipe);
    }, []),
    load,
    train,
    goOn,
    stop,
    reset,
    steer,
    ask: useCallback((name, given, signal) => {
      lab.current ??= openLab();
      return lab.current.ask(name, given, signal);
    }, []) as Lab['ask'],
  };
}

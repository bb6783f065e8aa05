import { useEffect, useState } from 'react';
import { type Training, useTraining } from '#kit';
import { type NetName, nets, type Trained } from './nets.ts';
import { recorded } from './trained.ts';

/** What training pixels are shifted and scaled by, on a scale from 0 to 1. */
export interface PixelStatistics {
  mean: number;
  std: number;
}

export interface Nets {
  /** Nets whose weights are known; one the reader has trained stands before the recorded one. */
  known: readonly Trained[];
  training: Training;
  problem: string | undefined;
  train(net: NetName): void;
  reset(): void;
}

const before: readonly Trained[] = [recorded];

/** The recorded net, and those the reader trains in this tab. */
export function useNets(allDigits: PixelStatistics): Nets {
  const training = useTraining();
  const [known, setKnown] = useState(before);
  const [problem, complain] = useState<string>();
  const { run, ask } = training;
  const over = run.phase === 'ended' || run.phase === 'stopped';

  useEffect(() => {
    if (!over || run.recipe === undefined) return;
    let left = false;
    const net: NetName = run.recipe.net === 'three_or_seven' ? 'threeOrSeven' : 'tenDigits';
    const { mean, std } = net === 'threeOrSeven' ? recorded : allDigits;
    const accuracy = run.epochs.at(-1)?.accuracy;
    ask('weights', {}).then(
      (weights) => {
        if (!left) setKnown((was) => [{ net, weights, mean, std, accuracy, live: true }, ...was]);
      },
      (fault: Error) => {
        if (!left) complain(fault.message);
      },
    );
    return () => {
      left = true;
    };
  }, [over, run.recipe, run.epochs, ask, allDigits]);

  return {
    known,
    training,
    problem,
    train: (net) => {
      complain(undefined);
      training.train(nets[net].recipe);
    },
    reset: () => {
      complain(undefined);
      setKnown(before);
      training.reset();
    },
  };
}

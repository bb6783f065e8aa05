/** The five panels, from the recordings and the outcomes of many seeds. For the build. */
import { accuraciesOf, guessing } from '#claims';
import { recipes } from '#cnn/math';
import { colourfulOf, layerRun } from '../activation-stats/model.ts';
import { recordedNames, recordedRun } from '../activation-stats/recorded.ts';
import { recordings } from '../activation-stats/recordings.ts';
import { lossOf, nearZeroOf, outcomesOf } from './model.ts';
import type { Panel } from './Panels.tsx';

/** Columns of a small picture: more cannot be told apart. */
const COLUMNS = 60;

const thin = <Item>(items: readonly Item[]): Item[] => {
  const every = Math.max(1, items.length / COLUMNS);
  return Array.from(
    { length: Math.min(COLUMNS, items.length) },
    (_, i) => items[Math.floor(i * every)]!,
  );
};
const rounded = (value: number) => Math.round(value * 1000) / 1000;

export const panels = (): Panel[] =>
  recordedNames.map((name) => {
    const run = recordedRun(recordings[name]);
    const { grid, max } = colourfulOf(layerRun(run, 'conv4'));
    const pairs = (points: readonly (readonly [number, number])[]) =>
      thin(points).map(([at, value]) => [rounded(at), rounded(value)] as const);
    return {
      name,
      remedy: recipes[name].why,
      loss: pairs(lossOf(run)),
      nearZero: pairs(nearZeroOf(run)),
      colour: grid.map((row) => thin(row).map((value) => Math.round(value * 2) / 2)),
      max,
      accuracy: run.epochs.at(-1)!.accuracy,
      outcomes: outcomesOf(accuraciesOf(name), guessing),
    };
  });

/**
 * Trains a recipe over several seeds, without a browser, and puts the outcome beside PyTorch's:
 *
 *     node tests/experiment/run.ts RECIPE [--seeds N] [--backend wasm|cpu] [--json FILE]
 *
 * RECIPE is a name, such as D or groupNorm, or a JSON file that holds a recipe. Ctrl-C ends the seed under way; those
 * that are finished are told. --json holds them after every seed.
 */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { type Callback, digitsFor, fitRecipe, learnerFor, NonFiniteLoss } from '#cnn';
import { type BackendName, startBackend } from '#cnn/backend';
import {
  type DigitSource,
  everyChoice,
  parseRecipe,
  type Recipe,
  recipeLimits,
  recipeNamed,
} from '#cnn/math';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { wasmUrls } from '../reference/wasm-files.ts';
import { figuresOf, type SeedResult, table, torchFigures } from './figures.ts';

interface Wanted {
  name: string;
  why: string;
  recipe: Recipe;
  seeds: number;
  backend: BackendName;
  json: string | undefined;
}

function wanted(): Wanted {
  const { values, positionals } = parseArgs({
    options: {
      seeds: { type: 'string', default: '5' },
      backend: { type: 'string', default: 'wasm' },
      json: { type: 'string' },
    },
    allowPositionals: true,
  });
  const seeds = Number(values.seeds);
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > 1000) {
    throw new Error(`--seeds is "${values.seeds}"; it accepts a whole number from 1 to 1000.`);
  }
  if (values.backend !== 'wasm' && values.backend !== 'cpu') {
    throw new Error(`--backend is "${values.backend}"; it accepts wasm or cpu.`);
  }
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) {
    throw new Error(
      `One recipe is needed, and ${positionals.length} are named. Give a name, such as D.`,
    );
  }
  const { title, why, recipe } = given.endsWith('.json') ? recipeIn(given) : recipeNamed(given);
  const last = recipe.seed + seeds - 1;
  if (last > recipeLimits.seed.max) {
    throw new Error(
      `--seeds is ${seeds}, which from seed ${recipe.seed} leads to ${last}; the largest seed is ${recipeLimits.seed.max}.`,
    );
  }
  if (values.json !== undefined) demandWritable(values.json);
  return {
    name: given,
    why: `${title}: ${why}`,
    recipe,
    seeds,
    backend: values.backend,
    json: values.json,
  };
}

function recipeIn(path: string) {
  try {
    const recipe = parseRecipe(JSON.parse(readFileSync(path, 'utf8')), everyChoice);
    return { title: basename(path), why: 'a recipe from a file', recipe };
  } catch (error) {
    throw new Error(`${path} holds no recipe that can be read: ${reasonOf(error)}`);
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const unfinished = (path: string) => `${path}.unfinished`;

/** Hours of training may stand behind the file. @throws Error when it could not be written */
function demandWritable(path: string) {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
    writeFileSync(unfinished(path), '');
    rmSync(unfinished(path));
  } catch (error) {
    throw new Error(`--json is "${path}", which cannot be written: ${reasonOf(error)}`);
  }
}

/** Whole or not at all: an earlier file stays until this one is written. */
function writeWhole(path: string, content: unknown) {
  writeFileSync(unfinished(path), `${JSON.stringify(content, null, 2)}\n`);
  renameSync(unfinished(path), path);
}

/** On a terminal, the step under way; elsewhere a line each quarter. */
function progress(seed: number): Callback {
  const { stderr } = process;
  return {
    order: 100,
    afterBatch: ({ training, step, steps, loss }) => {
      if (!training) return;
      const line = `seed ${seed}: step ${step} of ${steps}, loss ${loss.toFixed(3)}`;
      const quarter = step % Math.ceil(steps / 4) === 0;
      if (stderr.isTTY) stderr.write(`\r\u001b[K${step < steps ? line : ''}`);
      else if (quarter && step < steps) stderr.write(`${line}\n`);
    },
  };
}

/** One seed from its first step to its last; nothing when it was stopped. */
async function train(
  recipe: Recipe,
  digits: DigitSource,
  signal: AbortSignal,
): Promise<SeedResult | undefined> {
  const began = performance.now();
  const learner = learnerFor(recipe, digits, [progress(recipe.seed)]);
  try {
    const diverged = await divergesIn(fitRecipe(learner, recipe, { signal }));
    if (signal.aborted) return undefined;
    const { loss, accuracy } = await learner.validate();
    return {
      seed: recipe.seed,
      accuracy,
      validLoss: loss,
      trainLoss: learner.recorder.losses.at(-1) ?? Number.NaN,
      diverged,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    learner.dispose();
  }
}

/** Whether the loss of a fit leaves the finite numbers. */
async function divergesIn(fit: Promise<unknown>): Promise<boolean> {
  try {
    await fit;
    return false;
  } catch (error) {
    if (error instanceof NonFiniteLoss) return true;
    throw error;
  }
}

async function run({ name, why, recipe, seeds, backend, json }: Wanted) {
  // Or TensorFlow.js advertises another package between our lines.
  tf.enableProdMode();
  await startBackend({ wasmUrls, order: [backend] });
  const stop = new AbortController();
  // A second Ctrl-C ends the process at once.
  process.once('SIGINT', () => stop.abort());
  console.log(`${why}\n${JSON.stringify(recipe)}`);
  const digits = await digitsFor(recipe, digitsOnDisk());
  const results: SeedResult[] = [];
  const torch = torchFigures(name, recipe.optimizer);
  for (let seed = recipe.seed; seed < recipe.seed + seeds && !stop.signal.aborted; seed++) {
    const result = await train({ ...recipe, seed }, digits, stop.signal);
    if (!result) break;
    results.push(result);
    const { accuracy, validLoss, trainLoss, diverged, seconds } = result;
    console.log(
      `seed ${seed}: ${(100 * accuracy).toFixed(1)} % right, validation loss ${validLoss.toFixed(4)}, ` +
        `training loss ${trainLoss.toFixed(4)}, ${seconds.toFixed(0)} s${diverged ? ', diverged' : ''}`,
    );
    if (json === undefined) continue;
    writeWhole(json, { name, recipe, backend, results, figures: figuresOf(results), torch });
  }
  if (stop.signal.aborted) {
    process.exitCode = 130;
    console.log(`\nStopped with ${results.length} of ${seeds} seeds finished.`);
  }
  if (results.length === 0) return;
  console.log(`\n${table(figuresOf(results), backend, torch)}`);
  if (json !== undefined) console.log(`Written to ${json}.`);
}

try {
  await run(wanted());
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

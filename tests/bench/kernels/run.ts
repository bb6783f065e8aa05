/**
 * Where the time of a training step goes, emitted kernel by kernel, in Node:
 *
 *     node tests/bench/kernels/run.ts [batch size] [none | batch]
 *
 * Replays the calls of one step many times over and tells the shortest time of each kernel, all calls of a step together,
 * and its share of the step; in the end, what that makes beside the core's limit. The shortest is what the code can do when
 * nobody disturbs it and its numbers lie in the cache.
 */
import { type Norm, random, simpleCnnPlan } from '#cnn/math';
import {
  compile,
  features,
  type Program,
  putPixels,
  trainingPass,
  update,
} from '../../../src/cnn/wasm/index.ts';
import { flopsPerImage } from '../flops.ts';
import { flopsPerTurn, multiplyAdds } from '../page/multiply-adds.ts';
import { planOf } from './plan.ts';

const ROUNDS = 150;
const [batchSize, norm] = [Number(process.argv[2] ?? 64), (process.argv[3] ?? 'batch') as Norm];

function programFor(): Program {
  const plan = planOf(simpleCnnPlan({ norm }));
  const program = compile(plan, { batchSize, fused: features().fused });
  if (typeof program === 'string') throw new Error(program);
  const { uniform } = random(1, 'kernels');
  for (const [i, { shape }] of plan.parameters.entries()) {
    const bound = 1 / Math.sqrt(shape.slice(0, -1).reduce((product, side) => product * side, 1));
    const part = program.parameters.parts[i]!;
    for (const [k] of program.views.floats(part).entries())
      program.views.floats(part)[k] = (2 * uniform() - 1) * bound;
  }
  return program;
}

function step(program: Program) {
  const pixels = new Uint8Array(batchSize * 784).map((_, i) => (i * 7919) % 256);
  const labels = new Int32Array(batchSize).map((_, i) => i % 10);
  putPixels(program, pixels, new Float32Array(256).fill(0.5), labels);
  const pass = trainingPass(program, batchSize);
  while (!pass.next().done);
  update(program, { type: 'sgd', lr: 0, mom: 0.9, wd: 0, decoupled: true, steps: 1 });
}

/** Every call of one step, by the kernel's name. */
function callsOf(program: Program): Map<string, (() => void)[]> {
  const calls = new Map<string, (() => void)[]>();
  const { kernels } = program;
  const listened = Object.entries(kernels).map(([name, kernel]) => [
    name,
    (...given: number[]) => {
      calls.set(name, [...(calls.get(name) ?? []), () => kernel(...given)]);
      return kernel(...given);
    },
  ]);
  program.kernels = Object.fromEntries(listened);
  step(program);
  program.kernels = kernels;
  return calls;
}

/** Of the second time, when everything is where it should be; in µs. */
function time(work: () => void): number {
  work();
  const start = performance.now();
  work();
  return (performance.now() - start) * 1000;
}

const calls = callsOf(programFor());
const loop = multiplyAdds(features().fused);
const turns = 2000;
let loopTime = Number.POSITIVE_INFINITY;
const best = new Map([...calls.keys()].map((name) => [name, Number.POSITIVE_INFINITY]));
for (let round = 0; round < ROUNDS; round++) {
  loopTime = Math.min(
    loopTime,
    time(() => loop(turns)),
  );
  for (const [name, list] of calls) {
    const now = time(() => {
      for (const call of list) call();
    });
    best.set(name, Math.min(best.get(name)!, now));
  }
}
const whole = [...best.values()].reduce((sum, one) => sum + one, 0);
for (const [name, one] of [...best].toSorted((a, b) => b[1] - a[1]))
  console.log(
    `${name.padEnd(24)} ${one.toFixed(1).padStart(8)} µs ${((100 * one) / whole).toFixed(1).padStart(5)} %`,
  );
const limit = (batchSize * flopsPerImage(simpleCnnPlan())) / ((turns * flopsPerTurn) / loopTime);
console.log(
  `${'all kernels'.padEnd(24)} ${whole.toFixed(1).padStart(8)} µs; the convolutions alone need ${limit.toFixed(0)} µs at the core's limit: ${((100 * limit) / whole).toFixed(0)} % of it`,
);

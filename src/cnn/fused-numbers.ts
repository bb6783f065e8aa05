import type { ModelState } from './model-state.ts';
import type { OptimizerState } from './optimizer.ts';
import {
  compile,
  type FusedOptions,
  type FusedPlan,
  features,
  learnedBy,
  type Part,
  type Program,
} from './wasm/index.ts';

/**
 * A network in the memory of emitted code. Two programs may share the work: a fast one, and one that keeps every
 * layer's output for whoever looks; the numbers go with whichever runs.
 */
export class FusedNumbers {
  /** The one at work. */
  program: Program;
  private readonly kinds: number;
  private readonly plan: FusedPlan;
  private readonly options: FusedOptions;
  private readonly fast: Program;
  private keeping: Program | undefined;
  /** Which of the two copies is the last known to be good. */
  private good = 0;
  /** Steps of the optimiser: so far, and at each copy. */
  steps = 0;
  private readonly stepsThen = [0, 0];

  /** @param kinds of averages that the optimiser keeps, and a note must have */
  constructor(plan: FusedPlan, options: FusedOptions, program: Program, kinds: number) {
    this.kinds = kinds;
    this.plan = plan;
    this.options = options;
    this.fast = program;
    this.program = program;
  }

  /** Goes over to the program that keeps outputs, or to the one that does not. */
  keep(outputs: boolean) {
    if (outputs && !this.keeping) {
      const compiled = compile(this.plan, { ...this.options, keep: true });
      if (typeof compiled === 'string') throw new Error(compiled);
      this.keeping = compiled;
    }
    const next = outputs ? this.keeping! : this.fast;
    if (next === this.program) return;
    const parts = ({ state, copies, gradients }: Program) => [state, ...copies, gradients.all];
    const from = parts(this.program).map((part) => this.program.views.floats(part));
    for (const [i, part] of parts(next).entries()) next.views.floats(part).set(from[i]!);
    this.program = next;
  }

  /** Notes all numbers as they are. `accept` makes the note the last good one. */
  note() {
    this.copy(this.program.state, this.program.copies[1 - this.good]!);
    this.stepsThen[1 - this.good] = this.steps;
  }

  accept() {
    this.good = 1 - this.good;
  }

  goBack() {
    this.copy(this.program.copies[this.good]!, this.program.state);
    this.steps = this.stepsThen[this.good]!;
  }

  /** Parameters and running statistics by name. */
  readModel(): ModelState {
    const { parameters, running, views } = this.program;
    const parts = [...parameters.parts, ...running.parts];
    return new Map(parts.map((part) => [part.name, views.floats(part).slice()]));
  }

  writeModel(state: ModelState) {
    const { parameters, running, views } = this.program;
    for (const part of [...parameters.parts, ...running.parts])
      views.floats(part).set(state.get(part.name)!);
  }

  /** Copies of the first averages, one array per parameter each. */
  readAverages(kinds: number): Float32Array[][] {
    return this.averages(kinds).map((arrays) => arrays.map((array) => array.slice()));
  }

  writeAverages(averages: OptimizerState['averages']) {
    for (const [kind, arrays] of this.averages(averages.length).entries())
      for (const [i, array] of arrays.entries()) array.set(averages[kind]![i]!);
  }

  /** Copies of the gradients, one array per parameter. */
  readGradients(): Float32Array[] {
    const { gradients, views } = this.program;
    return gradients.parts.map((part) => views.floats(part).slice());
  }

  zeroGradients() {
    const { gradients, views } = this.program;
    views.floats(gradients.all).fill(0);
  }

  /** Parameters and running statistics as they lie in memory. */
  get learned(): Float32Array {
    return this.program.views.floats(learnedBy(this.program));
  }

  /** Takes over what the parts of a batch found: the sum of their gradients, and running statistics, the same in all. */
  takeIn(learned: Float32Array, [first, ...others]: readonly Float32Array[]) {
    this.learned.set(learned);
    const sum = this.program.views.floats(this.program.gradients.all);
    sum.set(first!);
    for (const gradients of others) for (let i = 0; i < sum.length; i++) sum[i]! += gradients[i]!;
  }

  private averages(kinds: number): Float32Array[][] {
    const { parameters, averages, views } = this.program;
    return averages
      .slice(0, kinds)
      .map(({ at }) =>
        parameters.parts.map((part) =>
          views.floats({ at: at + part.at - parameters.all.at, count: part.count }),
        ),
      );
  }

  /** What a training changes begins a state, the averages last. */
  private copy(from: Part, to: Part) {
    const { views, state, averages } = this.program;
    const last = averages[this.kinds - 1]!;
    const count = (last.at - state.at) / 4 + last.count;
    views.floats({ at: to.at, count }).set(views.floats({ at: from.at, count }));
  }
}

/** What the browser's arithmetic allows: fused where it has it, unless the same bits are wanted on every machine. */
export function arithmetic(reproducible: boolean): { fused: boolean } | undefined {
  const { simd, fused } = features();
  return simd ? { fused: fused && !reproducible } : undefined;
}

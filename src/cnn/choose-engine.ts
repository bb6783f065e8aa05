import { ComposedEngine } from './composed-engine.ts';
import type { Crew } from './crew.ts';
import { DataParallelEngine } from './data-parallel-engine.ts';
import { FusedEngine } from './fused-engine.ts';
import { arithmetic } from './fused-numbers.ts';
import { fusedPlan } from './fused-plan.ts';
import { demand } from './math/index.ts';
import type { EngineParts, StepEngine } from './step-engine.ts';
import { compile, type FusedOptions, type FusedPlan, type Program } from './wasm/index.ts';

/** Makes an engine for networks it covers, and nothing for others, whose parts it leaves as they are. */
export type EngineFactory = (parts: EngineParts) => StepEngine | undefined;

/** Asked one after the other, the latest registered first. */
const factories: EngineFactory[] = [];

/**
 * Learners made from now on ask this factory first.
 *
 * @returns takes the factory back; learners made before keep their engine
 * @throws RangeError when the factory is no function
 */
export function registerEngine(factory: EngineFactory): () => void {
  demand('factory', typeof factory, typeof factory === 'function', 'a function');
  factories.unshift(factory);
  return () => {
    const place = factories.indexOf(factory);
    if (place >= 0) factories.splice(place, 1);
  };
}

/** How emitted code is to compute. */
export interface FusedChoice {
  /** The same bits on every machine, for about a third of the speed. */
  reproducible?: boolean;
  /** Of one image, `[height, width, channels]`; a digit's when absent. */
  inputShape?: readonly number[];
  /** Who takes parts of each batch; one core does it all when absent. */
  crew?: Crew | undefined;
  /** Told why a network is not covered, as the end of "this network is not fused: …". */
  onRefused?: (why: string) => void;
}

/** The factory of code emitted for a network: convolutions, batch norms, ReLUs, pools and linear layers, in any order. */
export function fusedEngine({
  reproducible = false,
  inputShape,
  crew,
  onRefused = () => {},
}: FusedChoice = {}): EngineFactory {
  return (parts) => {
    const refuse = (why: string) => {
      onRefused(why);
      return undefined;
    };
    const available = arithmetic(reproducible);
    if (!available) return refuse('this browser computes with one number at a time only');
    const plan = fusedPlan(parts.model, inputShape);
    if (typeof plan === 'string') return refuse(plan);
    const options = { batchSize: parts.batchSize, ...available };
    const program = compiled(plan, options);
    if (typeof program === 'string') return refuse(program);
    const made = [parts, plan, options, program] as const;
    return crew && crew.lost === undefined
      ? new DataParallelEngine(...made, crew)
      : new FusedEngine(...made);
  };
}

/** A page may forbid code it did not bring, and a large batch may not fit into memory: then, too, there is a reason. */
function compiled(plan: FusedPlan, options: FusedOptions): Program | string {
  try {
    return compile(plan, options);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The factory of layers as they are: any network, on the backend in use. */
export const composedEngine =
  (why?: string): EngineFactory =>
  (parts) =>
    new ComposedEngine(parts, why);

/** Why no code is emitted on this page, if so: found out when the backend starts. */
let forbidden: string | undefined;

/** Learners made from now on run on emitted code where it covers their network, or, with a reason, on no such code. */
export function allowEmitted(whyNot?: string) {
  forbidden = whyNot;
}

/** Who helps, if anybody. */
let helping: Crew | undefined;

/** Learners made from now on share the work with a crew, where code emitted for their network computes, or with nobody. */
export function shareWork(crew?: Crew) {
  helping = crew;
}

/**
 * The engine of the first registered factory that covers the network. When none does, code emitted for the network, and
 * where that does not cover it, operations of TensorFlow.js, which cover any; `why` then tells the reason.
 *
 * @throws RangeError when the optimiser was made for other parameters than the network's
 */
export function engineFor(parts: EngineParts): StepEngine {
  for (const factory of factories) {
    const engine = factory(parts);
    if (engine) return engine;
  }
  let why = forbidden;
  const emitted =
    why === undefined &&
    fusedEngine({ crew: helping, onRefused: (reason) => (why = reason) })(parts);
  return emitted || new ComposedEngine(parts, why);
}

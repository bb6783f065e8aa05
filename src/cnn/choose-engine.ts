import { ComposedEngine } from './composed-engine.ts';
import { demand } from './math/index.ts';
import type { EngineParts, StepEngine } from './step-engine.ts';

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

/**
 * The engine of the first factory that covers the network; TensorFlow.js operations cover any.
 *
 * @throws RangeError when the optimiser was made for other parameters than the network's
 */
export function engineFor(parts: EngineParts): StepEngine {
  for (const factory of factories) {
    const engine = factory(parts);
    if (engine) return engine;
  }
  return new ComposedEngine(parts);
}

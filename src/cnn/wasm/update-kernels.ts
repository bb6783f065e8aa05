import {
  type Code,
  type Expression,
  type Local,
  multiplyAdd,
  type Operand,
  op,
  vector,
} from './code.ts';
import { NUMBER } from './conv-shape.ts';
import type { ModuleBuilder } from './module.ts';

const splat = (value: Local): Expression => op('f32x4.splat', value);

/**
 * What both rules share: for every vector of parameters the weight after decoupled decay and the gradient after L2, where
 * `decays` is 1 for a number that decays and 0 for others.
 */
function everyParameter(
  code: Code,
  { w, g, decays, vectors, shrink, pull }: Record<string, Local>,
  averages: readonly Local[],
  update: (weight: Local, gradient: Local) => void,
) {
  const [weight, gradient, share] = code.locals(3, 'v128') as [Local, Local, Local];
  code.times(vectors!, () => {
    code.set(share, vector(decays!));
    code.set(weight, vector(w!));
    code.set(gradient, multiplyAdd(op('f32x4.mul', share, splat(pull!)), weight, vector(g!)));
    const shrunk = op('f32x4.mul', op('f32x4.mul', share, splat(shrink!)), weight);
    code.set(weight, op('f32x4.sub', weight, shrunk));
    update(weight, gradient);
    for (const array of [w!, g!, decays!, ...averages]) code.advance(array, 4 * NUMBER);
  });
}

const arrays = { w: 'i32', g: 'i32', decays: 'i32', vectors: 'i32' } as const;
const rates = { shrink: 'f32', pull: 'f32', lr: 'f32', mom: 'f32' } as const;

/** v ← mom·v + g, w ← w − lr·v, over one flat buffer: `sgd(w, g, decays, vectors, shrink, pull, lr, mom, v)`. */
export function emitSgd(module: ModuleBuilder) {
  module.define('sgd', { ...arrays, ...rates, v: 'i32' }, (code, { v, lr, mom, ...given }) => {
    const velocity = code.local('v128');
    everyParameter(code, given, [v], (weight, gradient) => {
      code.set(velocity, multiplyAdd(vector(v), splat(mom), gradient));
      code.store('v128.store', v, 0, velocity);
      const step = op('f32x4.mul', velocity, splat(lr));
      code.store('v128.store', given.w, 0, op('f32x4.sub', weight, step));
    });
  });
}

/**
 * Adam over one flat buffer, both averages corrected for their start by the caller: `adam(w, g, decays, vectors, shrink,
 * pull, lr, mom, m, s, keep, take, sqrKeep, sqrTake, correction, eps)` with
 * w ← w − lr · m / (√(s · correction) + eps).
 */
export function emitAdam(module: ModuleBuilder) {
  const signature = {
    ...arrays,
    ...rates,
    m: 'i32',
    s: 'i32',
    take: 'f32',
    sqrMom: 'f32',
    sqrTake: 'f32',
    correction: 'f32',
    eps: 'f32',
  } as const;
  module.define('adam', signature, (code, given) => {
    const { m, s, lr, mom, take, sqrMom, sqrTake, correction, eps } = given;
    const [average, square] = code.locals(2, 'v128') as [Local, Local];
    const blend = (old: Operand, keep: Local, news: Operand, share: Local) =>
      multiplyAdd(old, splat(keep), op('f32x4.mul', news, splat(share)));
    everyParameter(code, given, [m, s], (weight, gradient) => {
      code.set(average, blend(vector(m), mom, gradient, take));
      const squared = op('f32x4.mul', gradient, gradient);
      code.set(square, blend(vector(s), sqrMom, squared, sqrTake));
      code.store('v128.store', m, 0, average);
      code.store('v128.store', s, 0, square);
      const root = op('f32x4.sqrt', op('f32x4.mul', square, splat(correction)));
      const step = op('f32x4.mul', average, splat(lr));
      const moved = op('f32x4.div', step, op('f32x4.add', root, splat(eps)));
      code.store('v128.store', given.w, 0, op('f32x4.sub', weight, moved));
    });
  });
}

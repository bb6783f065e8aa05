import { NORM_TABLE } from './batch-norm-kernels.ts';
import { type Code, constant, type Local, load, type Operand, op } from './code.ts';
import { NUMBER } from './conv-shape.ts';
import type { ModuleBuilder, Signature } from './module.ts';

/** A batch norm, as the kernels here need it. */
export interface NormShape {
  /** Channels as stored, and those that count. */
  stored: number;
  channels: number;
  eps: number;
  /** Share of the latest batch in the running statistics. */
  momentum: number;
}

/** Bytes of a number of double precision. */
const DOUBLE = 2 * NUMBER;

const pointers = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, 'i32'])) as Record<Name, 'i32'>;
const double = (pointer: Local, offset = 0) => load('f64.load', pointer, offset);
const single = (pointer: Local, offset = 0) =>
  op('f64.promote_f32', load('f32.load', pointer, offset));
const put = (code: Code, pointer: Local, offset: number, value: Operand) =>
  code.store('f32.store', pointer, offset, op('f32.demote_f64', value));

/** Channel after channel in double precision; pointers go along, to numbers of single or of double precision. */
function everyChannel(
  code: Code,
  channels: number,
  { singles, doubles }: Record<'singles' | 'doubles', readonly Local[]>,
  each: () => void,
) {
  code.times(channels, () => {
    each();
    for (const pointer of singles) code.advance(pointer, NUMBER);
    for (const pointer of doubles) code.advance(pointer, DOUBLE);
  });
}

/** Mean and squared distances from it, of sums of distances from a shift: `name(shift, sums, means, squares, count)`. */
export function emitMeans(module: ModuleBuilder, name: string, { stored, channels }: NormShape) {
  const signature = { ...pointers('shift', 'sums', 'means', 'squares'), count: 'f64' } as const;
  module.define(name, signature satisfies Signature, (code, given) => {
    const { shift, sums, means, squares, count } = given;
    const distance = code.local('f64');
    everyChannel(code, channels, { singles: [shift], doubles: [sums, means, squares] }, () => {
      code.set(distance, op('f64.div', double(sums), count));
      code.store('f64.store', means, 0, op('f64.add', single(shift), distance));
      const rest = op(
        'f64.sub',
        double(sums, stored * DOUBLE),
        op('f64.mul', distance, double(sums)),
      );
      code.store('f64.store', squares, 0, op('f64.max', constant('f64', 0), rest));
    });
  });
}

/**
 * How each channel is normalised, and the running statistics that take the batch in: `name(means, squares, weight, bias,
 * table, inverse, runningMean, runningVar, count)`.
 */
export function emitSettle(module: ModuleBuilder, name: string, shape: NormShape) {
  const { stored, channels, eps, momentum } = shape;
  const signature = {
    ...pointers('means', 'squares', 'weight', 'bias', 'table', 'inverse'),
    ...pointers('runningMean', 'runningVar'),
    count: 'f64',
  } as const;
  const rowAt = (row: keyof typeof NORM_TABLE) => NORM_TABLE[row] * stored * NUMBER;
  module.define(name, signature satisfies Signature, (code, given) => {
    const { means, squares, weight, bias, table, inverse, runningMean, runningVar, count } = given;
    const [one, factor] = code.locals(2, 'f64') as [Local, Local];
    const singles = [weight, bias, table, runningMean, runningVar];
    const blend = (running: Local, now: Operand) => {
      const kept = op('f64.mul', single(running), constant('f64', 1 - momentum));
      const taken = op('f64.mul', now, constant('f64', momentum));
      put(code, running, 0, op('f64.add', kept, taken));
    };
    code.set(one, constant('f64', 1));
    everyChannel(code, channels, { singles, doubles: [means, squares, inverse] }, () => {
      const variance = op('f64.add', op('f64.div', double(squares), count), constant('f64', eps));
      code.set(factor, op('f64.div', one, op('f64.sqrt', variance)));
      code.store('f64.store', inverse, 0, factor);
      put(code, table, rowAt('mean'), double(means));
      put(code, table, rowAt('scale'), op('f64.mul', single(weight), factor));
      put(code, table, rowAt('bias'), single(bias));
      blend(runningMean, double(means));
      blend(runningVar, op('f64.div', double(squares), op('f64.sub', count, one)));
    });
  });
}

/**
 * The parameters' gradients, and how the gradient goes on, dx = weight·scale·(dy − mean(dy) − x̂·mean(dy·x̂)):
 * `name(own, all, weight, dWeight, dBias, table, inverse, count)`. `own` are sums over the images here, with the second
 * ones `stored` numbers behind the first, `all` those over all images, likewise.
 */
export function emitSettleGradient(module: ModuleBuilder, name: string, shape: NormShape) {
  const { stored, channels } = shape;
  const signature = {
    ...pointers('own', 'all', 'weight', 'dWeight', 'dBias', 'table', 'inverse'),
    count: 'f64',
  } as const;
  const rowAt = (row: keyof typeof NORM_TABLE) => NORM_TABLE[row] * stored * NUMBER;
  module.define(name, signature satisfies Signature, (code, given) => {
    const { own, all, weight, dWeight, dBias, table, inverse, count } = given;
    const [scale, factor, against] = code.locals(3, 'f64') as [Local, Local, Local];
    const singles = [weight, dWeight, dBias, table];
    everyChannel(code, channels, { singles, doubles: [own, all, inverse] }, () => {
      code.set(scale, double(inverse));
      put(code, dBias, 0, double(own));
      put(code, dWeight, 0, op('f64.mul', double(own, stored * DOUBLE), scale));
      code.set(factor, op('f64.mul', single(weight), scale));
      put(code, table, rowAt('gain'), factor);
      code.set(against, op('f64.mul', factor, constant('f64', -1)));
      const bent = op('f64.mul', op('f64.mul', against, scale), scale);
      const slope = op('f64.mul', bent, double(all, stored * DOUBLE));
      put(code, table, rowAt('slope'), op('f64.div', slope, count));
      put(code, table, rowAt('lift'), op('f64.div', op('f64.mul', against, double(all)), count));
    });
  });
}

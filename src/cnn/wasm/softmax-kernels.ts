import {
  type Code,
  constant,
  type Expression,
  type Local,
  load,
  type Operand,
  op,
} from './code.ts';
import { NUMBER } from './conv-shape.ts';
import type { ModuleBuilder } from './module.ts';

const double = (value: number) => constant('f64', value);
const long =
  (value: number): Expression =>
  (code) =>
    code.op('i64.const', ...longBytes(value));

/** Small whole numbers only: exponents and shifts. */
function longBytes(value: number): number[] {
  return value < 64 ? [value] : [(value & 0x7f) | 0x80, value >> 7];
}

/** c₀ + x·(c₁ + x·(c₂ + …)), in double precision. */
const polynomial = (x: Local, coefficients: readonly number[]): Operand =>
  coefficients.reduceRight<Operand>(
    (sum, coefficient, i) =>
      i === coefficients.length - 1
        ? double(coefficient)
        : op('f64.add', double(coefficient), op('f64.mul', x, sum)),
    0,
  );

const LN2 = { high: 0.6931471803691238, low: 1.9082149292705877e-10 };
const EXPONENT = { bias: 1023, bits: 52 };

/**
 * eˣ for x of at most 0, in double precision: 2ᵏ·eʳ with |r| ≤ ln 2 / 2, eʳ by its series. Written out because the
 * browsers' own differ in their last bits.
 */
function exponential(code: Code, x: Local, result: Local) {
  const k = code.local('f64');
  const r = code.local('f64');
  // 1/0!, 1/1!, 1/2!, …
  const series = [1];
  for (let i = 1; i < 13; i++) series.push(series[i - 1]! / i);
  // Below that nothing is left even of the smallest double.
  code.set(r, op('f64.max', x, double(-700)));
  code.set(k, op('f64.nearest', op('f64.mul', r, double(1 / Math.LN2))));
  code.set(r, op('f64.sub', r, op('f64.mul', k, double(LN2.high))));
  code.set(r, op('f64.sub', r, op('f64.mul', k, double(LN2.low))));
  const power = op('i64.extend_i32_s', op('i32.trunc_sat_f64_s', k));
  const shifted = op('i64.shl', op('i64.add', power, long(EXPONENT.bias)), long(EXPONENT.bits));
  code.set(result, op('f64.mul', polynomial(r, series), op('f64.reinterpret_i64', shifted)));
}

/** ln x for x of at least 1, in double precision: x = m·2ᵉ, and ln m = 2·artanh((m−1)/(m+1)) by its series. */
function logarithm(code: Code, x: Local, result: Local) {
  const [m, t, square] = code.locals(3, 'f64') as [Local, Local, Local];
  const bits = code.local('i64');
  code.set(bits, op('i64.reinterpret_f64', x));
  const fraction = op('i64.shr_u', op('i64.shl', bits, long(12)), long(12));
  const one = op('i64.shl', long(EXPONENT.bias), long(EXPONENT.bits));
  code.set(m, op('f64.reinterpret_i64', op('i64.or', fraction, one)));
  code.set(t, op('f64.div', op('f64.sub', m, double(1)), op('f64.add', m, double(1))));
  code.set(square, op('f64.mul', t, t));
  const odd = Array.from({ length: 14 }, (_, i) => 2 / (2 * i + 1));
  const e = op('i64.sub', op('i64.shr_u', bits, long(EXPONENT.bits)), long(EXPONENT.bias));
  const whole = op('f64.mul', op('f64.convert_i64_s', e), double(Math.LN2));
  code.set(result, op('f64.add', whole, op('f64.mul', t, polynomial(square, odd))));
  // NaN stays NaN, and so does infinity.
  code.set(result, op('f64.add', result, op('f64.sub', x, x)));
}

/** Where the softmax leaves what it found, in bytes: the sum of losses, and how many images it got right. */
export const VERDICT = { loss: 0, right: 8, bytes: 16 } as const;

/**
 * Softmax cross-entropy and its gradient (softmax − one-hot) · share: `softmax(logits, labels, gradient, verdict, images,
 * share)`, `[images, stored]` with `classes` that count. Adds to the verdict. Of equal logits the first is the answer.
 */
export function emitSoftmax(module: ModuleBuilder, stored: number, classes: number) {
  const signature = {
    ...({ logits: 'i32', labels: 'i32', gradient: 'i32', verdict: 'i32', images: 'i32' } as const),
    share: 'f64',
  } as const;
  module.define('softmax', signature, (code, given) => {
    const { logits, labels, gradient, verdict, images, share } = given;
    const [most, value, sum, result, factor] = code.locals(5, 'f64') as Five;
    const [label, answer, place] = code.locals(3, 'i32') as [Local, Local, Local];
    const logitAt = (at: Local) => double64(op('i32.add', logits, op('i32.shl', at, 2)));
    const everyClass = (each: () => void) => {
      code.set(place, 0);
      code.times(classes, () => {
        each();
        code.advance(place, 1);
      });
    };
    code.times(images, () => {
      code.set(label, load('i32.load', labels));
      code.set(answer, 0);
      code.set(most, double64(logits));
      everyClass(() => {
        code.set(value, logitAt(place));
        code.set(answer, op('select', place, answer, op('f64.gt', value, most)));
        code.set(most, op('f64.max', value, most));
      });
      code.set(sum, double(0));
      everyClass(() => {
        code.set(value, op('f64.sub', logitAt(place), most));
        exponential(code, value, result);
        code.set(sum, op('f64.add', sum, result));
        code.store('f32.store', at(gradient, place), 0, op('f32.demote_f64', result));
      });
      code.set(factor, op('f64.div', share, sum));
      everyClass(() => {
        const scaled = op('f64.mul', double64(at(gradient, place)), factor);
        const truth = op('select', share, double(0), op('i32.eq', place, label));
        const slope = op('f32.demote_f64', op('f64.sub', scaled, truth));
        code.store('f32.store', at(gradient, place), 0, slope);
      });
      logarithm(code, sum, result);
      const loss = op('f64.sub', result, op('f64.sub', logitAt(label), most));
      const losses = op('f64.add', load('f64.load', verdict, VERDICT.loss), loss);
      code.store('f64.store', verdict, VERDICT.loss, losses);
      const hit = op('i32.eq', answer, label);
      const right = op('i32.add', load('i32.load', verdict, VERDICT.right), hit);
      code.store('i32.store', verdict, VERDICT.right, right);
      code.advance(logits, stored * NUMBER);
      code.advance(gradient, stored * NUMBER);
      code.advance(labels, 4);
    });
  });
}

type Five = [Local, Local, Local, Local, Local];

const at = (pointer: Local, place: Local) => op('i32.add', pointer, op('i32.shl', place, 2));
const double64 = (pointer: Operand) => op('f64.promote_f32', load('f32.load', pointer));

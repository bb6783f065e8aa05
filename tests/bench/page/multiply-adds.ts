/** Chains that run side by side: enough to hide the latency of one, few enough to stay in registers. */
const CHAINS = 12;
/** Times the chains stand in the loop's body, so that counting costs nothing. */
const REPEATS = 8;
const LANES = 4;
/** Floating-point operations in one turn of the loop: a multiplication and an addition in every lane. */
export const flopsPerTurn = REPEATS * CHAINS * LANES * 2;

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const simd = (code: number) => [0xfd, ...unsigned(code)];
const f32x4 = { splat: 0x13, add: 0xe4, mul: 0xe6, relaxedMadd: 0x105 };
/** A half in every lane: what is halved and gets a half added stays near 1 for ever. */
const half = [0x43, ...new Uint8Array(new Float32Array([0.5]).buffer), ...simd(f32x4.splat)];

/** LEB128, seven bits a byte. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
const section = (id: number, ...content: number[]) => [id, ...unsigned(content.length), ...content];

/** `(turns: i32) => f32`: all the loop does is c ← c·a + b, each c in a register of its own. */
function bytes(relaxed: boolean) {
  const [turns, a, b, firstChain] = [0, 1, 2, 3];
  const chains = Array.from({ length: CHAINS }, (_, i) => firstChain + i);
  const accumulate = (chain: number) =>
    relaxed
      ? [...get(chain), ...get(a), ...get(b), ...simd(f32x4.relaxedMadd), ...set(chain)]
      : [
          ...get(chain),
          ...get(a),
          ...simd(f32x4.mul),
          ...get(b),
          ...simd(f32x4.add),
          ...set(chain),
        ];
  const once = chains.flatMap(accumulate);
  const body = [
    ...half,
    ...set(a),
    ...half,
    ...set(b),
    // loop … turns ← turns − 1, again unless it is 0
    ...[0x03, 0x40],
    ...Array.from({ length: REPEATS }, () => once).flat(),
    ...[...get(turns), 0x41, 1, 0x6b, 0x22, turns, 0x0d, 0, 0x0b],
    // One lane of the sum of all chains is given back, or the compiler would find the loop useless.
    ...get(firstChain),
    ...chains.slice(1).flatMap((chain) => [...get(chain), ...simd(f32x4.add)]),
    ...[...simd(0x1f), 0],
    0x0b,
  ];
  const code = [1, ...unsigned(2 + CHAINS), V128, ...body];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 1, I32, 1, F32),
    ...section(3, 1, 0),
    ...section(7, 1, 1, 'f'.charCodeAt(0), 0, 0),
    ...section(10, 1, ...unsigned(code.length), ...code),
  ]);
}

/** Whether this engine has the fused multiply-add of relaxed SIMD. */
export const relaxedSimd = () => WebAssembly.validate(bytes(true));

/** The loop. @param relaxed with fused multiply-adds, otherwise with a multiplication and an addition */
export function multiplyAdds(relaxed: boolean): (turns: number) => number {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes(relaxed)));
  return exports.f as (turns: number) => number;
}

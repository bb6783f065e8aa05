/** What follows an instruction's code in the bytes. */
export type Immediate =
  | 'none'
  | 'index'
  | 'block'
  | 'memory'
  | 'lane'
  | 'lanes'
  | 'i32'
  | 'f32'
  | 'f64'
  | 'i64'
  | 'zeros';

/** The prefix of all SIMD instructions. */
const SIMD = 0xfd;

/** The instructions we emit, by their names in the WebAssembly specification: code, then what follows it. */
const table = {
  block: [[0x02], 'block'],
  loop: [[0x03], 'block'],
  if: [[0x04], 'block'],
  else: [[0x05], 'none'],
  end: [[0x0b], 'none'],
  br: [[0x0c], 'index'],
  br_if: [[0x0d], 'index'],
  call: [[0x10], 'index'],
  select: [[0x1b], 'none'],
  'local.get': [[0x20], 'index'],
  'local.set': [[0x21], 'index'],
  'local.tee': [[0x22], 'index'],
  'i32.load': [[0x28], 'memory'],
  'f32.load': [[0x2a], 'memory'],
  'f64.load': [[0x2b], 'memory'],
  'i32.load8_u': [[0x2d], 'memory'],
  'i32.store': [[0x36], 'memory'],
  'f32.store': [[0x38], 'memory'],
  'f64.store': [[0x39], 'memory'],
  'i32.const': [[0x41], 'i32'],
  'i64.const': [[0x42], 'i64'],
  'f32.const': [[0x43], 'f32'],
  'f64.const': [[0x44], 'f64'],
  'i32.eqz': [[0x45], 'none'],
  'i32.eq': [[0x46], 'none'],
  'i32.lt_s': [[0x48], 'none'],
  'i32.gt_s': [[0x4a], 'none'],
  'i32.ge_s': [[0x4e], 'none'],
  'f32.gt': [[0x5e], 'none'],
  'f64.gt': [[0x64], 'none'],
  'i32.add': [[0x6a], 'none'],
  'i32.sub': [[0x6b], 'none'],
  'i32.mul': [[0x6c], 'none'],
  'i32.div_u': [[0x6e], 'none'],
  'i32.and': [[0x71], 'none'],
  'i32.shl': [[0x74], 'none'],
  'i32.shr_u': [[0x76], 'none'],
  'i64.add': [[0x7c], 'none'],
  'i64.sub': [[0x7d], 'none'],
  'i64.and': [[0x83], 'none'],
  'i64.or': [[0x84], 'none'],
  'i64.shl': [[0x86], 'none'],
  'i64.shr_u': [[0x88], 'none'],
  'f32.add': [[0x92], 'none'],
  'f32.sub': [[0x93], 'none'],
  'f32.mul': [[0x94], 'none'],
  'f64.nearest': [[0x9e], 'none'],
  'f64.sqrt': [[0x9f], 'none'],
  'f64.add': [[0xa0], 'none'],
  'f64.sub': [[0xa1], 'none'],
  'f64.mul': [[0xa2], 'none'],
  'f64.div': [[0xa3], 'none'],
  'f64.max': [[0xa5], 'none'],
  'i32.wrap_i64': [[0xa7], 'none'],
  'i64.extend_i32_s': [[0xac], 'none'],
  'f32.convert_i32_u': [[0xb3], 'none'],
  'f32.demote_f64': [[0xb6], 'none'],
  'f64.convert_i64_s': [[0xb9], 'none'],
  'f64.promote_f32': [[0xbb], 'none'],
  'i64.reinterpret_f64': [[0xbd], 'none'],
  'f64.reinterpret_i64': [[0xbf], 'none'],
  'i32.trunc_sat_f64_s': [[0xfc, 0x02], 'none'],
  'v128.load': [[SIMD, 0x00], 'memory'],
  'v128.load8x8_u': [[SIMD, 0x02], 'memory'],
  'v128.load32_splat': [[SIMD, 0x09], 'memory'],
  'v128.store': [[SIMD, 0x0b], 'memory'],
  'v128.const': [[SIMD, 0x0c], 'zeros'],
  'i8x16.shuffle': [[SIMD, 0x0d], 'lanes'],
  'i32x4.splat': [[SIMD, 0x11], 'none'],
  'f32x4.splat': [[SIMD, 0x13], 'none'],
  'i64x2.extract_lane': [[SIMD, 0x1d], 'lane'],
  'f32x4.extract_lane': [[SIMD, 0x1f], 'lane'],
  'f64x2.extract_lane': [[SIMD, 0x21], 'lane'],
  'f32x4.gt': [[SIMD, 0x44], 'none'],
  'f32x4.le': [[SIMD, 0x45], 'none'],
  'v128.and': [[SIMD, 0x4e], 'none'],
  'v128.andnot': [[SIMD, 0x4f], 'none'],
  'v128.or': [[SIMD, 0x50], 'none'],
  'f64x2.promote_low_f32x4': [[SIMD, 0x5f], 'none'],
  'f32x4.floor': [[SIMD, 0x68], 'none'],
  'i32x4.extend_low_i16x8_u': [[SIMD, 0xa9, 0x01], 'none'],
  'i32x4.extend_high_i16x8_u': [[SIMD, 0xaa, 0x01], 'none'],
  'i32x4.shl': [[SIMD, 0xab, 0x01], 'none'],
  'i32x4.add': [[SIMD, 0xae, 0x01], 'none'],
  'i32x4.sub': [[SIMD, 0xb1, 0x01], 'none'],
  'f32x4.sqrt': [[SIMD, 0xe3, 0x01], 'none'],
  'f32x4.add': [[SIMD, 0xe4, 0x01], 'none'],
  'f32x4.sub': [[SIMD, 0xe5, 0x01], 'none'],
  'f32x4.mul': [[SIMD, 0xe6, 0x01], 'none'],
  'f32x4.div': [[SIMD, 0xe7, 0x01], 'none'],
  'f32x4.pmin': [[SIMD, 0xea, 0x01], 'none'],
  'f32x4.pmax': [[SIMD, 0xeb, 0x01], 'none'],
  'f64x2.add': [[SIMD, 0xf0, 0x01], 'none'],
  'i32x4.trunc_sat_f32x4_s': [[SIMD, 0xf8, 0x01], 'none'],
  'f32x4.convert_i32x4_u': [[SIMD, 0xfb, 0x01], 'none'],
  'f32x4.relaxed_madd': [[SIMD, 0x85, 0x02], 'none'],
} as const satisfies Record<string, readonly [readonly number[], Immediate]>;

/** Name of an instruction. */
export type Mnemonic = keyof typeof table;

/** Code of an instruction. */
export const codeOf = (name: Mnemonic): readonly number[] => table[name][0];

/** Loads and stores promise an address aligned to this power of two: whole numbers of four bytes, single bytes none. */
export const alignmentOf = (name: Mnemonic) => (/8_u$|8x8_u$/.test(name) ? 0 : 2);

const byCode = new Map(
  (Object.keys(table) as Mnemonic[]).map((name) => [table[name][0].join(), name]),
);

/** The instruction that begins at a place. @throws Error when it is none of ours */
export function instructionAt(
  bytes: ArrayLike<number>,
  at: number,
): { name: Mnemonic; immediate: Immediate; next: number } {
  for (let length = 1; length <= 3; length++) {
    const name = byCode.get(Array.from({ length }, (_, i) => bytes[at + i]!).join());
    if (name) return { name, immediate: table[name][1], next: at + length };
  }
  throw new Error(`The bytes at ${at} are no instruction that is emitted here.`);
}

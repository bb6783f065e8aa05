import { alignmentOf, codeOf, type Mnemonic } from './instructions.ts';
import { signed, unsigned } from './leb128.ts';

/** The types a local, a parameter or a result may have, with their codes. */
export const valueTypes = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
/** Type of a local, a parameter or a result. */
export type ValueType = keyof typeof valueTypes;

/** A named place of a function: a parameter or a variable. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** Emits instructions that leave one value. */
export type Expression = (code: Code) => void;
/** A value: an expression, what a local holds, or a whole number known now. */
export type Operand = Expression | Local | number;
/** A function of the module, to be called. */
export interface Callee {
  readonly index: number;
}

/** The body of one function while it is written: statements append bytes, loops nest. */
export class Code {
  readonly bytes: number[] = [];
  /** Types of the variables, behind the parameters. */
  readonly variables: ValueType[] = [];
  /** Whether a·b + c may be one fused operation, which rounds once instead of twice. */
  readonly fused: boolean;
  private readonly parameterCount: number;

  constructor(parameterCount: number, fused: boolean) {
    this.parameterCount = parameterCount;
    this.fused = fused;
  }

  /** A new variable, 0 at first. */
  local(type: ValueType): Local {
    this.variables.push(type);
    return { index: this.parameterCount + this.variables.length - 1, type };
  }

  locals(count: number, type: ValueType): Local[] {
    return Array.from({ length: count }, () => this.local(type));
  }

  /** One instruction, its operands already there. */
  op(name: Mnemonic, ...immediates: readonly number[]) {
    for (const byte of codeOf(name)) this.bytes.push(byte);
    for (const byte of immediates) this.bytes.push(byte);
  }

  put(value: Operand) {
    if (typeof value === 'function') value(this);
    else if (typeof value === 'number') this.op('i32.const', ...signed(value));
    else this.indexed('local.get', value.index);
  }

  set(target: Local, value: Operand) {
    this.put(value);
    this.indexed('local.set', target.index);
  }

  /** `target += amount`; nothing at all for 0. */
  advance(target: Local, amount: Operand) {
    if (amount !== 0) this.set(target, op('i32.add', target, amount));
  }

  store(name: Mnemonic, pointer: Operand, offset: number, value: Operand) {
    this.put(pointer);
    this.put(value);
    this.memory(name, offset);
  }

  call(callee: Callee, ...given: readonly Operand[]) {
    for (const value of given) this.put(value);
    this.indexed('call', callee.index);
  }

  /** Runs the body `count` times. A count held in a local must be at least 1; it is used up. */
  times(count: number | Local, body: () => void) {
    if (count === 0) return;
    if (count === 1) return body();
    const left = typeof count === 'number' ? this.local('i32') : count;
    if (typeof count === 'number') this.set(left, count);
    this.op('loop', EMPTY);
    body();
    this.put(op('i32.sub', left, 1));
    this.indexed('local.tee', left.index);
    this.indexed('br_if', 0);
    this.op('end');
  }

  /** Runs the body when the condition is not 0. */
  when(condition: Operand, body: () => void) {
    this.put(condition);
    this.op('if', EMPTY);
    body();
    this.op('end');
  }

  indexed(name: Mnemonic, index: number) {
    this.op(name);
    if (index < 0x80) this.bytes.push(index);
    else this.bytes.push(...unsigned(index));
  }

  memory(name: Mnemonic, offset: number) {
    this.op(name, alignmentOf(name));
    if (offset < 0x80) this.bytes.push(offset);
    else this.bytes.push(...unsigned(offset));
  }
}

/** A block that leaves no value. */
const EMPTY = 0x40;

/** An instruction and its operands. */
export const op =
  (name: Mnemonic, ...operands: readonly Operand[]): Expression =>
  (code) => {
    for (const operand of operands) code.put(operand);
    code.op(name);
  };

/** What memory holds `offset` bytes behind the pointer. */
export const load =
  (name: Mnemonic, pointer: Operand, offset = 0): Expression =>
  (code) => {
    code.put(pointer);
    code.memory(name, offset);
  };

/** Four neighbouring numbers. */
export const vector = (pointer: Operand, offset = 0) => load('v128.load', pointer, offset);

/** One number of memory, in all four lanes. */
export const spread = (pointer: Operand, offset = 0) => load('v128.load32_splat', pointer, offset);

/** Four times 0. */
export const zeros: Expression = (code) => code.op('v128.const', ...new Array<number>(16).fill(0));

/** One lane of a vector. */
export const lane =
  (name: Mnemonic, value: Operand, index: number): Expression =>
  (code) => {
    code.put(value);
    code.op(name, index);
  };

/** `a · b + c` in every lane: one operation where the browser has it, and two otherwise. */
export const multiplyAdd =
  (a: Operand, b: Operand, c: Operand): Expression =>
  (code) => {
    if (code.fused) code.put(op('f32x4.relaxed_madd', a, b, c));
    else code.put(op('f32x4.add', op('f32x4.mul', a, b), c));
  };

/** A number of single or double precision known now. */
export const constant =
  (type: 'f32' | 'f64', value: number): Expression =>
  (code) => {
    const view = new DataView(new ArrayBuffer(8));
    if (type === 'f32') view.setFloat32(0, value, true);
    else view.setFloat64(0, value, true);
    const width = type === 'f32' ? 4 : 8;
    code.op(`${type}.const`, ...new Uint8Array(view.buffer, 0, width));
  };

/** A number of single precision known now, in all four lanes. */
export const everywhere = (value: number) => op('f32x4.splat', constant('f32', value));

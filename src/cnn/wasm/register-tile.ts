import { type Code, type Local, multiplyAdd, type Operand, spread, vector } from './code.ts';
import { COLUMNS, NUMBER, ROW } from './conv-shape.ts';

/** Steps written out one after the other before the code loops. */
const UNROLLED = 8;
/** Runs up to this long are written out whole. */
const LONGEST_STRAIGHT = 8;

/**
 * The heart of every convolution here: a block of sums that stays in registers, `rows` by 8. Each step takes one number
 * per row and eight weights, and adds all products of the two: two loads of four weights, a load for each row, and two
 * multiply-adds for each row. With six rows that is 12 sums, 2 weights and 1 number: 15 of the 16 registers that x86 has,
 * the last being the compiler's own. Every address is a pointer and a distance known now, so a step has no other work.
 */
export class RegisterTile {
  /** Two vectors for each row. */
  readonly sums: Local[];
  private readonly code: Code;
  private readonly rowStride: number;
  private readonly weights: [Local, Local];
  private readonly number: Local;
  private readonly x: Local;
  private readonly w: Local;

  /** @param rowStride bytes from the number of one row to that of the next */
  constructor(code: Code, rows: number, rowStride: number) {
    this.code = code;
    this.rowStride = rowStride;
    this.sums = code.locals(2 * rows, 'v128');
    this.weights = [code.local('v128'), code.local('v128')];
    this.number = code.local('v128');
    this.x = code.local('i32');
    this.w = code.local('i32');
  }

  /** Visits every sum with its row and which half of the columns it holds. */
  each(visit: (sum: Local, row: number, half: number) => void) {
    for (const [i, sum] of this.sums.entries()) visit(sum, i >> 1, i & 1);
  }

  /** `sums[row] += x[row] · w[0…7]`. */
  step(x: Local, xOffset: number, w: Local, wOffset: number) {
    const { code, weights, number } = this;
    weights.forEach((weight, half) => {
      code.set(weight, vector(w, wOffset + 16 * half));
    });
    for (let row = 0; row < this.sums.length / 2; row++) {
      code.set(number, spread(x, xOffset + row * this.rowStride));
      for (const half of [0, 1]) {
        const sum = this.sums[2 * row + half]!;
        code.set(sum, multiplyAdd(number, weights[half]!, sum));
      }
    }
  }

  /** As many steps, along numbers that lie side by side and weights in order. */
  steps(count: number, x: Local, w: Local) {
    const straight = (from: number, to: number, x: Local, w: Local) => {
      for (let i = from; i < to; i++) this.step(x, i * NUMBER, w, i * ROW);
    };
    if (count <= LONGEST_STRAIGHT) return straight(0, count, x, w);
    const { code } = this;
    code.set(this.x, x);
    code.set(this.w, w);
    code.times(Math.floor(count / UNROLLED), () => {
      straight(0, UNROLLED, this.x, this.w);
      code.advance(this.x, UNROLLED * NUMBER);
      code.advance(this.w, UNROLLED * ROW);
    });
    straight(0, count % UNROLLED, this.x, this.w);
  }

  /** Sums start from memory: a bias, the same for every row, or what was there. */
  start(pointer: Operand, rowStride: number) {
    this.each((sum, row, half) => {
      // Every row alike: one load serves all.
      const above = rowStride === 0 && row > 0 ? this.sums[half]! : undefined;
      this.code.set(sum, above ?? vector(pointer, row * rowStride + 16 * half));
    });
  }

  /** Writes the sums, each as `finish` leaves it. */
  write(
    pointer: Operand,
    rowStride: number,
    finish: (sum: Local, offset: number) => Operand = (sum) => sum,
  ) {
    this.each((sum, row, half) => {
      const offset = row * rowStride + 16 * half;
      this.code.store('v128.store', pointer, offset, finish(sum, offset));
    });
  }
}

/** Rows of the block that fill the registers: one less without fused arithmetic, which needs one for the product. */
export const rowsFor = (fused: boolean) => (fused ? 6 : 5);
/** Panels of columns. */
export const panelsOf = (channels: number) => channels / COLUMNS;

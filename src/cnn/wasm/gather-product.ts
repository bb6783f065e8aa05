import { type Callee, type Code, type Local, type Operand, op, vector, zeros } from './code.ts';
import { type ImageShape, NUMBER, ROW, sizeOf } from './conv-shape.ts';
import type { ModuleBuilder } from './module.ts';
import { panelsOf, RegisterTile } from './register-tile.ts';
import type { Run, Walk } from './taps.ts';

/** Sums of products over what each target place sees: a convolution's output, or the gradient of its input. */
export interface GatherProduct {
  /** What is read and what is written, for each image. Channels of the target are whole columns. */
  source: ImageShape;
  target: ImageShape;
  /** Which rows of the source a row of the target reads, and which columns a column. */
  rows: Walk;
  columns: Walk;
  /** Cells of the kernel, down and across. */
  kernel: readonly [height: number, width: number];
  /** Whether sums start from a bias instead of 0. */
  bias: boolean;
  /** `relu`: negative sums become 0. `mask`: sums become 0 where the mask is not above 0. */
  after: 'nothing' | 'relu' | 'mask';
}

/** Pointers to what a function works on; the mask, of the target's shape, is read only where it is asked for. */
const pointers = { x: 'i32', w: 'i32', bias: 'i32', out: 'i32', mask: 'i32' } as const;

/**
 * Emits `name(x, weights, bias, out, mask, images)`.
 *
 * The rows of a register tile are images at the same place, for these see the same cells of the kernel: which ones, is
 * known now. The weights lie as panels of eight columns, `[panel][cell][source channel][8]`, and a panel serves all places
 * of a block of images before the next one's turn, so both stay in the fastest cache.
 *
 * The last block of images overlaps the one before and writes some results twice, the same numbers; fewer images than
 * one block are computed as a block, for which memory must have room.
 */
export function emitGatherProduct(
  module: ModuleBuilder,
  name: string,
  product: GatherProduct,
  blockRows: number,
) {
  const { source, target, rows, kernel } = product;
  const row = emitRow(module, `${name}.row`, product, blockRows);
  const cellBytes = source.channels * ROW;
  module.define(name, { ...pointers, images: 'i32' }, (code, given) => {
    const { x, w, bias, out, mask, images } = given;
    const [blocks, image, panels] = code.locals(3, 'i32') as [Local, Local, Local];
    const here = pointersIn(code);
    code.set(blocks, op('i32.div_u', op('i32.add', images, blockRows - 1), blockRows));
    code.times(blocks, () => {
      // The block's first image: where the block before ended, but none later than leaves room for a block.
      const latest = op('i32.sub', images, blockRows);
      const start = op('i32.mul', op('i32.sub', blocks, 1), blockRows);
      code.set(image, smaller(start, latest));
      code.set(image, op('select', image, 0, op('i32.gt_s', image, 0)));
      code.set(here.x, op('i32.add', x, op('i32.mul', image, sizeOf(source) * NUMBER)));
      const target0 = op('i32.mul', image, sizeOf(target) * NUMBER);
      code.set(here.out, op('i32.add', out, target0));
      code.set(here.mask, op('i32.add', mask, target0));
      code.set(here.w, w);
      code.set(here.bias, bias);
      code.set(panels, panelsOf(target.channels));
      code.times(panels, () => {
        for (const run of rows.runs) callRows(code, row, run, here, product);
        code.advance(here.w, kernel[0] * kernel[1] * cellBytes);
        for (const pointer of [here.bias, here.out, here.mask]) code.advance(pointer, ROW);
      });
    });
  });
}

type Pointers = Record<keyof typeof pointers, Local>;

const pointersIn = (code: Code): Pointers => {
  const [x, w, bias, out, mask] = code.locals(5, 'i32') as [Local, Local, Local, Local, Local];
  return { x, w, bias, out, mask };
};

const smaller = (a: Operand, b: Operand) => op('select', a, b, op('i32.lt_s', a, b));

/** All target rows of one run, one after the other. */
function callRows(code: Code, row: Callee, run: Run, from: Pointers, product: GatherProduct) {
  const { source, target, kernel } = product;
  const sourceRow = source.width * source.channels * NUMBER;
  const targetRow = target.width * target.channels * NUMBER;
  const { x, out, mask } = pointersIn(code);
  code.set(x, op('i32.add', from.x, run.source * sourceRow));
  code.set(out, op('i32.add', from.out, run.place * targetRow));
  code.set(mask, op('i32.add', from.mask, run.place * targetRow));
  const w = op('i32.add', from.w, run.cell * kernel[1] * source.channels * ROW);
  code.times(run.count, () => {
    code.call(row, x, w, from.bias, out, mask, run.taps);
    code.advance(x, run.sourceStep * sourceRow);
    code.advance(out, run.step * targetRow);
    code.advance(mask, run.step * targetRow);
  });
}

/** One row of the target, eight columns wide, for a block of images: `taps` rows of the source meet the kernel. */
function emitRow(
  module: ModuleBuilder,
  name: string,
  product: GatherProduct,
  blockRows: number,
): Callee {
  const { source, target, rows, columns, kernel } = product;
  const pixel = { source: source.channels * NUMBER, target: target.channels * NUMBER };
  const cell = source.channels * ROW;
  const anyEmpty = rows.runs.some(({ taps }) => taps === 0);
  const signature = { ...pointers, taps: 'i32' } as const;
  return module.define(
    name,
    signature,
    (code, given) => {
      const tile = new RegisterTile(code, blockRows, sizeOf(source) * NUMBER);
      const at = pointersIn(code);
      const [xRow, wRow, x, w, left] = code.locals(5, 'i32') as [Local, Local, Local, Local, Local];
      const anyTaps = (body: () => void) => (anyEmpty ? code.when(given.taps, body) : body());
      for (const run of columns.runs) {
        code.set(at.x, op('i32.add', given.x, run.source * pixel.source));
        code.set(at.out, op('i32.add', given.out, run.place * pixel.target));
        if (product.after === 'mask')
          code.set(at.mask, op('i32.add', given.mask, run.place * pixel.target));
        code.times(run.count, () => {
          if (product.bias) tile.start(given.bias, 0);
          else tile.each((sum) => code.set(sum, zeros));
          anyTaps(() => {
            code.set(xRow, at.x);
            code.set(wRow, op('i32.add', given.w, run.cell * cell));
            code.set(left, given.taps);
            code.times(left, () => {
              acrossTaps(code, tile, run.taps, columns.tapStep, { x, w, xRow, wRow }, product);
              code.advance(xRow, rows.tapStep.source * source.width * pixel.source);
              code.advance(wRow, rows.tapStep.cell * kernel[1] * cell);
            });
          });
          const stride = sizeOf(target) * NUMBER;
          tile.write(at.out, stride, (sum, offset) => finish(sum, offset, at.mask, product.after));
          code.advance(at.x, run.sourceStep * pixel.source);
          code.advance(at.out, run.step * pixel.target);
          if (product.after === 'mask') code.advance(at.mask, run.step * pixel.target);
        });
      }
    },
    { exported: false },
  );
}

/** The taps of one row: a single run of numbers where they lie side by side, otherwise one after the other. */
function acrossTaps(
  code: Code,
  tile: RegisterTile,
  taps: number,
  tapStep: Walk['tapStep'],
  { x, w, xRow, wRow }: Record<'x' | 'w' | 'xRow' | 'wRow', Local>,
  { source: { channels } }: GatherProduct,
) {
  if (tapStep.source === 1 && tapStep.cell === 1) return tile.steps(taps * channels, xRow, wRow);
  if (taps === 1) return tile.steps(channels, xRow, wRow);
  code.set(x, xRow);
  code.set(w, wRow);
  code.times(taps, () => {
    tile.steps(channels, x, w);
    code.advance(x, tapStep.source * channels * NUMBER);
    code.advance(w, tapStep.cell * channels * ROW);
  });
}

function finish(sum: Local, offset: number, mask: Local, after: GatherProduct['after']): Operand {
  switch (after) {
    case 'nothing':
      return sum;
    case 'relu':
      return op('f32x4.pmax', sum, zeros);
    case 'mask':
      return op('v128.and', sum, op('f32x4.gt', vector(mask, offset), zeros));
  }
}

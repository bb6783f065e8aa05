import { type Callee, type Code, type Local, type Operand, op } from './code.ts';
import { type ConvShape, NUMBER, ROW, sizeOf } from './conv-shape.ts';
import type { ModuleBuilder } from './module.ts';
import { panelsOf, RegisterTile } from './register-tile.ts';
import { forwardWalk, reaches } from './taps.ts';

/** Images whose addresses are distances from one pointer. */
const TOGETHER = 4;
/** Bytes of images and gradients to go through before the next block of weights: about the fastest cache. */
const CACHE = 28 * 1024;

/**
 * Emits `name(x, dy, dw, images)`, which adds to dw, `[cell][input channel][output channel]`.
 *
 * Rows of a register tile are neighbouring weights of one kernel row, columns are output channels; every place and every
 * image is one step. The sums stay in registers over all places, and over as many images as fit the cache.
 */
export function emitWeightGradient(
  module: ModuleBuilder,
  name: string,
  shape: ConvShape,
  { blockRows }: { blockRows: number },
) {
  const { input, output, axes } = shape;
  const walk = forwardWalk(input.width, axes[1]);
  const beside = walk.tapStep.source === 1;
  const tiles = new Map<number, Callee>();
  const tileOf = (rows: number) => {
    const tile = tiles.get(rows) ?? emitTile(module, `${name}.tile${rows}`, shape, rows);
    tiles.set(rows, tile);
    return tile;
  };
  const blocks = blocksOf(shape, beside, blockRows).map((block) => ({
    ...block,
    callee: tileOf(block.rows),
  }));
  const bytes = { x: sizeOf(input) * NUMBER, dy: sizeOf(output) * NUMBER };
  const chunk = Math.max(1, Math.floor(CACHE / (bytes.x + bytes.dy) / TOGETHER)) * TOGETHER;

  module.define(
    name,
    { x: 'i32', dy: 'i32', dw: 'i32', images: 'i32' },
    (code, { x, dy, dw, images }) => {
      const [chunks, count] = code.locals(2, 'i32') as [Local, Local];
      code.set(chunks, op('i32.div_u', op('i32.add', images, chunk - 1), chunk));
      code.times(chunks, () => {
        code.set(count, op('select', images, chunk, op('i32.lt_s', images, chunk)));
        for (const block of blocks) callBlock(code, block, { x, dy, dw, count }, shape);
        code.set(images, op('i32.sub', images, chunk));
        code.advance(x, chunk * bytes.x);
        code.advance(dy, chunk * bytes.dy);
      });
    },
  );
}

/** Weights that a tile takes on, repeatedly, and the places they meet. All distances in numbers. */
interface Block {
  rows: number;
  repeats: number;
  x: number;
  dy: number;
  dw: number;
  places: readonly [down: number, across: number];
}

/** All weights of the kernel, cut into blocks that meet the same places. */
function blocksOf({ input, output, axes }: ConvShape, beside: boolean, blockRows: number): Block[] {
  const [down, across] = axes;
  const { channels } = input;
  const walk = forwardWalk(input.width, across);
  return reaches(input.height, down).flatMap((row) =>
    walk.runs.flatMap((run) => {
      // Cells side by side share a block; with dilation there are other pixels between them.
      const strips = beside ? [{ tap: 0, taps: run.taps }] : tapsOf(run.taps);
      return strips.flatMap(({ tap, taps }) => {
        const cell = row.cell * across.kernel + run.cell + tap;
        const column = run.source + tap * walk.tapStep.source;
        const at = {
          x: (row.source * input.width + column) * channels,
          dy: (row.place * output.width + run.place) * output.channels,
          dw: cell * channels * output.channels,
          places: [row.count, run.count] as const,
        };
        const all = taps * channels;
        const repeats = Math.floor(all / blockRows);
        const done = repeats * blockRows;
        const rest = {
          ...at,
          rows: all - done,
          repeats: 1,
          x: at.x + done,
          dw: at.dw + done * output.channels,
        };
        return [{ ...at, rows: blockRows, repeats }, rest].filter(
          ({ rows, repeats }) => rows > 0 && repeats > 0,
        );
      });
    }),
  );
}

const tapsOf = (taps: number) => Array.from({ length: taps }, (_, tap) => ({ tap, taps: 1 }));

function callBlock(
  code: Code,
  { rows, repeats, places, callee, ...at }: Block & { callee: Callee },
  { x, dy, dw, count }: Record<'x' | 'dy' | 'dw' | 'count', Local>,
  { output: { channels } }: ConvShape,
) {
  const here = { x: code.local('i32'), dy: code.local('i32'), dw: code.local('i32') };
  code.set(here.x, op('i32.add', x, at.x * NUMBER));
  code.set(here.dw, op('i32.add', dw, at.dw * NUMBER));
  code.times(repeats, () => {
    code.set(here.dy, op('i32.add', dy, at.dy * NUMBER));
    code.times(panelsOf(channels), () => {
      code.call(callee, here.x, here.dy, here.dw, count, ...places);
      code.advance(here.dy, ROW);
      code.advance(here.dw, ROW);
    });
    code.advance(here.x, rows * NUMBER);
    // The panels went through one row of columns; on to the rows that follow.
    code.advance(here.dw, (rows - 1) * channels * NUMBER);
  });
}

/** `rows` weights by eight output channels, over `down · across` places of each image. */
function emitTile(module: ModuleBuilder, name: string, shape: ConvShape, rows: number): Callee {
  const { input, output, axes } = shape;
  const bytes = { x: sizeOf(input) * NUMBER, dy: sizeOf(output) * NUMBER };
  const [down, across] = axes.map(({ stride = 1 }) => stride) as [number, number];
  const pixel = { x: input.channels * NUMBER, dy: output.channels * NUMBER };
  const signature = { x: 'i32', dy: 'i32', dw: 'i32', images: 'i32', down: 'i32', across: 'i32' };
  return module.define(
    name,
    signature as Record<keyof typeof signature, 'i32'>,
    (code, given) => {
      const tile = new RegisterTile(code, rows, NUMBER);
      const [x, dy, downLeft, acrossLeft, groups] = code.locals(5, 'i32') as [
        Local,
        Local,
        Local,
        Local,
        Local,
      ];
      const row = { x: code.local('i32'), dy: code.local('i32') };
      const stride = output.channels * NUMBER;
      const everyPlace = (images: number) => {
        code.set(row.x, given.x);
        code.set(row.dy, given.dy);
        code.set(downLeft, given.down);
        code.times(downLeft, () => {
          code.set(x, row.x);
          code.set(dy, row.dy);
          code.set(acrossLeft, given.across);
          code.times(acrossLeft, () => {
            for (let i = 0; i < images; i++) tile.step(x, i * bytes.x, dy, i * bytes.dy);
            code.advance(x, across * pixel.x);
            code.advance(dy, pixel.dy);
          });
          code.advance(row.x, down * input.width * pixel.x);
          code.advance(row.dy, output.width * pixel.dy);
        });
        code.advance(given.x, images * bytes.x);
        code.advance(given.dy, images * bytes.dy);
      };
      const repeat = (count: Operand, images: number) => {
        code.set(groups, count);
        code.when(groups, () => code.times(groups, () => everyPlace(images)));
      };
      tile.start(given.dw, stride);
      repeat(op('i32.div_u', given.images, TOGETHER), TOGETHER);
      repeat(op('i32.and', given.images, TOGETHER - 1), 1);
      tile.write(given.dw, stride);
    },
    { exported: false },
  );
}

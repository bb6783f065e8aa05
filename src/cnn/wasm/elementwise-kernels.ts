import { lanesTogether } from './channel-pass.ts';
import { type Code, constant, type Local, load, type Operand, op, vector, zeros } from './code.ts';
import { NUMBER } from './conv-shape.ts';
import type { ModuleBuilder } from './module.ts';

/** Goes through arrays of `count` vectors side by side; `at` is the distance of one of them from the pointers. */
function everyVector(
  code: Code,
  count: Local,
  arrays: readonly Local[],
  each: (at: number) => void,
) {
  code.when(count, () =>
    code.times(count, () => {
      each(0);
      for (const array of arrays) code.advance(array, 4 * NUMBER);
    }),
  );
}

/** `out = max(x, 0)`: `relu(x, out, vectors)`. NaN stays, so that it is noticed. */
export function emitRelu(module: ModuleBuilder) {
  module.define('relu', { x: 'i32', out: 'i32', vectors: 'i32' }, (code, { x, out, vectors }) =>
    everyVector(code, vectors, [x, out], (at) =>
      code.store('v128.store', out, at, op('f32x4.pmax', vector(x, at), zeros)),
    ),
  );
}

/** The gradient passes where the output of the ReLU is above 0, in place: `reluGradient(dy, y, vectors)`. */
export function emitReluGradient(module: ModuleBuilder) {
  const signature = { dy: 'i32', y: 'i32', vectors: 'i32' } as const;
  module.define('reluGradient', signature, (code, { dy, y, vectors }) =>
    everyVector(code, vectors, [dy, y], (at) => {
      const passes = op('f32x4.gt', vector(y, at), zeros);
      code.store('v128.store', dy, at, op('v128.and', vector(dy, at), passes));
    }),
  );
}

/** 0 when all numbers are finite, NaN otherwise: `finite(x, vectors)`, for ∞ · 0 and NaN · 0 are NaN. */
export function emitFinite(module: ModuleBuilder) {
  module.define(
    'finite',
    { x: 'i32', vectors: 'i32' },
    (code, { x, vectors }) => {
      const sums = code.locals(4, 'v128');
      const look = (sum: Local, at: number) =>
        code.set(sum, op('f32x4.add', sum, op('f32x4.mul', vector(x, at), zeros)));
      const groups = code.local('i32');
      code.set(groups, op('i32.shr_u', vectors, 2));
      // Four sums side by side, for each waits for itself.
      code.when(groups, () =>
        code.times(groups, () => {
          for (const [i, sum] of sums.entries()) look(sum, 4 * NUMBER * i);
          code.advance(x, 16 * NUMBER);
        }),
      );
      code.set(vectors, op('i32.and', vectors, 3));
      everyVector(code, vectors, [x], (at) => look(sums[0]!, at));
      code.put(
        lanesTogether(sums.map((sum): Operand => sum).reduce((a, b) => op('f32x4.add', a, b))),
      );
    },
    { result: 'f32' },
  );
}

/**
 * Images by their numbers, each byte as the table says: `gather(pixels, numbers, table, out, images)`. Bytes of an image
 * lie side by side.
 */
export function emitGather(module: ModuleBuilder, pixelsOfImage: number) {
  const signature = { pixels: 'i32', numbers: 'i32', table: 'i32', out: 'i32', images: 'i32' };
  module.define(
    'gather',
    signature as Record<keyof typeof signature, 'i32'>,
    (code, { pixels, numbers, table, out, images }) => {
      const [byte, left] = code.locals(2, 'i32') as [Local, Local];
      code.times(images, () => {
        const number = op('i32.mul', load('i32.load', numbers), pixelsOfImage);
        code.set(byte, op('i32.add', pixels, number));
        code.set(left, pixelsOfImage);
        code.times(left, () => {
          const place = op('i32.shl', load('i32.load8_u', byte), 2);
          code.store('f32.store', out, 0, load('f32.load', op('i32.add', table, place)));
          code.advance(byte, 1);
          code.advance(out, NUMBER);
        });
        code.advance(numbers, 4);
      });
    },
  );
}

/** Drops the zeros that were added to the channels of each row: `name(from, to, rows)`. */
export function emitCrop(module: ModuleBuilder, name: string, stored: number, channels: number) {
  module.define(name, { from: 'i32', to: 'i32', rows: 'i32' }, (code, { from, to, rows }) => {
    const left = code.local('i32');
    code.times(rows, () => {
      code.set(left, channels);
      code.times(left, () => {
        code.store('f32.store', to, 0, load('f32.load', from));
        code.advance(from, NUMBER);
        code.advance(to, NUMBER);
      });
      code.advance(from, (stored - channels) * NUMBER);
    });
  });
}

/** Lays rows of channels further apart, as they are stored; what lies between is left alone: `name(from, to, rows)`. */
export function emitFill(module: ModuleBuilder, name: string, stored: number, channels: number) {
  module.define(name, { from: 'i32', to: 'i32', rows: 'i32' }, (code, { from, to, rows }) => {
    const left = code.local('i32');
    code.times(rows, () => {
      code.set(left, channels);
      code.times(left, () => {
        code.store('f32.store', to, 0, load('f32.load', from));
        code.advance(from, NUMBER);
        code.advance(to, NUMBER);
      });
      code.advance(to, (stored - channels) * NUMBER);
    });
  });
}

/** A share of every square of k by k numbers: what an average pool does, and its gradient. */
export interface PoolShape {
  input: { height: number; width: number };
  output: { height: number; width: number };
  channels: number;
  kernel: number;
  stride: number;
}

/**
 * Means of squares: `name(x, y, images)`. With `backward` each output's gradient goes in equal shares to the numbers it
 * is the mean of, added to what is there.
 */
export function emitPool(
  module: ModuleBuilder,
  name: string,
  { input, output, channels, kernel, stride }: PoolShape,
  { backward }: { backward: boolean },
) {
  const pixel = channels * NUMBER;
  module.define(name, { x: 'i32', y: 'i32', images: 'i32' }, (code, { x, y, images }) => {
    const [row, square, cell] = code.locals(3, 'i32') as [Local, Local, Local];
    const value = code.local('v128');
    const share = op('f32x4.splat', constant('f32', 1 / kernel ** 2));
    const everyCell = (each: () => void) => {
      code.set(cell, square);
      code.times(kernel, () => {
        code.times(kernel, () => {
          each();
          code.advance(cell, pixel);
        });
        code.advance(cell, (input.width - kernel) * pixel);
      });
    };
    code.times(images, () => {
      code.set(row, x);
      code.times(output.height, () => {
        code.set(square, row);
        code.times(output.width, () => {
          code.times(channels / 4, () => {
            if (backward) {
              code.set(value, op('f32x4.mul', vector(y), share));
              everyCell(() =>
                code.store('v128.store', cell, 0, op('f32x4.add', vector(cell), value)),
              );
            } else {
              code.set(value, zeros);
              everyCell(() => code.set(value, op('f32x4.add', value, vector(cell))));
              code.store('v128.store', y, 0, op('f32x4.mul', value, share));
            }
            code.advance(square, 16);
            code.advance(y, 16);
          });
          code.advance(square, (stride - 1) * pixel);
        });
        code.advance(row, stride * input.width * pixel);
      });
      code.advance(x, input.height * input.width * pixel);
    });
  });
}

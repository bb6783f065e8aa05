// biome-ignore-all assist/source/organizeImports: in reading order, each file uses only those above it
/**
 * How a convolution becomes WebAssembly
 *
 * A browser compiles WebAssembly it is given as bytes, and nothing says that the bytes must come from a server. Here they
 * are written on the page, once the network is known. Code that knows its shapes has nothing to decide while it runs:
 *
 * 1. `leb128`, `instructions`, `code` and `module` are an assembler: a table of instructions with their codes, functions
 *    that append bytes, and the frame a module needs. `text` reads the bytes back as words; `features` asks the browser what
 *    arithmetic it has.
 * 2. `taps` walks one axis of a convolution. At the border some cells of the kernel fall on padding; which ones depends
 *    on the place alone, so places are sorted into runs that see the same cells, and the others are never multiplied.
 * 3. `register-tile` is the inner loop. Six images at the same place, eight output channels: 48 sums that stay in
 *    registers while the numbers below the kernel go by. One step takes a number of each image and eight weights.
 * 4. `gather-product` wraps loops around the tile: cells, columns, rows, channels, blocks of images. With the walk of the
 *    output it is the convolution, with that of the input it is the gradient of the input (`conv-kernels`). In
 *    `weight-gradient` the tile's rows are neighbouring weights instead, and images and places are what it goes through.
 * 5. Everything else a training step does is a loop over vectors: batch norm, ReLU, pooling, softmax, optimiser, figures.
 * 6. `lower` turns layers into steps, `layout` gives each its place in one memory, `program` emits and compiles all, and
 *    `passes` runs them: tile by tile, so that numbers are used again while the cache still holds them.
 */
// './leb128.ts': whole numbers as bytes
// './instructions.ts': names and codes
export { Code } from './code.ts';
export { ModuleBuilder } from './module.ts';
export { type Features, features } from './features.ts';
export { textOf } from './text.ts';
// './taps.ts': which cells meet which pixels
export { type ConvShape, convShape, type ImageShape, padded, sizeOf } from './conv-shape.ts';
export { rowsFor } from './register-tile.ts';
// './gather-product.ts': loops around the tile
export { emitForward } from './conv-kernels.ts';
// './weight-gradient.ts': the same tile, its rows weights
// './panel-kernels.ts': weights in the order they are read
// './channel-pass.ts': rows of channels, a few at a time
// './channel-sums.ts': sums that do not wait for each other
// './batch-norm-kernels.ts': sums, normalising, and the way back
// './norm-settle-kernels.ts': the few numbers of each channel
// './elementwise-kernels.ts': ReLU, pooling, gathering, and what fills channels up
// './softmax-kernels.ts': loss and its gradient
// './update-kernels.ts': sgd and adam
// './figures-kernel.ts': mean, deviation, histogram
// './lower.ts': layers into steps
export type { Part } from './arena.ts';
// './layout.ts': where each step's numbers lie
// './views.ts': memory as numbers
// A convolution by itself, for TensorFlow.js:
export { ConvolutionCode, type ConvolutionKind } from './convolution-code.ts';
// And a whole network:
// './conv-step.ts': a convolution at work
// './norm-table.ts': how each channel is normalised
export { bringTogether, type Exchange, type Sums } from './norm-exchange.ts';
// './norm-step.ts': a batch norm at work
// './plain-step.ts': ReLU and pool at work
// './workers.ts': who does which step, and the code of them all
export {
  compile,
  type FusedOptions,
  type FusedPlan,
  learnedBy,
  type Program,
} from './program.ts';
export { evaluationPass, trainingPass, type Verdict } from './passes.ts';
export { allFinite, type Update, update } from './update.ts';
export {
  imagesFinite,
  logitsOf,
  pixelRoom,
  putImages,
  putPixels,
  summaryOf,
  valuesOf,
} from './batch-memory.ts';

// biome-ignore-all assist/source/organizeImports: in reading order, each file uses only those above it
export * from './demand.ts';
export * from './padding.ts';
export {
  conv2dGrid,
  convOutputSize,
  type ConvOptions,
  type Grid,
  type GridConvOptions,
  padGrid,
} from './conv.ts';
export * from './sides.ts';
export * from './conv-matrix.ts';
export * from './trace.ts';
export * from './path-counts.ts';
export * from './stack-pass.ts';
export * from './layer-plan.ts';
export * from './demand-layer.ts';
export * from './chapter-nets.ts';
export * from './output-shape.ts';
export * from './layer-arithmetic.ts';
export * from './schedule.ts';
export * from './torch-one-cycle.ts';
export * from './lr-find.ts';
export * from './statistics.ts';
export * from './normalization.ts';
export * from './confusion.ts';
export * from './random.ts';
export * from './recipe.ts';
export * from './recipes.ts';
export * from './recipe-plan.ts';
export * from './digit-source.ts';
export * from './runner.ts';

// biome-ignore-all assist/source/organizeImports: in reading order, each file uses only those above it
export * from './conv.ts';
export * from './layer-plan.ts';
export * from './layer-arithmetic.ts';
export * from './schedule.ts';
export * from './statistics.ts';
export * from './random.ts';
export * from './recipe.ts';
export * from './digit-source.ts';

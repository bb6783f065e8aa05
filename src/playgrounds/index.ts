export { default as ActivationStats } from './activation-stats/ActivationStats.astro';
export { default as ClassicFeatures } from './classic-features/ClassicFeatures.astro';
export { default as ConvGeometry } from './conv-geometry/ConvGeometry.astro';
export { default as ConvMatrix } from './conv-matrix/ConvMatrix.astro';
export { default as CrashLab } from './crash-lab/CrashLab.astro';
export { playgrounds } from './gallery.ts';
export { default as KernelBench } from './kernel-bench/KernelBench.astro';
export { default as PrecedentTracer } from './precedent-tracer/PrecedentTracer.astro';
export { default as Trainer } from './trainer/Trainer.astro';

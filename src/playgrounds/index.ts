export { default as ConvGeometry } from './conv-geometry/ConvGeometry.astro';
export { playgrounds } from './gallery.ts';
export { default as KernelBench } from './kernel-bench/KernelBench.astro';
export { default as Trainer } from './trainer/Trainer.astro';

export { default as KernelBench } from './kernel-bench/KernelBench.astro';
export { playgrounds } from './list.ts';
export { default as Trainer } from './trainer/Trainer.astro';

import type { About } from './about.ts';
import { about as convGeometry } from './conv-geometry/about.ts';
import { about as kernelBench } from './kernel-bench/about.ts';
import { about as trainer } from './trainer/about.ts';

/** Every playground, in the order a reader meets them. */
export const playgrounds: readonly About[] = [kernelBench, convGeometry, trainer];

/** The five numbers of a layer and its padding mode, with their bounds. */
import type { PaddingMode } from '#cnn/math';

/** The same for links, sliders and handles. */
export const bounds = {
  size: [1, 28],
  kernel: [1, 7],
  stride: [1, 7],
  padding: [0, 6],
  dilation: [1, 4],
} as const;
export type Measure = keyof typeof bounds;

export const modes: readonly PaddingMode[] = ['zeros', 'reflect', 'replicate'];

/** Most layers of the same settings that stand one on the other. */
export const mostLayers = 6;

export interface Settings extends Record<Measure, number> {
  mode: PaddingMode;
}

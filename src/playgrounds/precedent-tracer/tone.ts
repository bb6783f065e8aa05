/** Scales of the tracer's grids: ink for the image, signed tones for what is computed, viridis for counts of paths. */
import type { Grid } from '#cnn/math';
import { diverging, ink, viridis } from '#kit';
import type { Overlay } from './model.ts';

export interface Tone {
  colour(value: number): string;
  /** To which values are rounded for drawing. */
  step: number;
  end: number;
}

const inked: Tone = { colour: (value) => ink(value / 255), step: 5, end: 255 };

export const endOf = (values: Grid): number => Math.max(...values.flat().map(Math.abs)) || 1;

/** @param grid its number; 0 is the image */
export const toneOf = (grid: number, values: Grid): Tone =>
  grid === 0 ? inked : signed(endOf(values));

export const signed = (end: number): Tone => ({
  colour: (value) => diverging(value, end),
  step: end / 42,
  end,
});

/** How the cover of the image is drawn; a gradient that is zero everywhere has a scale to 1. */
export const overlayTone = (overlay: Overlay, end: number): Tone =>
  overlay === 'paths'
    ? { colour: (value) => viridis(value / end), step: 1, end }
    : signed(end || 1);

/** How the figure's numbers are drawn: in cells or as tones, in ink or in the two colours of sign. */
import type { Grid } from '#cnn/math';
import { diverging, ink } from '#kit';
import { forEye } from '#kit/state';
import type { Geometry } from './model.ts';
import type { Drawn } from './values.ts';

/** Most cells along a side that still have room for a number. */
export const mostNumbers = 11;
/** Tones on either side of zero. */
const tones = 42;

/** A number short enough for a cell. */
export const cellText = (value: number): string => forEye(value, Math.abs(value) >= 10 ? 0 : 1);

/** What stands in the cells of a grid: numbers where there is room. */
export const textFor = (grid: Grid): ((value: number) => string) | undefined =>
  grid.length <= mostNumbers ? cellText : undefined;

export interface Toning {
  colour(value: number): string;
  step: number;
  /** Words under the colour bar. */
  ends: readonly [string, string, string];
  /** Colour at a share of the bar. */
  bar(share: number): string;
}

/** Signed numbers, zero in the middle. */
export const signed = (end: number): Toning => ({
  colour: (value) => diverging(value, end),
  step: end / tones,
  ends: [`−${forEye(end)}`, '0', `+${forEye(end)}`],
  bar: (share) => diverging(2 * share - 1, 1),
});

/** Numbers from nothing to full ink. */
const inked = (end: number): Toning => ({
  colour: (value) => ink(value / end),
  step: end / tones,
  ends: ['0, paper', '', `${forEye(end)}, ink`],
  bar: ink,
});

/** The image is ink; what a layer has made of it has a sign. */
export const inputToning = ({ layer }: Pick<Geometry, 'layer'>, { scales }: Drawn): Toning =>
  layer === 0 ? inked(scales.input) : signed(scales.input);

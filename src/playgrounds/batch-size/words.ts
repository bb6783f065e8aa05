/** Figures of a batch size in words. Pure. */
import { forEye } from '#kit/state';

/** `1.6 MB`. */
export const bytesText = (bytes: number): string =>
  bytes < 1e6 ? `${forEye(bytes / 1e3, 0)} kB` : `${forEye(bytes / 1e6, 1)} MB`;

/** `9.6 s`, `2 min`. */
export const secondsText = (seconds: number): string =>
  seconds < 90 ? `${forEye(seconds, 1)} s` : `${forEye(seconds / 60, 1)} min`;

/** Three significant digits. */
export const figure = (value: number): string => forEye(Number(value.toPrecision(3)), 6);

/** How far a gradient turns from the large batch's. */
export const angleText = (degrees: number): string => `${forEye(degrees, 0)}°`;

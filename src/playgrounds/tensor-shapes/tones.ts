import { ink } from '#kit';

/** A tone for a channel, from light to dark; the numbers beside it say the same. */
export const planeTone = (channel: number, channels: number): string =>
  ink((channel + 1) / (channels + 1));

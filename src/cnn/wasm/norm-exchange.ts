/**
 * What a batch norm knows of all images, for each channel: where a batch is spread over several workers, theirs must be
 * brought together before anybody goes on.
 */
export interface Exchange {
  /** `moments`: mean, and squared distances from it summed up. `gradients`: two sums. */
  kind: 'moments' | 'gradients';
  /** Values of each channel. */
  count: number;
  first: Float64Array;
  second: Float64Array;
}

/** Made once, to be filled anew for every batch. */
export const emptyExchange = (kind: Exchange['kind'], channels: number): Exchange => ({
  kind,
  count: 0,
  first: new Float64Array(channels),
  second: new Float64Array(channels),
});

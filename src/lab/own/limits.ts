/** What own images may be at most, so that no file can fill the memory of a tab. MNIST as published lies well inside. */
export const ownLimits = {
  /** Images in all. */
  images: 100_000,
  /** Bytes of one file as it lies on disk. */
  packed: 20_000_000,
  /** Bytes of everything once unpacked. */
  unpacked: 100_000_000,
  /** Files in a folder or an archive. */
  files: 20_000,
  /** Bytes of one picture, and pixels of its longer side. */
  picture: 4_000_000,
  side: 4096,
  /** Pixels of a side of the images in an IDX file. */
  idxSide: 256,
  classes: 10,
} as const;

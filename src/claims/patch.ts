/**
 * Rows 3 to 9, columns 5 to 9 of the chapter's 3, MNIST training image 12, as the notebook prints them: 0 is paper, 255
 * is ink. Kept apart so that a claim about them needs no image file; a test holds them against the digit itself.
 */
export const PATCH = { top: 3, left: 5 } as const;
export const patch: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0],
  [91, 142, 155, 246, 182],
  [254, 254, 254, 254, 254],
  [254, 254, 235, 189, 189],
  [35, 35, 25, 0, 0],
  [0, 0, 0, 0, 0],
];

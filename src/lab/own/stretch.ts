import { imageSide } from '#cnn/math';

/**
 * A grey picture as 28 × 28 pixels: every new pixel is the mean of what lies under it, so that thin strokes stay.
 *
 * @param pixels `[height × width]`, 0 to 255, row by row
 * @returns `[784]`
 */
export function stretched(pixels: Uint8Array, width: number, height: number): Uint8Array {
  if (width === imageSide && height === imageSide) return pixels;
  const across = shares(width);
  const down = shares(height);
  const result = new Uint8Array(imageSide * imageSide);
  for (let row = 0; row < imageSide; row++) {
    for (let column = 0; column < imageSide; column++) {
      let [sum, weights] = [0, 0];
      for (const [y, tall] of down[row]!) {
        for (const [x, wide] of across[column]!) {
          sum += pixels[y * width + x]! * tall * wide;
          weights += tall * wide;
        }
      }
      result[row * imageSide + column] = Math.round(sum / weights);
    }
  }
  return result;
}

/** For each of 28 cells: the old pixels under it, and how much of each. */
function shares(length: number): [place: number, share: number][][] {
  const step = length / imageSide;
  return Array.from({ length: imageSide }, (_, cell) => {
    const [from, to] = [cell * step, (cell + 1) * step];
    const first = Math.floor(from);
    const count = Math.min(length, Math.ceil(to - 1e-9)) - first;
    return Array.from({ length: count }, (_, i): [number, number] => {
      const place = first + i;
      return [place, Math.min(to, place + 1) - Math.max(from, place)];
    });
  });
}

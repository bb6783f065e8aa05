/** One picture of the reader's own as MNIST would hold it, from greys of any square. */

/** MNIST fits a digit into this box before it centres it. */
const BOX = 20;
const SIDE = 28;
/** Less than this between paper and ink is no drawing. */
const CONTRAST = 40;

/**
 * The darkest marks on light paper, or the lightest on dark, as `[784]` ink: cut out, the longer side scaled to 20 pixels,
 * the centre of mass in the middle (LeCun, Cortes and Burges, the MNIST page).
 *
 * @param greys `[side × side]`, 0 (black) to 255 (white)
 * @throws Error with a sentence when there is nothing to see
 */
export function likeMnist(greys: ArrayLike<number>, side: number): Uint8Array {
  const ink = inkOf(greys, side);
  const [left, right] = ends(side, (x) => line(side, (y) => ink[y * side + x]!));
  const [top, bottom] = ends(side, (y) => line(side, (x) => ink[y * side + x]!));
  const scale = Math.max(right - left, bottom - top) / BOX;
  const at = (middleX: number, middleY: number) =>
    Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
      const x = middleX + ((i % SIDE) + 0.5 - SIDE / 2) * scale;
      const y = middleY + (Math.floor(i / SIDE) + 0.5 - SIDE / 2) * scale;
      return meanAround(ink, side, x, y, scale);
    });
  let [x, y, total] = [0, 0, 0];
  ink.forEach((value, i) => {
    x += value * ((i % side) + 0.5);
    y += value * (Math.floor(i / side) + 0.5);
    total += value;
  });
  return at(x / total, y / total);
}

/** 0 for paper, 255 for the strongest ink; the rim is taken for paper. */
function inkOf(greys: ArrayLike<number>, side: number): Float32Array {
  const rim = Array.from({ length: 4 * side }, (_, i) => {
    const along = i % side;
    return greys[
      [along, (side - 1) * side + along, along * side, along * side + side - 1][
        Math.floor(i / side)
      ]!
    ]!;
  }).sort((a, b) => a - b);
  const paper = rim[Math.floor(rim.length / 2)]!;
  // What the paper itself varies by is not ink.
  const grain = Math.max(
    12,
    rim[Math.floor(rim.length * 0.9)]! - rim[Math.floor(rim.length * 0.1)]!,
  );
  const away = Float32Array.from(greys, (grey) => (paper > 127 ? paper - grey : grey - paper));
  const most = away.reduce((a, b) => Math.max(a, b), 0);
  if (most < CONTRAST || most <= grain) {
    throw new Error('The picture has no contrast: draw dark on light paper, or light on dark.');
  }
  return away.map((value) => Math.min(255, Math.max(0, (255 * (value - grain)) / (most - grain))));
}

/** The strongest ink on a line. */
const line = (side: number, ink: (place: number) => number): number => {
  let most = 0;
  for (let i = 0; i < side; i++) most = Math.max(most, ink(i));
  return most;
};

/** From the first line with ink to behind the last one. */
function ends(side: number, inkOn: (place: number) => number): [number, number] {
  const places = Array.from({ length: side }, (_, i) => i).filter((i) => inkOn(i) > 64);
  return [places[0] ?? 0, (places.at(-1) ?? side - 1) + 1];
}

/** Mean ink in a square of the old picture; beyond its edge is paper. */
function meanAround(ink: Float32Array, side: number, x: number, y: number, width: number): number {
  const steps = Math.max(2, Math.ceil(width));
  let sum = 0;
  for (let row = 0; row < steps; row++) {
    for (let column = 0; column < steps; column++) {
      const px = Math.floor(x + ((column + 0.5) / steps - 0.5) * width);
      const py = Math.floor(y + ((row + 0.5) / steps - 0.5) * width);
      if (px >= 0 && px < side && py >= 0 && py < side) sum += ink[py * side + px]!;
    }
  }
  return Math.round(sum / (steps * steps));
}

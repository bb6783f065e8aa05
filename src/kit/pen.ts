/** A line of points on a square of 28 × 28 cells; cell (0, 0) reaches from 0 to 1. */
export type Stroke = readonly { x: number; y: number }[];

const SIDE = 28;
/** Half the width of a line in MNIST. */
const PEN = 1.2;
/** MNIST fits a digit into this box before it centres it. */
const BOX = 20;

/** The strokes as `[784]` pixels, 0 (paper) to 255 (ink). */
export function inked(strokes: readonly Stroke[]): Uint8Array {
  const pixels = new Uint8Array(SIDE * SIDE);
  for (const stroke of strokes) {
    stroke.forEach((end, i) => {
      const start = stroke[i - 1] ?? end;
      const [left, right] = span(start.x, end.x);
      const [top, bottom] = span(start.y, end.y);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const far = distance({ x: column + 0.5, y: row + 0.5 }, start, end);
          const ink = Math.round(255 * Math.min(1, Math.max(0, PEN + 0.5 - far)));
          const cell = row * SIDE + column;
          pixels[cell] = Math.max(pixels[cell]!, ink);
        }
      }
    });
  }
  return pixels;
}

/**
 * The strokes as MNIST would hold them: scaled so that the longer side measures 20 pixels, then moved so that the centre
 * of mass of the ink is the centre of the picture (LeCun, Cortes and Burges, the MNIST page). `[784]`, 0 to 255.
 */
export function centredLikeMnist(strokes: readonly Stroke[]): Uint8Array {
  const points = strokes.flat();
  if (points.length === 0) return new Uint8Array(SIDE * SIDE);
  const [left, right] = ends(points.map(({ x }) => x));
  const [top, bottom] = ends(points.map(({ y }) => y));
  const longer = Math.max(right - left, bottom - top);
  // A dot has no size to scale, and a speck should not become a boulder.
  const scale = longer > 0 ? Math.min(4, (BOX - 2 * PEN) / longer) : 1;
  const moved = (x: number, y: number) =>
    strokes.map((stroke) =>
      stroke.map((point) => ({
        x: (point.x - (left + right) / 2) * scale + x,
        y: (point.y - (top + bottom) / 2) * scale + y,
      })),
    );
  const mass = centreOfMass(inked(moved(SIDE / 2, SIDE / 2)));
  return inked(moved(SIDE - mass.x, SIDE - mass.y));
}

function centreOfMass(pixels: Uint8Array): { x: number; y: number } {
  let [x, y, total] = [0, 0, 0];
  pixels.forEach((ink, i) => {
    x += ink * ((i % SIDE) + 0.5);
    y += ink * (Math.floor(i / SIDE) + 0.5);
    total += ink;
  });
  return total > 0 ? { x: x / total, y: y / total } : { x: SIDE / 2, y: SIDE / 2 };
}

function ends(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function span(a: number, b: number): [number, number] {
  const reach = PEN + 1;
  return [
    Math.max(0, Math.floor(Math.min(a, b) - reach)),
    Math.min(SIDE, Math.ceil(Math.max(a, b) + reach)),
  ];
}

type Spot = { x: number; y: number };

function distance(from: Spot, start: Spot, end: Spot): number {
  const along = { x: end.x - start.x, y: end.y - start.y };
  const length = along.x ** 2 + along.y ** 2;
  const dot = (from.x - start.x) * along.x + (from.y - start.y) * along.y;
  const t = length > 0 ? Math.min(1, Math.max(0, dot / length)) : 0;
  return Math.hypot(from.x - start.x - t * along.x, from.y - start.y - t * along.y);
}

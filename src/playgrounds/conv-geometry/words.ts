/** The figure's numbers in words: the size formula with today's numbers, the window's sum, what the border answers. */
import type { Grid } from '#cnn/math';
import { forEye } from '#kit/state';
import type { Settings } from './settings.ts';
import { type Chain, type Shape, shapeOf, unseen } from './shape.ts';
import type { Term } from './values.ts';

/** A number as it stands in a product: negative ones in brackets. */
export const factor = (value: number): string =>
  value < 0 ? `(${weightForEye(value)})` : weightForEye(value);

/** A weight for the eye: a part of a whole as a fraction, such as 1/9. */
export function weightForEye(weight: number): string {
  const parts = Math.round(1 / weight);
  return weight > 0 && weight < 1 && Math.abs(1 / weight - parts) < 1e-9
    ? `1/${parts}`
    : forEye(weight);
}

/** The output's side step by step, each part an equation's next side. */
export function sizeSteps(settings: Settings, shape: Shape): string[] {
  const { kernel, stride, dilation } = settings;
  const { size, padding, padded, reach, out } = shape;
  const room = padded - reach;
  const first = `⌊(${size} + 2 · ${padding} − ${dilation} · (${kernel} − 1) − 1) ÷ ${stride}⌋ + 1`;
  if (out === null) return [first, `⌊${forEye(room)} ÷ ${stride}⌋ + 1`, 'no output'];
  const steps = [first, `⌊${room} ÷ ${stride}⌋ + 1`];
  if (room % stride !== 0) steps.push(`⌊${forEye(room / stride)}⌋ + 1`);
  return [...steps, `${out - 1} + 1`, String(out)];
}

/** What the floor and the steps leave out. */
export function leftOut(settings: Settings, shape: Shape): string {
  const { out, remainder, padding, size } = shape;
  if (out === null) return '';
  const lost = unseen(settings, shape);
  const cells = (n: number): string =>
    n === 1 ? 'one row and one column' : `${n} rows and ${n} columns`;
  const ring = Math.min(remainder, padding);
  const what =
    remainder <= padding ? ', all padding,' : ring > 0 ? `, ${ring} of each padding,` : '';
  const floor =
    remainder === 0
      ? 'The steps come out even: nothing is left over at the far end.'
      : `The floor: at the far end ${cells(remainder)}${what} are left over (shaded), because another step of ${settings.stride} does not fit.`;
  if (lost === 0) return `${floor} Every pixel of the input is looked at.`;
  const pixels = lost === 1 ? 'pixel is' : 'pixels are';
  return `${floor} ${forEye(lost)} of the ${forEye(size ** 2)} ${pixels} never looked at.`;
}

/** What an image of 255 everywhere shows of the padding. */
export function borderWords(border: Grid | null, { mode }: Settings, { padding }: Shape): string {
  if (border === null) return '';
  const flat = border.flat();
  const usual =
    flat[Math.floor(border.length / 2) * border.length + Math.floor(border.length / 2)]!;
  const others = flat.filter((value) => Math.abs(value - usual) > 1e-9);
  const all = `${forEye(flat.length)} ${flat.length === 1 ? 'answer' : 'answers'}`;
  if (padding === 0) return `No padding, so no border: all ${all} are ${forEye(usual)}.`;
  if (others.length === 0) {
    return mode === 'zeros'
      ? `Here the ring of zeros changes nothing: all ${all} are ${forEye(usual)}.`
      : `The ring holds 255 too, so the border stays silent: all ${all} are ${forEye(usual)}.`;
  }
  const far = others.reduce((a, b) => (Math.abs(b - usual) > Math.abs(a - usual) ? b : a));
  return `The image has no edge, the ring makes one: ${forEye(others.length)} of ${all} differ from ${forEye(usual)}, the farthest is ${forEye(far)}.`;
}

/** How the chain of equal layers ends. */
export function chainWords(settings: Settings, { sizes, end }: Chain): string {
  const last = sizes.at(-1)!;
  if (end === 'one') return 'One cell is left.';
  if (end === 'same') return `From here on the size stays ${last}.`;
  if (end === 'long') return '';
  return shapeOf(settings, last).refusal?.message ?? '';
}

/** The window's sum for the ear. */
export function spokenSum(terms: Term[][], total: number): string {
  const rows = terms.map((row) =>
    row
      .map(({ pixel, weight }) => `${forEye(pixel)} times ${weightForEye(weight)}`)
      .join(', plus '),
  );
  return `${rows.join(', plus ')}, makes ${forEye(total)}.`;
}

/** The shapes in sentences. */
import { forEye } from '#kit/state';
import { outcomeOf } from './conv-shapes.ts';
import { crossText, type Shape } from './fields.ts';
import { after, lossOf, type Operation } from './flatten.ts';
import { type Address, addressAt, axesOf, numberAt } from './layout.ts';
import { count, type ShapesState } from './model.ts';

/** What the loss makes of the shape. */
export function lossWords(operation: Operation, scores: Shape): string {
  if (lossOf(operation, scores) !== null) return 'The loss refuses:';
  const [n, classes] = scores as [number, number];
  const columns = after(operation, scores)[1];
  if (columns !== undefined && columns > classes) {
    return `The loss takes ${forEye(columns)} columns for ${forEye(classes)} ${classes === 1 ? 'class' : 'classes'} and says nothing.`;
  }
  return `The loss takes it: ${forEye(n)} ${n === 1 ? 'row' : 'rows'} of ${forEye(classes)} ${classes === 1 ? 'score' : 'scores'}.`;
}

/** Whether squeeze and Flatten come to the same, and why. */
export function agreeWords(scores: Shape): string {
  const [n, c, h, w] = scores as [number, number, number, number];
  const squeezed = after('squeeze', scores);
  const flat = after('flatten', scores);
  if (squeezed.join() === flat.join()) {
    return `Here squeeze and Flatten agree: ${crossText(flat)}. Try a batch of one image, or a larger grid.`;
  }
  const reasons = [
    ...(n === 1 ? ['The batch holds one image, so squeeze takes the batch axis away too.'] : []),
    ...(h * w > 1 ? ['The grid is not 1×1, and squeeze merges nothing.'] : []),
    ...(c === 1 && n > 1 ? ['There is one channel, so squeeze takes that axis away too.'] : []),
  ];
  return `Here they differ. ${reasons.join(' ')}`;
}

/** The number of a picture by its address, as it is written on it: channel, row, column, and the image before, if several. */
export const nameOf = ([images]: Shape, { n, c, h, w }: Address): string =>
  `${images! > 1 ? n : ''}${c}${h}${w}`;

export const addressWords = ([images]: Shape, { n, c, h, w }: Address): string =>
  `${images! > 1 ? `image ${n}, ` : ''}channel ${c}, row ${h}, column ${w}`;

/** What lies together in memory, above the first of its numbers; shorter where there is little room. */
export function groupName(
  { image, order }: Pick<ShapesState, 'image' | 'order'>,
  { n, c, h, w }: Address,
  room: number,
): string {
  const of = image[0]! > 1 ? `image ${n}, ` : '';
  const long = order === 'nchw' ? `${of}channel ${c}` : `${of}pixel ${h}, ${w}`;
  return long.length * 6.5 < room ? long : order === 'nchw' ? `${c}` : `${h},${w}`;
}

/** What one step along the strip is, and whether the picture is whole. */
export function orderWords(state: Pick<ShapesState, 'image' | 'order'>): string {
  const { image, order } = state;
  const fastest = { n: 'image', c: 'channel', h: 'row', w: 'column' }[axesOf(order)[3]!];
  const step = `One place further is the next ${fastest}.`;
  if (order !== 'reshape') return step;
  const moved = Array.from({ length: count(image) }, (_, place) => place).filter((place) => {
    const meant = addressAt(image, order, place);
    const there = numberAt(state, place);
    return nameOf(image, meant) !== nameOf(image, there);
  }).length;
  return moved === 0
    ? `${step} With this shape reshape and permute come to the same.`
    : `${step} But reshape moves nothing in memory: ${forEye(moved)} of ${forEye(count(image))} numbers stand at the wrong place of the picture.`;
}

/** What a screen reader hears after a change. */
export function spoken(state: ShapesState): string {
  if (state.view === 'conv') {
    const outcome = outcomeOf(state);
    return 'output' in outcome ? `Output ${crossText(outcome.output)}.` : '';
  }
  if (state.view === 'flatten') return agreeWords(state.scores);
  const { image, order, at } = state;
  return `Place ${at}: number ${nameOf(image, numberAt(state, at))}, ${addressWords(image, addressAt(image, order, at))}.`;
}

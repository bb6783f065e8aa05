/** Where a number of an image batch stands in memory, in PyTorch's order of axes and with the channels last. */
import type { Shape } from './fields.ts';
import type { Order, ShapesState } from './model.ts';

/** The place of one number: image, channel, row, column. */
export interface Address {
  n: number;
  c: number;
  h: number;
  w: number;
}

type Axis = keyof Address;
export const axesOf = (order: Order): readonly Axis[] =>
  order === 'nchw' ? ['n', 'c', 'h', 'w'] : ['n', 'h', 'w', 'c'];

const sideOf = ([n, c, h, w]: Shape): Address => ({ n: n!, c: c!, h: h!, w: w! });

/** How many places one step along each axis takes in memory, in the order of the axes. */
export function strides(image: Shape, order: Order): number[] {
  const sides = axesOf(order).map((axis) => sideOf(image)[axis]);
  return sides.map((_, i) => sides.slice(i + 1).reduce((product, side) => product * side, 1));
}

/** The place in memory, from 0: each index times its stride. */
export const placeOf = (image: Shape, order: Order, address: Address): number =>
  strides(image, order).reduce((sum, stride, i) => sum + stride * address[axesOf(order)[i]!], 0);

/** What the order takes the number at a place of memory for. */
export function addressAt(image: Shape, order: Order, place: number): Address {
  const address: Address = { n: 0, c: 0, h: 0, w: 0 };
  let rest = place;
  strides(image, order).forEach((stride, i) => {
    address[axesOf(order)[i]!] = Math.floor(rest / stride);
    rest %= stride;
  });
  return address;
}

/** Which number of the picture lies at a place: after a reshape they lie where they lay before, in PyTorch's order. */
export const numberAt = ({ image, order }: Pick<ShapesState, 'image' | 'order'>, place: number) =>
  addressAt(image, order === 'reshape' ? 'nchw' : order, place);

/** Formula of the place with letters, and with today's numbers. */
export function placeSteps({ image, order, at }: Pick<ShapesState, 'image' | 'order' | 'at'>) {
  const address = addressAt(image, order, at);
  const names = axesOf(order);
  const sides = sideOf(image);
  const nested = (of: (axis: Axis) => string, side: (axis: Axis) => string): string =>
    names.slice(1).reduce((inner, axis, i) => {
      const left = i === 0 ? inner : `(${inner})`;
      return `${left} · ${side(axis)} + ${of(axis)}`;
    }, of(names[0]!));
  return [
    nested(
      (axis) => axis,
      (axis) => axis.toUpperCase(),
    ),
    nested(
      (axis) => String(address[axis]),
      (axis) => String(sides[axis]),
    ),
    String(at),
  ];
}

/** Every number of the memory in a row, as the address it has in the picture. */
export const memory = (state: Pick<ShapesState, 'image' | 'order'>): Address[] =>
  Array.from({ length: state.image.reduce((product, side) => product * side, 1) }, (_, place) =>
    numberAt(state, place),
  );

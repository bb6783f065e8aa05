/** What each axis of the convolution's tensors is about, by its place. */
import { convOutputSize } from '#cnn/math';
import { batched, type ConvState } from './conv-shapes.ts';
import type { Shape } from './fields.ts';
import type { Role } from './model.ts';

export type Tensor = 'input' | 'weight' | 'output';

const whole: Record<Tensor, readonly Role[]> = {
  input: ['batch', 'channels', 'height', 'width'],
  weight: ['filters', 'channels', 'height', 'width'],
  output: ['batch', 'filters', 'height', 'width'],
};

/** The role of each axis; none where the axes are not those the layer takes. */
export function rolesOf(tensor: Tensor, sides: Shape): (Role | null)[] {
  const roles = whole[tensor];
  if (sides.length === 4) return [...roles];
  if (sides.length === 3 && tensor !== 'weight') return roles.slice(1);
  return sides.map(() => null);
}

/** The letters the documentation has for an axis. */
export function letterOf(tensor: Tensor, role: Role | null): string {
  switch (role) {
    case 'batch':
      return 'N';
    case 'channels':
      return tensor === 'weight' ? 'in / groups' : 'C';
    case 'filters':
      return 'out';
    case 'height':
      return tensor === 'weight' ? 'kH' : 'H';
    case 'width':
      return tensor === 'weight' ? 'kW' : 'W';
    default:
      return '?';
  }
}

/** Where each axis of the output comes from, with today's numbers, and last the one that comes to no axis. */
export function origins(state: ConvState): { role: Role; side: number; from: string }[] {
  const { weight, stride, padding, groups } = state;
  const [n, c, h, w] = batched(state.input) as [number, number, number, number];
  const along = (size: number, kernel: number) => {
    const side = convOutputSize(size, { kernel, stride, padding });
    return { side, from: `⌊(${size} + 2 · ${padding} − ${kernel}) ÷ ${stride}⌋ + 1` };
  };
  return [
    ...(state.input.length === 3
      ? []
      : [{ role: 'batch' as const, side: n, from: 'N of the input' }]),
    { role: 'filters', side: weight[0]!, from: 'out, the first axis of the weight' },
    { role: 'height', ...along(h, weight[2]!) },
    { role: 'width', ...along(w, weight[3]!) },
    {
      role: 'channels',
      side: c,
      from: `nothing: ${groups > 1 ? `each group of ${c / groups} is` : 'they are'} multiplied slice by slice and summed`,
    },
  ];
}

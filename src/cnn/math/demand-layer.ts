import {
  demand,
  demandChoice,
  demandFromZero,
  demandShape,
  demandShare,
  demandWhole,
} from './demand.ts';
import type { LayerPlan } from './layer-plan.ts';
import { demandSides } from './sides.ts';

const types: readonly LayerPlan['type'][] = [
  'Conv2d',
  'BatchNorm2d',
  'LayerNorm',
  'GroupNorm',
  'InstanceNorm2d',
  'ReLU',
  'AvgPool2d',
  'Flatten',
  'Linear',
];

/**
 * The one place where a layer's settings are checked, before anything is computed or drawn from them.
 *
 * @throws RangeError naming the layer and setting, such as `conv1.stride`, what it is and what it accepts
 */
export function demandLayer(plan: LayerPlan) {
  const { name, type } = plan;
  demand('name', name, typeof name === 'string' && name !== '', 'a word for the layer');
  const of = (setting: string) => `${name}.${setting}`;
  const channels = (setting: string, value: number) => demandWhole(of(setting), value, 1);
  const flag = (setting: string, value: unknown, ...absent: undefined[]) =>
    demandChoice(of(setting), value, [true, false, ...absent]);
  demandChoice(of('type'), type, types);
  if ('eps' in plan && plan.eps !== undefined) demandFromZero(of('eps'), plan.eps);
  if ('affine' in plan) flag('affine', plan.affine, undefined);
  switch (plan.type) {
    case 'Conv2d':
      channels('inChannels', plan.inChannels);
      channels('outChannels', plan.outChannels);
      demandSides(of('kernel'), plan.kernel, 1);
      demandSides(of('stride'), plan.stride, 1);
      demandSides(of('padding'), plan.padding, 0);
      demandSides(of('dilation'), plan.dilation ?? 1, 1);
      return flag('bias', plan.bias);
    case 'BatchNorm2d':
      channels('channels', plan.channels);
      return demandShare(of('momentum'), plan.momentum ?? 0.1);
    case 'InstanceNorm2d':
      return channels('channels', plan.channels);
    case 'LayerNorm':
      return demandShape(of('normalizedShape'), plan.normalizedShape);
    case 'GroupNorm':
      channels('groups', plan.groups);
      channels('channels', plan.channels);
      if (plan.channels % plan.groups === 0) return;
      throw new RangeError(
        `${name} cannot split ${plan.channels} channels into ${plan.groups} groups of equal size. ` +
          'Use a number of groups that divides them.',
      );
    case 'AvgPool2d':
      channels('kernel', plan.kernel);
      return channels('stride', plan.stride);
    case 'Linear':
      channels('inFeatures', plan.inFeatures);
      channels('outFeatures', plan.outFeatures);
      return flag('bias', plan.bias);
  }
}

/** @throws RangeError naming what of the network's plan cannot be used */
export function demandNet({ inputShape, layers }: { inputShape: number[]; layers: LayerPlan[] }) {
  demandShape('inputShape', inputShape);
  demand('layers', layers, Array.isArray(layers) && layers.length > 0, 'at least one layer');
}

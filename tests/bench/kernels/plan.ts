import type { LayerPlan, NetPlan } from '#cnn/math';
import type { FusedPlan } from '../../../src/cnn/wasm/index.ts';

type Owned = FusedPlan['buffers'][number];

/** Parameters and running statistics of one layer, as the package's layers name and shape them. */
function ownedBy(plan: LayerPlan, layer: number): { parameters: Owned[]; buffers: Owned[] } {
  const owned = (name: string, ...shape: number[]) => ({
    layer,
    name: `${plan.name}.${name}`,
    shape,
  });
  switch (plan.type) {
    case 'Conv2d': {
      const { inChannels, outChannels } = plan;
      const side = Number(plan.kernel);
      const weight = owned('weight', side, side, inChannels, outChannels);
      return { parameters: [weight, owned('bias', outChannels)], buffers: [] };
    }
    case 'BatchNorm2d': {
      const { channels } = plan;
      return {
        parameters: [owned('weight', channels), owned('bias', channels)],
        buffers: [owned('running_mean', channels), owned('running_var', channels)],
      };
    }
    default:
      return { parameters: [], buffers: [] };
  }
}

/** One of the chapter's nets for the emitters, without any tensors. */
export function planOf({ inputShape, layers }: NetPlan): FusedPlan {
  const all = layers.map(ownedBy);
  return {
    inputShape,
    layers,
    parameters: all.flatMap(({ parameters }) =>
      parameters.map((one) => ({ ...one, decays: false })),
    ),
    buffers: all.flatMap(({ buffers }) => buffers),
  };
}

import { firstLayer, recipePlan } from '#cnn/math';
/** The network of a recipe as Python: the `conv` block of the chapter with the recipe's norm in its place, and the stack. */
import type { Recipe } from './model.ts';

const sides = [14, 7, 4, 2, 1];

/** The norm of a block as PyTorch's constructor. */
function normText({ norm }: Recipe): string | undefined {
  switch (norm) {
    case 'none':
      return undefined;
    case 'batch':
      return 'nn.BatchNorm2d(nf)';
    case 'layer':
      return 'nn.LayerNorm([nf, side, side])';
    case 'group':
      return 'nn.GroupNorm((nf + 7) // 8, nf)';
    case 'instance':
      return 'nn.InstanceNorm2d(nf, affine=True)';
  }
}

/** The two definitions, without a line break at the end. `flatten` is the layer that ends the stack. */
export function layersText(recipe: Recipe, flatten = 'nn.Flatten()'): string {
  const layered = recipe.norm === 'layer';
  const norm = normText(recipe);
  const append = (layer: string) => `layers.append(${layer})`;
  const relu = `if act: ${append('nn.ReLU()')}`;
  // Batch norm follows the last convolution too, as in the chapter; the others go with a ReLU.
  const normal = norm && (recipe.norm === 'batch' ? append(norm) : `if act: ${append(norm)}`);
  const rest = recipe.normPlace === 'before' ? [normal, relu] : [relu, normal];
  const body = rest.flatMap((line) => (line ? [`    ${line}`] : [])).join('\n');
  const channels = recipePlan(recipe).layers.flatMap((layer) =>
    layer.type === 'Conv2d' ? [[layer.inChannels, layer.outChannels]] : [],
  );
  const { side } = firstLayer(recipe);
  const rows = channels.map(([ni, nf], i) => {
    const first = i === 0 && side !== 3 ? `, ks=${side}` : '';
    const last = i === channels.length - 1 ? ', act=False' : '';
    const call = `conv(${ni}, ${nf}${layered ? `, ${sides[i]}` : ''}${first}${last}),`;
    return `    ${call.padEnd(layered ? 30 : 26)}# ${sides[i]}x${sides[i]}`;
  });
  return `def conv(ni, nf, ${layered ? 'side, ' : ''}ks=3, act=True):
    layers = [nn.Conv2d(ni, nf, kernel_size=ks, stride=2, padding=ks//2)]
${body}
    return nn.Sequential(*layers)

model = nn.Sequential(
${rows.join('\n')}
    ${flatten},
)`;
}

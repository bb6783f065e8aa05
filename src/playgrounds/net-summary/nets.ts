/** The chapter's networks as rows, by name, and the rows as the text of a link: a name, or all their numbers. */
import {
  brokenCnnPlan,
  type LayerPlan,
  type NetPlan,
  simpleCnnPlan,
  threeOrSevenPlan,
} from '#cnn/math';
import type { Field } from '#kit/state';
import { type Row, rowsField } from './fields.ts';

const normAfter = (layers: readonly LayerPlan[], at: number): Row['norm'] => {
  const next = layers.findIndex(({ type }, i) => i > at && type === 'Conv2d');
  const until = layers.slice(at + 1, next < 0 ? undefined : next).map(({ type }) => type);
  const norm = until.indexOf('BatchNorm2d');
  if (norm < 0) return 'none';
  return until.indexOf('ReLU') > norm ? 'before' : 'after';
};

/** The convolutions of a plan as rows. */
export const rowsOf = ({ layers }: NetPlan): Row[] =>
  layers.flatMap((layer, at) =>
    layer.type === 'Conv2d'
      ? [
          {
            out: layer.outChannels,
            kernel: layer.kernel as number,
            stride: layer.stride as number,
            padding: layer.padding as number,
            norm: normAfter(layers, at),
          },
        ]
      : [],
  );

/** The chapter's networks by name. */
export const nets = {
  threes: { label: '3 or 7', rows: rowsOf(threeOrSevenPlan()) },
  ten: { label: 'ten digits', rows: rowsOf(simpleCnnPlan()) },
  norm: { label: 'ten digits, batch norm', rows: rowsOf(simpleCnnPlan({ norm: 'batch' })) },
  broken: { label: 'stride 1 throughout', rows: rowsOf(brokenCnnPlan()) },
} as const;
export type NetName = keyof typeof nets;

/** The chapter's network that the rows are, if any. */
export const netName = ({ layers }: { layers: readonly Row[] }): NetName | '' =>
  (Object.keys(nets) as NetName[]).find(
    (name) => rowsField.write(nets[name].rows) === rowsField.write(layers),
  ) ?? '';

export const netField: Field<readonly Row[]> = {
  read(text) {
    if (Object.hasOwn(nets, text)) return nets[text as NetName].rows;
    try {
      return rowsField.read(text);
    } catch (fault) {
      throw new RangeError(`${Object.keys(nets).join(', ')}, or ${(fault as Error).message}`);
    }
  },
  write: (layers) => netName({ layers }) || rowsField.write(layers),
};

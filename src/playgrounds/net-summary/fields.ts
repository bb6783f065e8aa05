/** Convolutions as the text of a link: channels out, kernel, stride, padding, and a letter for the norm: `8-3-2-1a`. */
import type { Field } from '#kit/state';

/** Where a batch norm stands beside the ReLU, if there is one. */
export type NormPlace = 'none' | 'after' | 'before';

/** One row of the network. */
export interface Row {
  /** Channels out. */
  out: number;
  kernel: number;
  stride: number;
  padding: number;
  norm: NormPlace;
}

/** Most rows a network takes. */
export const mostRows = 8;
/** The least and the most each number of the image or of a row may be. */
export const bounds = {
  side: [1, 64],
  channels: [1, 3],
  out: [1, 512],
  kernel: [1, 9],
  stride: [1, 4],
  padding: [0, 6],
} as const;
export const measures = ['out', 'kernel', 'stride', 'padding'] as const;
const letters: Record<NormPlace, string> = { none: '', after: 'a', before: 'b' };

export const rowsField: Field<readonly Row[]> = {
  read(text) {
    const accepts =
      `1 to ${mostRows} layers with commas between, each channels-kernel-stride-padding and at most an a or b ` +
      'for a norm after or before the ReLU, such as 8-3-2-1a';
    const parts = text.split(',');
    if (parts.length > mostRows) throw new RangeError(accepts);
    return parts.map((part) => {
      const found = /^(\d{1,3})-(\d)-(\d)-(\d)([ab]?)$/.exec(part);
      if (!found) throw new RangeError(accepts);
      const [out, kernel, stride, padding] = found.slice(1, 5).map(Number) as [
        number,
        number,
        number,
        number,
      ];
      const row = { out, kernel, stride, padding };
      for (const measure of measures) {
        const [min, max] = bounds[measure];
        if (row[measure] < min || row[measure] > max) throw new RangeError(accepts);
      }
      const norm = found[5] === 'a' ? 'after' : found[5] === 'b' ? 'before' : 'none';
      return { ...row, norm };
    });
  },
  write: (rows) =>
    rows
      .map(
        ({ out, kernel, stride, padding, norm }) =>
          `${out}-${kernel}-${stride}-${padding}${letters[norm]}`,
      )
      .join(','),
};

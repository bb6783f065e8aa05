/** The image a name stands for. */
import type { Grid } from '#cnn/math';
import { unpackImage } from '../kernel-bench/drawing.ts';
import type { ImageName } from './model.ts';
import { croppedSeven, wholeSeven } from './sheet.ts';

/** @param digits packed pixels of the digits 0 to 9 */
export function ownImage(name: ImageName, digits: readonly string[]): Grid {
  if (name === 'sheet') return croppedSeven;
  if (name === 'workbook') return wholeSeven;
  return unpackImage(digits[Number(name)] ?? '', '');
}

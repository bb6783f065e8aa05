import { memo } from 'react';
import type { Grid } from '#cnn/math';
import { GridTable } from '#kit';
import { forEye } from '#kit/state';
import { anchorOf } from './kernels.ts';

/** The whole response as numbers, named by their centres. */
export const ResponseTable = memo(({ response, side }: { response: Grid; side: number }) => (
  <GridTable
    label="The response as a table"
    rows={response}
    first={anchorOf(side)}
    text={(value) => forEye(value)}
  />
));

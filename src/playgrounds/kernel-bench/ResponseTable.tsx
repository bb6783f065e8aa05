import { memo } from 'react';
import type { Grid } from '#cnn/math';
import { forEye } from '#kit/state';
import { anchorOf } from './kernels.ts';

/** The whole response as numbers, named by their centres. */
export const ResponseTable = memo(({ response, side }: { response: Grid; side: number }) => {
  const first = anchorOf(side);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label="The response as a table">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">row</th>
            {response[0]!.map((_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <th scope="col" key={column}>
                {column + first}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {response.map((values, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <tr key={row}>
              <th scope="row">{row + first}</th>
              {values.map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                <td key={column}>{forEye(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
});

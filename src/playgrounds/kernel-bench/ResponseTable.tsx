import { memo } from 'react';
import type { Grid } from '#cnn/math';
import { forEye } from './kernels.ts';
import { firstCentre } from './model.ts';

/** The whole response as numbers, 26 rows of 26, named by their centres. */
export const ResponseTable = memo(({ response }: { response: Grid }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
  <section className="sheet" tabIndex={0} aria-label="The response as a table">
    <table className="tbl">
      <thead>
        <tr>
          <th scope="col">row</th>
          {response.map((_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <th scope="col" key={column}>
              {column + firstCentre}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {response.map((values, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
          <tr key={row}>
            <th scope="row">{row + firstCentre}</th>
            {values.map((value, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <td key={column}>{forEye(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
));

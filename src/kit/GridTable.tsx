interface Props<Cell> {
  /** Of the table, for ears; for eyes too when `caption` says so. */
  label: string;
  caption?: boolean;
  rows: readonly (readonly Cell[])[];
  /** Number of the first row and of the first column. */
  first?: number;
  text(cell: Cell): string;
}

/** A grid of numbers as a table whose rows and columns are counted; it scrolls in its place. */
export function GridTable<Cell>({ label, caption, rows, first = 0, text }: Props<Cell>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label={label}>
      <table className="tbl">
        {caption && <caption>{label}</caption>}
        <thead>
          <tr>
            <th scope="col">row</th>
            {rows[0]?.map((_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <th scope="col" key={column}>
                {column + first}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <tr key={row}>
              <th scope="row">{row + first}</th>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                <td key={column}>{text(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { memo } from 'react';
import { diverging, ink, NumberGrid, type Selection } from '#kit';
import { forEye } from '#kit/state';
import { full } from './drawing.ts';
import { anchorOf } from './kernels.ts';
import { around, cellName, sheetFormula } from './sheet.ts';
import type { BenchModel } from './useBench.ts';

interface Props {
  model: BenchModel;
  link: Selection<number>;
}

/** Numbers beside shades, as in the chapter's spreadsheet: the image about the window, and the response about its centre. */
export const SheetView = memo(({ model, link }: Props) => {
  const { image, response, at, side, how, end, moveTo } = model;
  const anchor = anchorOf(side);
  const reach = Math.max(4, side - anchor);
  const left = around(image, at, reach);
  const right = around(response, [at[0] - anchor, at[1] - anchor], 4);

  const inWindow = (row: number, column: number): number | null => {
    const [down, wide] = [row - at[0] + anchor, column - at[1] + anchor];
    return down >= 0 && down < side && wide >= 0 && wide < side ? down * side + wide : null;
  };
  const pixelAt = (row: number, column: number): number | null =>
    inWindow(left.rows[row]!, left.columns[column]!);
  return (
    <div className="sheets">
      <div>
        <span className="lab">
          image, {cellName(left.rows[0]!, left.columns[0]!)} to{' '}
          {cellName(left.rows.at(-1)!, left.columns.at(-1)!)}
        </span>
        <div className="pan">
          <NumberGrid
            texts={left.values.map((row) => row.map(String))}
            label="The image about the window, as numbers"
            name={(row, column) =>
              `${cellName(left.rows[row]!, left.columns[column]!)}: ${left.values[row]![column]}`
            }
            tone={(row, column) => ink(left.values[row]![column]! / full)}
            mark={(row, column) => {
              const pixel = pixelAt(row, column);
              return pixel === null ? 'off' : pixel === link.lit ? 'in lit' : 'in';
            }}
            onPoint={(place) => link.light(place && pixelAt(...place))}
            onPin={(place) => {
              const pixel = pixelAt(...place);
              if (pixel === null) moveTo([left.rows[place[0]]!, left.columns[place[1]]!]);
              else link.pin(pixel);
            }}
            onRelease={link.release}
          />
        </div>
      </div>
      <div>
        <span className="lab">
          response, rows {right.rows[0]! + anchor} to {right.rows.at(-1)! + anchor}, columns{' '}
          {right.columns[0]! + anchor} to {right.columns.at(-1)! + anchor}
        </span>
        <div className="pan">
          <NumberGrid
            texts={right.values.map((row) => row.map((value) => forEye(value, 1)))}
            label="The response about the centre, as numbers"
            name={(row, column) =>
              `centre row ${right.rows[row]! + anchor}, column ${right.columns[column]! + anchor}: ${forEye(right.values[row]![column]!)}`
            }
            tone={(row, column) => diverging(right.values[row]![column]!, end)}
            mark={(row, column) =>
              right.rows[row]! + anchor === at[0] && right.columns[column]! + anchor === at[1]
                ? 'lit'
                : undefined
            }
            onPin={([row, column]) =>
              moveTo([right.rows[row]! + anchor, right.columns[column]! + anchor])
            }
          />
        </div>
      </div>
      <p className="said formula">
        The framed cell of the response: <code>{sheetFormula(at, side, how.bias, how.flip)}</code>
      </p>
    </div>
  );
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convOutputSize, dependents, precedents } from '#cnn/math';
import { sampleDigits } from '#lab/digits';
import {
  blocksOf,
  columnLetters,
  formulaOf,
} from '../../src/playgrounds/precedent-tracer/addresses.ts';
import {
  type Layer,
  layersField,
  sizesOf,
  stacks,
} from '../../src/playgrounds/precedent-tracer/layers.ts';
import { marksOf } from '../../src/playgrounds/precedent-tracer/marks.ts';
import {
  allowed,
  chosen,
  codec,
  painted,
  restacked,
  type Tracer,
} from '../../src/playgrounds/precedent-tracer/model.ts';
import { cellUnder, inRows, onSheet } from '../../src/playgrounds/precedent-tracer/place.ts';
import { ruleSteps, verdictOn } from '../../src/playgrounds/precedent-tracer/predict.ts';
import { presets, withPreset } from '../../src/playgrounds/precedent-tracer/presets.ts';
import { fieldOf, passOf, sceneOf } from '../../src/playgrounds/precedent-tracer/scene.ts';
import { croppedSeven } from '../../src/playgrounds/precedent-tracer/sheet.ts';
import { csv, pytorch } from '../../src/playgrounds/precedent-tracer/take.ts';
import { recorded } from '../../src/playgrounds/precedent-tracer/trained.ts';
import {
  changeInWords,
  formulaInWords,
  tracedInWords,
} from '../../src/playgrounds/precedent-tracer/words.ts';

const { pixels } = sampleDigits()[3]!;
const three = Array.from({ length: 28 }, (_, row) => pixels.slice(row * 28, (row + 1) * 28));

const scene = (state: Tracer) => {
  const own = state.image === 'sheet' ? croppedSeven : three;
  return sceneOf(state, passOf(state, own, [recorded]));
};
const net: Tracer = {
  ...codec.start,
  image: '3',
  layers: stacks.threeOrSeven,
  at: { grid: 3, row: 1, column: 1 },
  channel: 6,
};

interface ReferenceStack {
  name: string;
  kind: string;
  input: [number, number];
  layers: Layer[];
  out: [number, number];
  per_layer: { rf: number; jump: number; first_left: number }[];
  probes: { out: [number, number]; rows: number[]; cols: number[] }[];
}
const reference = JSON.parse(
  readFileSync(new URL('../reference/architecture.json', import.meta.url), 'utf8'),
) as { cases: ReferenceStack[] };

test.each(reference.cases.filter(({ kind }) => kind === 'stack'))(
  'PyTorch’s $name passes through the playground’s model',
  ({ input, layers, out, per_layer, probes }) => {
    const read = layersField.read(layersField.write(layers));
    expect(sizesOf(input, read).at(-1)).toEqual(out);
    per_layer.forEach(({ rf, jump, first_left }, i) => {
      expect(fieldOf(read, { grid: i + 1, row: 0, column: 0 })).toEqual({
        top: first_left,
        left: first_left,
        size: rf,
      });
      expect(ruleSteps(read)[i]).toMatchObject({ size: rf, jump });
    });
    for (const {
      out: [row, column],
      rows,
      cols,
    } of probes) {
      // A product is empty as soon as one side is; PyTorch then lists neither.
      const [image] = precedents({ size: input, layers: read }, [row, column]);
      const seen = image!.rows.length > 0 && image!.columns.length > 0;
      expect(seen ? image : { rows: [], columns: [] }).toEqual({ rows, columns: cols });
    }
  },
);

test('the chapter’s sheet: its numbers, its traces, its formula', () => {
  const shown = scene(codec.start);
  expect(shown.grids[2]!.map((row) => row.map((value) => value.toFixed(3)))).toEqual([
    ['0.446', '0.497', '0.439', '0.450'],
    ['0.113', '0.082', '0.135', '0.500'],
    ['0.028', '0.354', '0.471', '0.483'],
    ['0.042', '0.177', '0.030', '0.297'],
  ]);
  expect(shown.below[1]).toEqual({ rows: [0, 1, 2], columns: [6, 7, 8] });
  expect(shown.below[0]).toEqual({
    rows: [0, 1, 2, 3, 4, 5, 6],
    columns: [12, 13, 14, 15, 16, 17, 18],
  });
  expect(tracedInWords(codec.start, shown)).toBe(
    'Precedents: 3×3 of Conv1 with filter 2, then 7×7 of Input with filter 1.',
  );
  const { addressed } = onSheet(shown.sizes, stacks.sheet);
  expect(formulaInWords(codec.start, shown, addressed)).toBe('=SUMPRODUCT(AH3:AJ5,$AM$11:$AO$13)');
  const marks = marksOf(codec.start, shown, inRows(shown.sizes, stacks.sheet, 99));
  // As in the book's figures: one range into the cell, nine into the nine, and a line from each range's filter.
  expect(marks.ranges).toHaveLength(1 + 9);
  expect(marks.lines).toHaveLength(2 * (1 + 9));
});

test('the stride-1 twin reaches 5×5', () => {
  const twin = withPreset(codec.start, 'twin');
  const shown = sceneOf(twin, passOf(twin, three, []));
  expect(shown.pixels.rows).toEqual([0, 1, 2, 3, 4]);
  expect(shown.field.size).toBe(5);
});

test('fields of the chapter’s nets are 3, 7, 15, 31, 63 and 5, 9, 17, 33, 65', () => {
  expect(ruleSteps(stacks.threeOrSeven).map(({ size }) => size)).toEqual([3, 7, 15, 31, 63]);
  expect(ruleSteps(stacks.tenDigits).map(({ size }) => size)).toEqual([5, 9, 17, 33, 65]);
});

test('no gradient of the trained net leaves the field, and some is in it', () => {
  for (let grid = 1; grid <= 5; grid++) {
    const [height, width] = scene(net).sizes[grid]!;
    let mass = 0;
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const state: Tracer = { ...net, at: { grid, row, column }, overlay: 'gradient' };
        const { overlay, field, pixels } = scene(state);
        overlay!.values.forEach((slopes, r) => {
          slopes.forEach((slope, c) => {
            const inField =
              r >= field.top &&
              r < field.top + field.size &&
              c >= field.left &&
              c < field.left + field.size;
            if (!inField || !pixels.rows.includes(r) || !pixels.columns.includes(c)) {
              expect(slope).toBe(0);
            }
            mass += Math.abs(slope);
          });
        });
      }
    expect(mass).toBeGreaterThan(0);
  }
});

test('a changed pixel moves its dependents only, in every layer', () => {
  for (const [row, column] of [
    [5, 7],
    [14, 14],
    [27, 0],
    [0, 27],
  ] as const) {
    const state = painted(
      net,
      { row, column, value: 255 - three[row]![column]! },
      three[row]![column]!,
    );
    const shown = scene(state);
    const all = dependents({ size: [28, 28], layers: stacks.threeOrSeven }, [row, column]);
    shown.moved.forEach((cells, grid) => {
      for (const cell of cells) {
        expect(all[grid]!.rows).toContain(cell.row);
        expect(all[grid]!.columns).toContain(cell.column);
      }
    });
    expect(shown.moved[0]).toEqual([{ row, column }]);
  }
  const far = painted(net, { row: 27, column: 27, value: 255 }, 0);
  expect(changeInWords(far, scene(far))).toMatch(
    /^One pixel is changed. The chosen cell did not move: 2\.\d{3}\./,
  );
  const near = painted(net, { row: 5, column: 7, value: 0 }, 254);
  expect(changeInWords(near, scene(near))).toMatch(
    /The chosen cell went from 2\.\d{3} to \d\.\d{3}\./,
  );
  expect(painted(near, { row: 5, column: 7, value: 254 }, 254).pixels).toEqual([]);
});

test('a guess is answered by what it forgets', () => {
  expect(verdictOn(7, stacks.sheet).right).toBe(true);
  expect(verdictOn(5, stacks.sheet).text).toMatch(/stride 1/);
  expect(verdictOn(9, stacks.sheet).text).toMatch(/side by side/);
  expect(verdictOn(3, stacks.sheet).text).toMatch(/layer below/);
  expect(verdictOn(12, stacks.sheet)).toMatchObject({ right: false });
});

const layer = fc.record({
  kernel: fc.integer({ min: 1, max: 7 }),
  stride: fc.integer({ min: 1, max: 4 }),
  padding: fc.integer({ min: 0, max: 3 }),
  dilation: fc.integer({ min: 1, max: 3 }),
});

test('every stack that fits can be shown, placed on a sheet without overlap, and survives its link', () => {
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 6 }), fc.nat(), (layers, spot) => {
      let state: Tracer;
      try {
        state = restacked(codec.start, { layers });
      } catch (fault) {
        expect((fault as Error).message).toMatch(
          /^Layer \d does not fit\. .*Use a smaller kernel or more padding\.$/,
        );
        return;
      }
      const sizes = sizesOf([22, 22], layers);
      const grid = spot % sizes.length;
      const [height, width] = sizes[grid]!;
      state = chosen(state, { grid, row: spot % height, column: (spot * 7) % width });
      const shown = scene(state);
      expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
      const sheet = onSheet(sizes, layers);
      marksOf(state, shown, sheet);
      sheet.blocks.forEach((a, i) => {
        for (const b of sheet.blocks.slice(i + 1)) expect(b.x).toBeGreaterThan(a.x + a.columns);
      });
      const rows = inRows(sizes, layers, 29);
      for (const block of rows.blocks) {
        if (block.kind !== 'grid') continue;
        expect(cellUnder(rows, [block.x + 0.5, block.y + 0.5], 1)).toEqual({
          grid: block.index,
          row: 0,
          column: 0,
        });
      }
    }),
    { numRuns: 200, seed: 13 },
  );
});

test('a formula names exactly the cells that trace precedents names', () => {
  fc.assert(
    fc.property(layer, fc.nat(), (options, spot) => {
      if (options.dilation * (options.kernel - 1) + 1 > 9 + 2 * options.padding) return;
      const side = convOutputSize(9, options);
      const cell: [number, number] = [spot % side, (spot * 5) % side];
      const [input, filter] = blocksOf([9, 9], [options]) as [never, never, never];
      const formula = formulaOf([input, filter], options, cell);
      const [traced] = precedents({ size: [9, 9], layers: [options] }, cell);
      const named = new Set<string>();
      for (const [, from, to] of formula.matchAll(/(?<![$A-Z\d])([A-Z]+\d+)(?::([A-Z]+\d+))?/g)) {
        const [a, b] = [from!, to ?? from!].map((text) => [
          text.charCodeAt(0) - 65,
          Number(text.slice(1)) - 2,
        ]);
        for (let r = a![1]!; r <= b![1]!; r++)
          for (let c = a![0]!; c <= b![0]!; c++) named.add(`${r},${c}`);
      }
      const wanted = traced!.rows.flatMap((r) => traced!.columns.map((c) => `${r},${c}`));
      expect([...named].sort()).toEqual(wanted.sort());
    }),
    { numRuns: 300, seed: 13 },
  );
  expect([1, 26, 27, 52, 53, 702, 703].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
});

describe('a bad link gives the starting state and a sentence', () => {
  test.each([
    ['image=cat', '“image” is “cat”; it takes one of sheet, workbook'],
    ['layers=9', '“layers” is “9”; it takes 1 to 6 layers'],
    ['layers=3s2p9', 'it takes 1 to 6 layers'],
    ['layers=3,3,3,3,3,3,3', 'it takes 1 to 6 layers'],
    ['layers=7s4,7s4,7s4', 'Layer 2 does not fit. The kernel reaches over 7 pixels'],
    ['at=9,0,0', 'There is no grid 9; the stack has grids 0 to 2.'],
    ['at=2,9,0', 'There is no cell 9,0 in grid 2, which has 4 rows and 4 columns.'],
    ['at=1e309', 'it takes a grid, a row and a column'],
    ['channel=64', 'it takes a whole number from 0 to 63'],
    ['down=-1', 'it takes a whole number from 0 to 6'],
    ['up=NaN', 'it takes a whole number from 0 to 6'],
    ['marks=stars', 'it takes one of arrows, outlines'],
    ['overlay=heat', 'it takes one of none, box, paths, gradient'],
    ['view=3d', 'it takes one of picture, sheet'],
    ['pixels=1.2.999', 'it takes up to 200 pixels'],
    ['pixels=25.0.1', 'The image has no pixel 25,0.'],
    ['hand=left', 'it takes one of choose, cover'],
    ['ask=maybe', 'it takes yes or no'],
    ['guess=seven', 'it takes a whole number from 1 to 999'],
    ['colour=red', 'has a part “colour”'],
    ['down=1&down=2', 'has the part “down” twice'],
  ])('%s', (link, sentence) => {
    const { state, problem } = codec.parse(link, codec.start);
    expect(state).toBe(codec.start);
    expect(problem).toContain(sentence);
    expect(problem).toMatch(/The figure shows its starting state instead\.$/);
  });
});

test('a setting is offered only where the whole stack still fits', () => {
  expect(allowed(codec.start, 0, 'stride', 4)).toBe(true);
  expect(allowed({ ...codec.start, layers: layersField.read('7s4,3') }, 1, 'kernel', 7)).toBe(
    false,
  );
});

test.each(presets)('the stack $label is a legal state', ({ value }) => {
  const state = withPreset({ ...codec.start, channel: 6, down: 1, up: 1 }, value);
  expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
});

test('the code and the numbers taken along are those of the figure', () => {
  const shown = scene(codec.start);
  expect(pytorch(codec.start, shown)).toContain('columns.unique()    # 12 to 18');
  expect(pytorch(codec.start, shown)).toContain('net(x)[0, 0, 0, 3].backward()');
  const lines = csv(codec.start, shown).trim().split('\r\n');
  expect(lines).toHaveLength(1 + 484 + 9 + 100 + 9 + 16);
  const traced = lines.filter((line) => line.startsWith('Input,') && line.split(',')[5] === '2');
  expect(traced).toHaveLength(49);
  expect(lines.find((line) => line.startsWith('Input,O4,'))).toMatch(/,2,4$/);
});

import { expect, test } from 'vitest';
import { type ConvStack, dependents, precedents } from '#cnn/math';

const halving = { kernel: 3, stride: 2, padding: 1 };
const stack: ConvStack = { size: [28, 28], layers: [halving, halving] };

test('an output traces back to the 7 by 7 pixels of two stride-2 convolutions', () => {
  const [image, first, output] = precedents(stack, [3, 4]);
  expect(output).toEqual({ rows: [3], columns: [4] });
  expect(first).toEqual({ rows: [5, 6, 7], columns: [7, 8, 9] });
  expect(image!.rows).toEqual([9, 10, 11, 12, 13, 14, 15]);
  expect(image!.columns).toEqual([13, 14, 15, 16, 17, 18, 19]);
});

test('at the border a trace holds real cells only', () => {
  expect(precedents(stack, [0, 6])[0]).toEqual({
    rows: [0, 1, 2, 3],
    columns: [21, 22, 23, 24, 25, 26, 27],
  });
});

test('dependents are the outputs whose precedents hold the pixel', () => {
  const odd: ConvStack = {
    size: [11, 9],
    layers: [
      { kernel: 3, stride: 2, padding: 2, dilation: 2 },
      { kernel: 2, stride: 1, padding: 0 },
    ],
  };
  for (let row = 0; row < 11; row++) {
    const found = dependents(odd, [row, 4]).at(-1)!.rows;
    const outputs = Array.from({ length: 5 }, (_, place) => place);
    expect(found).toEqual(
      outputs.filter((out) => precedents(odd, [out, 0])[0]!.rows.includes(row)),
    );
  }
  expect(dependents({ size: [5, 5], layers: [{ kernel: 1, stride: 2 }] }, [1, 0])[1]!.rows).toEqual(
    [],
  );
});

test('cells outside their grid are refused by name', () => {
  expect(() => precedents(stack, [7, 0])).toThrow('row is 7; the last grid has rows 0 to 6.');
  expect(() => dependents(stack, [0, 28])).toThrow('column is 28; the image has columns 0 to 27.');
  expect(() => dependents(stack, [0.5, 0])).toThrow('row is 0.5; it accepts a whole number');
});

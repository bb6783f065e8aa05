import { expect, test } from 'vitest';
import { diverging, ink, viridis } from '../../src/kit/scales.ts';

test('zero is the colour of the paper, whatever the scale', () => {
  expect(diverging(0, 765)).toBe('var(--zero)');
  expect(diverging(-0, 765)).toBe('var(--zero)');
});

test('the ends of the signed scale are the last tones, and beyond them nothing changes', () => {
  expect(diverging(765, 765)).toBe('var(--pos-7)');
  expect(diverging(-765, 765)).toBe('var(--neg-7)');
  expect(diverging(1e9, 765)).toBe('var(--pos-7)');
  expect(diverging(-Infinity, 765)).toBe('var(--neg-7)');
});

test('values of equal size and opposite sign are equally far from zero', () => {
  for (const value of [1, 55, 109.3, 400, 764]) {
    expect(diverging(-value, 765).replaceAll('neg', 'pos')).toBe(diverging(value, 765));
  }
});

test('a value between two tones is a mixture of them', () => {
  expect(diverging(1.5, 7)).toBe('color-mix(in oklab, var(--pos-1), var(--pos-2) 50%)');
  expect(diverging(0.5, 7)).toBe('color-mix(in oklab, var(--zero), var(--pos-1) 50%)');
});

test('what is not a number, and a scale without length, is drawn as zero', () => {
  expect(diverging(Number.NaN, 1)).toBe('var(--zero)');
  expect(diverging(3, 0)).toBe('var(--zero)');
  expect(diverging(3, Number.NaN)).toBe('var(--zero)');
});

test('ink runs from paper to ink', () => {
  expect(ink(0)).toBe('var(--paper)');
  expect(ink(Number.NaN)).toBe('var(--paper)');
  expect(ink(1.2)).toBe('var(--ink)');
  expect(ink(0.25)).toBe('color-mix(in srgb, var(--paper), var(--ink) 25%)');
});

test('counts run along viridis from its first to its last stop', () => {
  expect(viridis(0)).toBe('var(--vir-0)');
  expect(viridis(1)).toBe('var(--vir-9)');
  expect(viridis(-4)).toBe('var(--vir-0)');
  expect(viridis(0.5)).toBe('color-mix(in oklab, var(--vir-4), var(--vir-5) 50%)');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  allErrata,
  claimOf,
  claimPath,
  claims,
  claimsNamed,
  claimText,
  themes,
  withClaims,
} from '#claims';
import { defaultRecipe } from '#cnn/math';
import { claimsOf } from '../../src/build/content/check-claims.ts';
import { readEntry } from '../../src/build/content/read-entry.ts';
import { benchCodec } from '../../src/playgrounds/kernel-bench/model.ts';
import { playgrounds } from '../../src/playgrounds/list.ts';
import { recipeCodec } from '../../src/playgrounds/trainer/model.ts';
import { filesIn, ROOT } from '../house/imports.ts';

/** Ids that the answers and the ledger name. */
function named(): Set<string> {
  const ofAnswers = filesIn('content/questions', ['.mdx']).flatMap((file) => {
    const read = readEntry(file, file, readFileSync(join(ROOT, file), 'utf8'));
    return 'entry' in read ? claimsOf(read.entry) : [];
  });
  const ledger = allErrata.map(({ says, truth, evidence }) => `${says} ${truth} ${evidence}`);
  return new Set([...ofAnswers, ...claimsNamed(ledger.join(' '))]);
}

test('every claim is used in an answer or in the ledger, and every one that is used exists', () => {
  const used = named();
  expect(Object.keys(claims).length).toBeGreaterThan(150);
  expect(Object.keys(claims).filter((id) => !used.has(id))).toEqual([]);
  expect([...used].filter((id) => !Object.hasOwn(claims, id))).toEqual([]);
});

test('an id stands in one theme only', () => {
  const ids = themes.flatMap((theme) => Object.keys(theme));
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test.each(Object.entries(claims))(
  'claim %s says what it is, how it is known, and gives a number',
  (id, claim) => {
    expect(claim.what).toMatch(/^[a-z√].{10,}[^.]$/i);
    expect(claim.source.length).toBeGreaterThan(3);
    const values = [claim.compute()].flat();
    expect(values.every(Number.isFinite)).toBe(true);
    expect(claimText(id)).toMatch(/\d/);
    expect(claimText(id)).not.toMatch(/-\d|(?<![.\d])\d{4}/);
  },
);

/** What the playground says of a link, if anything is wrong with it. */
const readers: Record<string, (state: string) => string | undefined> = {
  'kernel-bench': (state) => benchCodec.parse(state, benchCodec.start).problem,
  trainer: (state) => recipeCodec(defaultRecipe).parse(state).problem,
};

test.each(Object.entries(claims).filter(([, { shownIn }]) => shownIn))(
  'the playground that shows claim %s accepts its state',
  (_, claim) => {
    const { playground, state } = claim.shownIn!;
    expect(playgrounds.map(({ id }) => id)).toContain(playground);
    expect(readers[playground]?.(state)).toBeUndefined();
    expect(claimPath(claim)).toBe(`playgrounds/${playground}/#${playground}?${state}`);
  },
);

test('numbers are written with a comma, a true minus and a percent sign', () => {
  expect(claimText('net37-conv3-mults')).toBe('18,432');
  expect(claimText('top-edge-row-7')).toBe('−702');
  expect(claimText('two-stride-2')).toBe('7×7');
  expect(claimText('guess-loss')).toBe('2.303');
  expect(claimText('net10-bn-params')).toBe('30,542');
  expect(claimText('here-batch')).toBe('97.9 % ± 0.3');
  expect(claimText('torch-c-stuck')).toBe('13 of 30');
});

test('a line gets the numbers of the claims it names, and a claim that is not there is refused', () => {
  expect(withClaims('It is {claim:net37-conv3-mults}, not {claim:net37-conv3-book-mults}.')).toBe(
    'It is 18,432, not 56,448.',
  );
  expect(() => withClaims('{claim:none}')).toThrow('There is no claim "none".');
  expect(() => claimOf('toString')).toThrow('There is no claim "toString".');
});

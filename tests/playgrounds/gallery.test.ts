import { expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { benchCodec } from '../../src/playgrounds/kernel-bench/model.ts';
import { playgrounds } from '../../src/playgrounds/list.ts';
import { recipeCodec } from '../../src/playgrounds/trainer/model.ts';

const readers: Record<string, (link: string) => { problem?: string }> = {
  'kernel-bench': (link) => benchCodec.parse(link, benchCodec.start),
  trainer: (link) => recipeCodec(defaultRecipe).parse(link),
};

const tries = playgrounds.flatMap(({ id, tries }) =>
  (tries ?? []).map(({ link }) => ({ id, link })),
);

test.each(tries)(
  'what the gallery says to try in $id is a link it reads: $link',
  ({ id, link }) => {
    expect(readers[id]?.(link)).toEqual({ state: expect.anything() });
  },
);

import { expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { codec as activationStats } from '../../src/playgrounds/activation-stats/model.ts';
import { chapterBench, parseBench } from '../../src/playgrounds/kernel-bench/model.ts';
import { playgrounds } from '../../src/playgrounds/list.ts';
import { recipeCodec } from '../../src/playgrounds/trainer/model.ts';

const readers: Record<string, (link: string) => { problem?: string }> = {
  'activation-stats': (link) => activationStats.parse(link, activationStats.start),
  'kernel-bench': (link) => parseBench(link, chapterBench),
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

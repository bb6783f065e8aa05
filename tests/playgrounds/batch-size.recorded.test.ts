import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { digitsFor, replayTo } from '#cnn';
import { gradientCloud } from '../../src/lab/gradient-cloud.ts';
import { spreadsOf } from '../../src/playgrounds/batch-size/cloud.ts';
import {
  COUNT,
  type PointName,
  points,
  REFERENCE,
  recipe,
  sizes,
  stepOf,
} from '../../src/playgrounds/batch-size/points.ts';
import {
  packed,
  type Recording,
  unpacked,
  unpackedAll,
} from '../../src/playgrounds/batch-size/recorded.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';

// `RECORD=1 npx vitest run -c tests/node.config.ts tests/playgrounds/batch-size.recorded` takes the gradients anew.
const file = fileURLToPath(
  new URL('../../src/playgrounds/batch-size/recorded.json', import.meta.url),
);
const digits = digitsOnDisk();
const asked = { sizes: [...sizes], count: COUNT, reference: REFERENCE };

async function cloudAt(name: PointName, given = asked) {
  const source = await digitsFor(recipe, digits);
  const learner = await replayTo(recipe, source, stepOf(name));
  try {
    return await gradientCloud(learner, recipe, source, given, async () => {});
  } finally {
    learner.dispose();
  }
}

beforeAll(async () => {
  await nodeBackend();
  if (!process.env.RECORD && existsSync(file)) return;
  const clouds: [PointName, unknown][] = [];
  for (const { name } of points) clouds.push([name, packed(await cloudAt(name))]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(clouds))}\n`);
}, 3_600_000);

const recorded = () => unpackedAll(JSON.parse(readFileSync(file, 'utf8')) as Recording);

test.each(points)('$label the spread falls as one over the square root of the size', ({ name }) => {
  const spreads = spreadsOf(recorded()[name]);
  for (const { measured, predicted } of spreads) {
    expect(measured / predicted).toBeGreaterThan(0.75);
    expect(measured / predicted).toBeLessThan(1.3);
  }
});

test('the lab gives gradients of the recording again', async () => {
  const again = await cloudAt('start', { ...asked, sizes: [8], count: 2, reference: 64 });
  const { clouds } = recorded().start;
  again.clouds[0]!.forEach(({ length }, i) => {
    expect(length).toBeCloseTo(clouds[0]![i]!.length, 2);
  });
});

test('packing keeps every number to half a unit', () => {
  const cloud = {
    sizes: [8],
    reference: 64,
    length: 0.9,
    clouds: [[{ along: 0.5, across: -0.7, length: 1, cosine: 0.5 }]],
  };
  const back = unpacked(packed(cloud));
  expect(back.clouds[0]![0]!.across).toBeCloseTo(-0.7, 3);
  expect(back.clouds[0]![0]!.cosine).toBeCloseTo(0.5, 2);
  expect(back.length).toBeCloseTo(0.9, 3);
});

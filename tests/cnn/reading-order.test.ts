import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importsIn, ROOT } from '../house/imports.ts';

/** Files of a folder in the order its index.ts names them. */
function order(folder: string): string[] {
  const index = readFileSync(join(ROOT, folder, 'index.ts'), 'utf8');
  return [...index.matchAll(/'\.\/([a-z0-9-]+\.ts)'/g)].map(([, file]) => file!);
}

test.each(['src/cnn', 'src/cnn/math'])(
  '%s: index.ts names every file once, in reading order',
  (folder) => {
    const files = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.ts'));
    expect(order(folder).toSorted()).toEqual(
      files.filter((name) => name !== 'index.ts').toSorted(),
    );
  },
);

test.each(['src/cnn', 'src/cnn/math'])('%s: a file imports only from files above it', (folder) => {
  const files = order(folder);
  const imports = importsIn(folder).filter(
    ({ from, what }) =>
      from !== `${folder}/index.ts` &&
      /^\.\/[^/]+$/.test(what) &&
      files.includes(from.slice(folder.length + 1)),
  );
  expect(imports.length).toBeGreaterThan(8);
  const upward = imports.filter(
    ({ from, what }) =>
      files.indexOf(what.slice(2)) >= files.indexOf(from.slice(folder.length + 1)),
  );
  expect(upward.map(({ from, line, what }) => `${from}:${line} imports ${what}`)).toEqual([]);
});

test.each(['src/cnn', 'src/cnn/math'])('%s: every exported name says what it is', (folder) => {
  const silent = order(folder).flatMap((file) => {
    const lines = readFileSync(join(ROOT, folder, file), 'utf8').split('\n');
    return lines.flatMap((line, i) => {
      const name =
        /^export (?:abstract |async )?(?:class|function|const|interface|type) (\w+)/.exec(
          line,
        )?.[1];
      return name && !lines[i - 1]?.endsWith('*/') ? [`${folder}/${file}:${i + 1} ${name}`] : [];
    });
  });
  expect(silent).toEqual([]);
});

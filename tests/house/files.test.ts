import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, ROOT } from './imports.ts';

test('the top level holds what it should and nothing else', () => {
  const made = ['dist', 'node_modules'];
  const visible = readdirSync(ROOT).filter(
    (name) => !name.startsWith('.') && !made.includes(name) && !name.endsWith('.log'),
  );
  expect(visible.sort()).toEqual([
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'astro.config.mjs',
    'content',
    'package-lock.json',
    'package.json',
    'public',
    'src',
    'tests',
    'tsconfig.json',
  ]);
});

test('no file of the package or the lab is longer than 200 lines', () => {
  const long = [...filesIn('src/cnn', ['.ts']), ...filesIn('src/lab', ['.ts'])].filter(
    (file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 201,
  );
  expect(long).toEqual([]);
});

test('no module is named after nothing in particular', () => {
  const vague = filesIn('src', ['.ts', '.tsx', '.astro', '.mjs']).filter((file) =>
    /(^|\/)(utils?|helpers?|common|misc)(\.|\/)/.test(file),
  );
  expect(vague).toEqual([]);
});

test('every tfjs package is pinned exactly, and to one version', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const versions = Object.entries(dependencies).filter(([name]) => name.startsWith('@tensorflow/'));
  expect(versions.length).toBeGreaterThan(2);
  expect([...new Set(versions.map(([, version]) => version))]).toEqual(['4.22.0']);
});

interface Locked {
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};

test('no entry of the lock file names a host', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('the lock file holds every optional package that another one wants, so npm ci accepts it', () => {
  const have = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const lacking = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !have.has(name))
      .map((name) => `${name}, wanted by ${path}`),
  );
  expect(lacking).toEqual([]);
});

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, askAll } from '../../src/build/outside/ask.ts';
import { outsideLinks } from '../../src/build/outside/collect.ts';
import { report } from '../../src/build/outside/report.ts';
import { ROOT } from '../house/imports.ts';

const asked: string[] = [];
let server: Server;
let site: string;

/** A little web: pages that are there, have moved, are gone, are shut, know no HEAD, or never answer. */
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const end = (status: number, headers = {}) => response.writeHead(status, headers).end();
    switch (request.url) {
      case '/here':
        return end(200);
      case '/get-only':
        return end(request.method === 'GET' ? 200 : 405);
      case '/moved':
        return end(301, { location: '/here' });
      case '/for-now':
        return end(302, { location: '/here' });
      case '/slash':
        return end(301, { location: '/slash/' });
      case '/slash/':
        return end(200);
      case '/round':
        return end(302, { location: '/round' });
      case '/shut':
        return end(403);
      case '/asleep':
        return undefined;
      default:
        return end(404);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each([
  ['/here', { state: 'there', status: 200 }],
  ['/get-only', { state: 'there', status: 200 }],
  ['/for-now', { state: 'there', status: 200 }],
  ['/slash', { state: 'there', status: 200 }],
  ['/shut', { state: 'shut', status: 403 }],
  ['/gone', { state: 'dead', status: 404 }],
  ['/round', { state: 'silent', why: 'more than 8 redirects' }],
  ['/asleep', { state: 'silent', why: 'no answer in 0.2 s' }],
])('%s is known for what it is', async (path, answer) => {
  expect(await ask(site + path, 200)).toEqual(answer);
});

test('a page that has moved for good says where it is now', async () => {
  expect(await ask(`${site}/moved`)).toEqual({ state: 'moved', status: 200, to: `${site}/here` });
});

test('an address is asked for once, by HEAD, and by GET only where that was refused', async () => {
  asked.length = 0;
  await askAll([`${site}/here`, `${site}/get-only`, `${site}/here`], { pause: 0 });
  expect(asked).toEqual(['HEAD /here', 'HEAD /get-only', 'GET /get-only']);
});

test('every outside link of the published content is collected with its file and line', () => {
  const links = outsideLinks(join(ROOT, 'content'), ROOT);
  expect(links.length).toBeGreaterThan(100);
  for (const { href, file, line } of links) {
    expect(readFileSync(join(ROOT, file), 'utf8').split('\n')[line - 1]).toContain(href);
  }
  const files = new Set(links.map(({ file }) => file));
  expect(files).toContain('content/reading.yaml');
  expect(files).toContain('content/questions/01-feature.mdx');
});

test('a report names the dead with file and line, and without any answer it knows nothing', () => {
  const links = [
    { href: 'https://a.example/', file: 'content/reading.yaml', line: 8 },
    { href: 'https://b.example/', file: 'content/questions/06-stride.mdx', line: 20 },
    { href: 'https://c.example/', file: 'content/questions/06-stride.mdx', line: 21 },
  ];
  const mixed = report(
    links,
    new Map([
      ['https://a.example/', { state: 'there', status: 200 }],
      ['https://b.example/', { state: 'dead', status: 404 }],
      ['https://c.example/', { state: 'shut', status: 403 }],
    ]),
    '2026-11-25',
  );
  expect(mixed.exitCode).toBe(1);
  expect(mixed.lines[0]).toBe(
    'content/questions/06-stride.mdx:20\n    https://b.example/\n    It answers 404. Find where the page is now, or take the link out.',
  );
  expect(mixed.lines.join('\n')).toContain('content/questions/06-stride.mdx:21');
  expect(mixed.lines.at(-1)).toBe('3 addresses in 3 places, checked on 2026-11-25. 1 to mend.');
  expect(mixed.record?.checked).toBe('2026-11-25');
  const silence = new Map(
    links.map(({ href }) => [href, { state: 'silent', why: 'ENOTFOUND' }] as const),
  );
  const deaf = report(links, silence, '2026-11-25');
  expect(deaf).toMatchObject({
    exitCode: 2,
    lines: [expect.stringMatching(/no way to them/), expect.anything()],
  });
  expect(deaf.record).toBeUndefined();
});

test('the command reports, records, and fails with what is dead; without network it records nothing', async () => {
  const root = mkdtempSync(join(tmpdir(), 'outside-'));
  const run = async (href: string) => {
    const record = join(root, 'checked.json');
    rmSync(record, { force: true });
    mkdirSync(join(root, 'content/questions'), { recursive: true });
    writeFileSync(
      join(root, 'content/questions/01-feature.mdx'),
      `---\ntitle: x\nsources:\n  - title: x\n    href: ${href}\n---\n\n[out](${site}/gone) and [in](/about/)\n`,
    );
    const env = { ...process.env, CONTENT_ROOT: root, LINK_RECORD: record, LINK_PAUSE: '0' };
    const outcome = await promisify(execFile)(
      process.execPath,
      [join(ROOT, 'src/build/check-outside.ts')],
      { env },
    ).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code, stdout }),
    );
    return { ...outcome, record: existsSync(record) ? readFileSync(record, 'utf8') : null };
  };
  const some = await run(`${site}/here`);
  expect(some.code).toBe(1);
  expect(some.stdout).toContain('content/questions/01-feature.mdx:8');
  expect(JSON.parse(some.record!).links[`${site}/here`]).toEqual({ state: 'there', status: 200 });
  const away = site;
  site = 'http://127.0.0.1:1';
  const none = await run('http://127.0.0.1:1/here');
  site = away;
  expect(none.code).toBe(2);
  expect(none.stdout).toContain('Nothing was checked and nothing was recorded.');
  expect(none.record).toBeNull();
  rmSync(root, { recursive: true });
});

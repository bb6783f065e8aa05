/**
 * `npm run check:links`: asks every other site that the content links to whether the page is still there. Needs a network;
 * without one it says so, records nothing and fails.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askAll } from './outside/ask.ts';
import { outsideLinks } from './outside/collect.ts';
import { report } from './outside/report.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = process.env.CONTENT_ROOT ?? join(here, '../..');
const recordFile = process.env.LINK_RECORD ?? join(here, 'outside/checked.json');

const links = outsideLinks(join(root, 'content'), root);
const manners =
  process.env.LINK_PAUSE === undefined ? {} : { pause: Number(process.env.LINK_PAUSE) };
const answers = await askAll(
  links.map(({ href }) => href),
  manners,
  (href, { state }) => console.log(`${state.padEnd(7)} ${href}`),
);
const { lines, exitCode, record } = report(links, answers, new Date().toISOString().slice(0, 10));
console.log(`\n${lines.join('\n')}`);
if (record) writeFileSync(recordFile, `${JSON.stringify(record, null, 2)}\n`);
process.exitCode = exitCode;

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Definition, Link } from 'mdast';
import { visit } from 'unist-util-visit';
import { readEntry } from '../content/read-entry.ts';
import { readReading } from '../content/read-reading.ts';

/** One place of the content that leads out of the site. */
export interface OutsideLink {
  href: string;
  file: string;
  line: number;
}

const leadsOut = (href: unknown): href is string =>
  typeof href === 'string' && /^https?:\/\//.test(href);

/** Every link of the content to another site: in the answers, in their sources, and in the reading list. */
export function outsideLinks(content: string, root: string): OutsideLink[] {
  const links: OutsideLink[] = [];
  const folder = join(content, 'questions');
  const names = readdirSync(folder).filter((name) => /^[^_].*\.mdx$/.test(name));
  for (const name of names.sort()) {
    const path = join(folder, name);
    const file = relative(root, path);
    const text = readFileSync(path, 'utf8');
    const read = readEntry(name.slice(0, -'.mdx'.length), file, text);
    if ('problem' in read) continue;
    const head = text.split('\n---', 1)[0]!.split('\n');
    for (const [i, line] of head.entries()) {
      const [, href] = /^\s*(?:-\s+)?href:\s*['"]?(\S+?)['"]?\s*$/.exec(line) ?? [];
      if (leadsOut(href)) links.push({ href, file, line: i + 1 });
    }
    visit(read.entry.tree, ['link', 'definition'], (node) => {
      const { url, position } = node as Link | Definition;
      if (leadsOut(url)) links.push({ href: url, file, line: position?.start.line ?? 1 });
    });
  }
  const list = join(content, 'reading.yaml');
  if (existsSync(list)) {
    const file = relative(root, list);
    const { entries, lines } = readReading(list, file);
    for (const [id, { href }] of entries) links.push({ href, file, line: lines.get(id)!.href });
  }
  return links;
}

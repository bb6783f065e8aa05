import GithubSlugger from 'github-slugger';
import type { Definition, Heading, Link, Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { allErrata } from '../../claims/index.ts';
import { playgrounds } from '../../playgrounds/list.ts';
import { addressFault } from './address.ts';
import { figureState, figuresOf } from './figure-anchors.ts';
import { shown } from './letters.ts';
import { nearest, type Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/** Addresses that exist besides the questions, and the anchors that every question page has. */
export const FIXED_PAGES = ['/', '/about/', '/errata/', '/glossary/', '/playgrounds/', '/print/'];
export const FIXED_ANCHORS = [
  'main',
  'think-first',
  'short-answer',
  'numbers',
  'related',
  'sources',
];

/** Pages of the site besides the questions, each with the anchors that are known; undefined where nobody keeps a list. */
export type OtherPages = Map<string, string[] | undefined>;

/** Follows every internal link of every entry to its page and its anchor. External links must be https. */
export function checkLinks(entries: Entry[], others: OtherPages): Problem[] {
  const pages: OtherPages = new Map(others);
  pages.set(
    '/errata/',
    allErrata.map(({ id }) => id.toLowerCase()),
  );
  const figures = new Map(playgrounds.map(({ id }) => [`/playgrounds/${id}/`, [id]]));
  for (const entry of entries) {
    pages.set(`/questions/${entry.id}/`, anchorsOf(entry));
    figures.set(`/questions/${entry.id}/`, figuresOf(entry.tree));
  }
  return entries.flatMap(({ id, file, tree }) =>
    linksOf(tree).flatMap((link) => {
      const found = faultOf(link.url, `/questions/${id}/`);
      return found
        ? [{ file, line: link.position?.start.line, column: link.position?.start.column, ...found }]
        : [];
    }),
  );

  function faultOf(url: string, own: string): Pick<Problem, 'fault' | 'remedy'> | undefined {
    if ((!url.startsWith('/') && !url.startsWith('#')) || url.startsWith('//'))
      return addressFault(url);
    const [path = '', anchor] = url.split('#');
    const page = path === '' ? own : path;
    if (!pages.has(page)) {
      const meant = nearest(page, pages.keys());
      return {
        fault: `The link ${shown(url)} leads to a page that does not exist.`,
        remedy: meant
          ? `Did you mean ${meant}?`
          : 'Question pages are /questions/<file name without .mdx>/, with a slash at the end.',
      };
    }
    const known = pages.get(page);
    if (anchor === undefined || known?.includes(anchor)) return undefined;
    const figure = figureState(anchor, figures.get(page) ?? []);
    if (figure === 'ok') return undefined;
    if (figure !== undefined)
      return {
        fault: `The link ${shown(url)} asks a figure for a state it has not.`,
        remedy: figure,
      };
    const meant = known && nearest(anchor, known);
    const listed = known && `Its anchors are ${known.map((name) => `#${name}`).join(', ')}.`;
    return {
      fault: `The link ${shown(url)} leads to an anchor that ${page} does not have.`,
      remedy:
        known && known.length > 20
          ? meant
            ? `Did you mean #${meant}?`
            : 'Link to the page itself.'
          : (listed ?? 'Link to the page itself.'),
    };
  }
}

/** Links in the text, and the definitions that `[words][name]` refers to. */
function linksOf(tree: Nodes): (Link | Definition)[] {
  const links: (Link | Definition)[] = [];
  visit(tree, ['link', 'definition'], (node) => void links.push(node as Link | Definition));
  return links;
}

/** The ids that the page will give its headings: the same slugger in the same order. */
function anchorsOf({ tree }: Entry): string[] {
  const slugger = new GithubSlugger();
  const headings: Heading[] = [];
  visit(tree, 'heading', (heading) => void headings.push(heading));
  return [...FIXED_ANCHORS, ...headings.map((heading) => slugger.slug(textOf(heading)))];
}

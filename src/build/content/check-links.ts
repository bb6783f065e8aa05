import GithubSlugger from 'github-slugger';
import type { Heading, Link, Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { allErrata } from '../../claims/index.ts';
import { nearest, type Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/** Addresses that exist besides the questions, and the anchors that every question page has. */
export const FIXED_PAGES = ['/', '/about/', '/errata/', '/playgrounds/'];
export const FIXED_ANCHORS = [
  'main',
  'think-first',
  'short-answer',
  'numbers',
  'related',
  'sources',
];

/** Follows every internal link of every entry to its page and its anchor. External links must be https. */
export function checkLinks(entries: Entry[], playgroundIds: string[]): Problem[] {
  const anchors = new Map(entries.map((entry) => [`/questions/${entry.id}/`, anchorsOf(entry)]));
  anchors.set(
    '/errata/',
    allErrata.map(({ id }) => id.toLowerCase()),
  );
  const pages = [
    ...FIXED_PAGES,
    ...playgroundIds.map((id) => `/playgrounds/${id}/`),
    ...anchors.keys(),
  ];
  return entries.flatMap(({ id, file, tree }) =>
    linksOf(tree).flatMap((link) => {
      const found = faultOf(link.url, `/questions/${id}/`);
      return found
        ? [{ file, line: link.position?.start.line, column: link.position?.start.column, ...found }]
        : [];
    }),
  );

  function faultOf(url: string, own: string): Pick<Problem, 'fault' | 'remedy'> | undefined {
    if (/^https:\/\/[^\s/]+\.[^\s/]+/.test(url)) return undefined;
    if (!url.startsWith('/') && !url.startsWith('#'))
      return {
        fault: `The link ${url} is neither a page of this site nor an https address.`,
        remedy:
          'Write a page as /questions/06-stride/, an anchor as #why, another site as https://….',
      };
    const [path, anchor] = url.split('#');
    const page = path === '' ? own : path;
    if (!pages.includes(page)) {
      const meant = nearest(page, pages);
      return {
        fault: `The link ${url} leads to a page that does not exist.`,
        remedy: meant
          ? `Did you mean ${meant}?`
          : 'Question pages are /questions/<file name without .mdx>/, with a slash at the end.',
      };
    }
    const known = anchors.get(page);
    if (anchor === undefined || known?.includes(anchor)) return undefined;
    return {
      fault: `The link ${url} leads to an anchor that ${page} does not have.`,
      remedy: known
        ? `Its anchors are ${known.map((name) => `#${name}`).join(', ')}.`
        : 'Link to the page itself.',
    };
  }
}

function linksOf(tree: Nodes): Link[] {
  const links: Link[] = [];
  visit(tree, 'link', (link) => void links.push(link));
  return links;
}

/** The ids that the page will give its headings: the same slugger in the same order. */
function anchorsOf({ tree }: Entry): string[] {
  const slugger = new GithubSlugger();
  const headings: Heading[] = [];
  visit(tree, 'heading', (heading) => void headings.push(heading));
  return [...FIXED_ANCHORS, ...headings.map((heading) => slugger.slug(textOf(heading)))];
}

export interface Page {
  url: string;
  title: string;
  /** Escaped HTML with `<mark>` round what was found. */
  excerpt: string;
}

export interface Finder {
  /** The best `most` pages and how many there are in all. */
  find(query: string, most: number): Promise<{ pages: Page[]; total: number }>;
}

/** What is used of Pagefind's script, which is made after the build and so is unknown to it. */
interface Pagefind {
  options(settings: Record<string, unknown>): Promise<void>;
  search(query: string): Promise<{ results: { score: number; data(): Promise<Found> }[] }>;
}
interface Found {
  url: string;
  excerpt: string;
  meta: { title?: string };
}

/** A word that is on many pages. */
const COMMON = 'convolution';

/**
 * Loads the search index, and searches once.
 * @throws Error when there is none, as in development or without a network on a first visit.
 */
export async function loadFinder(script: string): Promise<Finder> {
  const pagefind = (await import(/* @vite-ignore */ script)) as Pagefind;
  // A compound in a title ("stride-2") would outweigh the word itself; titles are weighed below instead.
  await pagefind.options({ excerptLength: 18, ranking: { metaWeights: { title: 0 } } });
  // The first search is the slow one, and a reader is still typing.
  await (await pagefind.search(COMMON)).results[0]?.data();
  return {
    async find(query, most) {
      const { results } = await pagefind.search(query);
      const pages = await Promise.all(
        results.slice(0, most).map(async ({ score, data }) => {
          const { url, excerpt, meta } = await data();
          const title = meta.title ?? url;
          return { url, excerpt, title, score: score * (1 + share(query, title)) };
        }),
      );
      return { pages: pages.sort((a, b) => b.score - a.score), total: results.length };
    },
  };
}

/** How much of a title the words of the query make up, from 0 to 1. */
function share(query: string, title: string): number {
  const words = query.toLowerCase().split(/\s+/);
  const met = words.filter((word) => title.toLowerCase().includes(word));
  return met.join('').length / title.length;
}

import { getCollection } from 'astro:content';

/** The reading list as Markdown, for the copy of an answer that needs no browser. */
export async function readingLines(): Promise<string> {
  const entries = await getCollection('reading');
  return entries
    .map(({ data: { title, href, by, year, why } }) => {
      const who = year === undefined ? by : `${by}, ${year}`;
      return `- [${title}](${href}) (${who}). ${why}`;
    })
    .join('\n');
}

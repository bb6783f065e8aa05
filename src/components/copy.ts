/** The Markdown copy of an answer, for readers and machines that want the text alone. */
import { formulaWithClaims } from '#build/formula-claims';
import { markdownCopy, type TagText } from '#build/markdown-copy';
import { claimText } from '#claims';
import { playgrounds } from '#playgrounds';
import { to } from './link.ts';
import { type Question, questionnaire } from './questionnaire.ts';
import { readingLines } from './reading.ts';

/** What each tag is in text. A playground is a line that says where it is; a tag that is not here keeps its words only. */
const tagTexts = (site: URL, reading: string): Record<string, TagText> => ({
  Note: { open: '*Note.*' },
  Claim: { alone: (attributes) => claimText(/id="([^"]*)"/.exec(attributes)?.[1] ?? '') },
  Proven: { open: '*Proven.* ' },
  Measured: { open: '*Measured.* ' },
  Believed: { open: '*Believed.* ' },
  ...Object.fromEntries(
    playgrounds.map(({ tag, title, id }) => {
      const line = `*Figure: [${title}](${new URL(to(`playgrounds/${id}/`), site)}), which needs a browser.*`;
      return [tag, { alone: () => line }];
    }),
  ),
  ReadingBoard: { alone: () => reading },
});

/** Where the copy of a question is. */
export const copyPath = ({ entry }: Question) => to(`questions/${entry.id}.md`);

/** A question whole: wording, short answer, text, related, sources, and where the page is. */
export async function copyOf(question: Question, site: URL): Promise<string> {
  const { data, body = '' } = question.entry;
  const all = await questionnaire();
  const related = data.related.flatMap((key) => all.find((it) => it.key === String(key)) ?? []);
  const address = (path: string) => {
    const [, id] = /^\/questions\/([^/]+)\//.exec(path) ?? [];
    return new URL(to(id ? `questions/${id}.md` : path), site).href;
  };
  const sources = data.sources.map(({ title, href, note }) => {
    const name = href ? `[${title}](${href})` : title;
    return `- ${name}${note ? `. ${note}` : ''}`;
  });
  return [
    `# ${question.label}. ${data.question}`,
    `**${data.answer.trim()}**`,
    markdownCopy(formulaWithClaims(body), { tags: tagTexts(site, await readingLines()), address }),
    '## Related',
    related
      .map((it) => `- [${it.label}. ${it.entry.data.question}](${new URL(copyPath(it), site)})`)
      .join('\n'),
    '## Sources',
    sources.join('\n'),
    `The page, with its figures: ${new URL(question.href, site)}. Text: CC BY 4.0.`,
  ]
    .filter((part, i, parts) => part !== '' && !(part === '## Related' && parts[i + 1] === ''))
    .join('\n\n')
    .concat('\n');
}

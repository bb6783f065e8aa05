import type { APIRoute } from 'astro';
import { SITE } from '#build/site';
import { copyPath } from '#components/copy.ts';
import { to } from '#components/link.ts';
import { added, asked, type Question } from '#components/questionnaire.ts';
import { name } from '#components/site.ts';
import { plain } from '#components/wording.ts';

const line = (question: Question) => {
  const { label, entry } = question;
  return `- [${label}. ${plain(entry.data.question)}](${new URL(copyPath(question), SITE)}): ${plain(entry.data.answer)}`;
};

/** What is here for a language model: every answer with the address of its Markdown copy. */
export const GET: APIRoute = async () => {
  const more = await added();
  const page = (path: string, what: string) => `- [${what}](${new URL(to(path), SITE)})`;
  return new Response(
    [
      `# ${name}`,
      '> The 43 questions that close chapter 13 of Deep Learning for Coders (fastbook), on convolutional neural networks. Each has a short true answer, the reasons, the usual mistake and sources. Where the book slips, the answer says so.',
      'Each address below is a Markdown copy. The page itself, with figures to try, has the same address with a slash in place of ".md". Text is under CC BY 4.0, code under MIT.',
      '## Answers',
      (await asked()).map(line).join('\n'),
      ...(more.length > 0 ? ['## Added by readers', more.map(line).join('\n')] : []),
      '## Besides',
      [
        page('glossary/', 'Glossary: the terms of the field, each in a sentence'),
        page(
          'errata/',
          'Errata: where the book or the usual answer slips, each with the test that shows it',
        ),
        page('print/', 'All 43 answers on one page'),
        page('playgrounds/', 'Playgrounds: figures to take apart'),
        page('about/', 'About: sources, licences'),
      ].join('\n'),
    ]
      .join('\n\n')
      .concat('\n'),
  );
};

import { SITE } from '#build/site';
import type { Question } from './questionnaire.ts';
import { name } from './site.ts';
import { plain } from './wording.ts';

/** What search engines read of a question page (schema.org), as JSON that may stand in a script element. */
export function questionData({ entry: { data }, href }: Question): string {
  const url = new URL(href, SITE).href;
  const author = {
    '@type': 'Organization',
    name,
    url: new URL(import.meta.env.BASE_URL, SITE).href,
  };
  const question = {
    '@type': 'Question',
    name: plain(data.question),
    url,
    answerCount: 1,
    author,
    acceptedAnswer: {
      '@type': 'Answer',
      text: plain(data.answer),
      url: `${url}#short-answer`,
      author,
      ...(data.updated && { dateModified: data.updated }),
    },
  };
  const page = { '@context': 'https://schema.org', '@type': 'QAPage', mainEntity: question };
  return JSON.stringify(page).replaceAll('<', '\\u003c');
}

import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { SITE } from '#build/site';
import { to } from '#components/link.ts';
import { questionnaire } from '#components/questionnaire.ts';
import { name } from '#components/site.ts';
import { plain } from '#components/wording.ts';

const MOST = 50;

/**
 * Answers that changed, newest first. An author says so in the field `updated`: a day in the file is the same on every
 * machine, while a clone without history knows no days.
 */
export const GET: APIRoute = async () => {
  const changed = (await questionnaire())
    .flatMap(({ entry: { data }, href, label }) =>
      data.updated ? [{ data, href, label, day: data.updated }] : [],
    )
    .sort((a, b) => b.day.localeCompare(a.day))
    .slice(0, MOST);
  return rss({
    title: `${name}: answers that changed`,
    description:
      'Questions on convolutional networks whose answer was added, mended or made clearer.',
    site: new URL(to('/'), SITE).href,
    items: changed.map(({ data, href, label, day }) => ({
      title: `${label}. ${plain(data.question)}`,
      description: plain(data.answer),
      link: new URL(href, SITE).href,
      pubDate: new Date(`${day}T00:00:00Z`),
    })),
    customData: '<language>en</language>',
  });
};

import type { APIRoute, GetStaticPaths } from 'astro';
import { type CardText, drawCard } from '#build/card';
import { cardIds, SITE_CARD } from '#components/cards.ts';
import { questionnaire } from '#components/questionnaire.ts';
import { name } from '#components/site.ts';
import { plain } from '#components/wording.ts';

export const getStaticPaths = (async () => {
  const ids = await cardIds();
  const cards = (await questionnaire())
    .filter(({ entry }) => ids.has(entry.id))
    .map(({ label, entry: { id, data } }) => ({
      params: { id },
      props: {
        label,
        question: plain(data.question),
        answer: plain(data.answer),
        glyph: data.glyph,
        site: name,
      } satisfies CardText,
    }));
  const own: CardText = {
    question: name,
    answer:
      'The 43 questions of the convolution chapter, one page each: a short true answer and the reasons, and figures to take apart with your own hands.',
    glyph: '000 020 000',
    site: 'The convolution chapter, answered and playable',
  };
  return [{ params: { id: SITE_CARD }, props: { ...own } }, ...cards];
}) satisfies GetStaticPaths;

/** One card; pages name it in their head, and whoever shows a link to them fetches it. */
export const GET: APIRoute<CardText> = async ({ props }) =>
  new Response(new Uint8Array(await drawCard(props)), { headers: { 'content-type': 'image/png' } });

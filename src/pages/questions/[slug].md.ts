import type { APIRoute, GetStaticPaths } from 'astro';
import { SITE } from '#build/site';
import { copyOf } from '#components/copy.ts';
import { type Question, questionnaire } from '#components/questionnaire.ts';

export const getStaticPaths = (async () =>
  (await questionnaire()).map((question) => ({
    params: { slug: question.entry.id },
    props: { question },
  }))) satisfies GetStaticPaths;

/** Each answer once more, as Markdown. */
export const GET: APIRoute<{ question: Question }> = async ({ props }) =>
  new Response(await copyOf(props.question, new URL(SITE)), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });

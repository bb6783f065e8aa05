/** The reading list as the board takes it: each entry with the questions it helps with, addressed. Runs at build only. */
import { getCollection } from 'astro:content';
import { placeOf } from '#build/place';
import { type Entry, inOrder } from './model.ts';

export async function readingEntries(): Promise<Entry[]> {
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  const questions = new Map(
    (await getCollection('questions')).map(({ id, data }) => {
      const { key, label } = placeOf(id)!;
      return [key, { key, label, href: `${base}/questions/${id}/`, title: data.title }] as const;
    }),
  );
  const reading = await getCollection('reading');
  return inOrder(
    reading.map(({ id, data: { questions: keys, ...data } }) => ({
      id,
      ...data,
      questions: keys.flatMap((key) => questions.get(String(key)) ?? []),
    })),
  );
}

import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { questionSchema } from './build/content/schema.ts';

/** One entry a question; its id is the file name, which is its place in the questionnaire and its address. */
const questions = defineCollection({
  loader: glob({ base: './content/questions', pattern: '[^_]*.mdx' }),
  schema: questionSchema,
});

export const collections = { questions };

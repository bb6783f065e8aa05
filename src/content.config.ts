import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { questionSchema } from './build/content/schema.ts';
import { termSchema } from './build/content/terms.ts';

/** One entry a question; its id is the file name, which is its place in the questionnaire and its address. */
const questions = defineCollection({
  loader: glob({ base: './content/questions', pattern: '[^_]*.mdx' }),
  schema: questionSchema,
});

/** The field's words; the id of an entry is the term itself. */
const terms = defineCollection({
  loader: file('content/glossary.yaml'),
  schema: termSchema,
});

export const collections = { questions, terms };

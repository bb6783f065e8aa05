import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { readingSchema } from './build/content/reading.ts';
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

/** What to read besides the book; the order of the list is the order of the file. */
const reading = defineCollection({
  loader: file('content/reading.yaml'),
  schema: readingSchema,
});

export const collections = { questions, terms, reading };

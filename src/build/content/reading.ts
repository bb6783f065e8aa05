import { z } from 'astro/zod';
import { addressFault } from './address.ts';

/** What an entry of the reading list is, in the order of the list. */
export const READING_KINDS = ['people', 'threads', 'papers', 'places'] as const;

/** One entry of `content/reading.yaml`; the descriptions are the manual that messages quote. */
export const readingSchema = z.strictObject({
  kind: z.enum(READING_KINDS).describe(`What it is: ${READING_KINDS.join(', ')}.`),
  title: z.string().min(3).max(90).describe('Its title, the words of the link.'),
  by: z.string().min(3).max(60).describe('Who wrote it.'),
  href: z
    .string()
    .superRefine((href, context) => {
      const found = addressFault(href);
      if (found) context.addIssue({ code: 'custom', message: found.fault.replace(/\.$/, '') });
    })
    .describe('Where it stands; https only.'),
  year: z
    .int()
    .min(1900)
    .max(2100)
    .optional()
    .describe('The year it was written; leave it out of a page that is kept going.'),
  minutes: z.int().min(1).max(600).describe('A rough guess of the minutes of a first reading.'),
  questions: z
    .array(z.union([z.int().min(1), z.string().regex(/^fr[1-9]\d*$/)]))
    .min(1)
    .max(8)
    .describe('The questions it helps with, by number, as in [16, fr1].'),
  why: z.string().min(10).max(160).describe('One sentence: what it adds to the chapter.'),
  seen: z
    .union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))])
    .describe('The day somebody last opened the link, as 2026-11-24.'),
});

export type Reading = z.infer<typeof readingSchema>;

/** The id of an entry: letters, digits and hyphens. */
export const READING_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

import { z } from 'astro/zod';
import { withClaims } from '../../claims/index.ts';
import { addressFault } from './address.ts';

/** Where questions stand that the questionnaire does not ask: numbers above 40. */
export const ADDED = 'Added by readers';

/** The chapter's sections in its order, and the readers'; a question names the one it belongs to. */
export const SECTIONS = [
  'The Magic of Convolutions',
  'Our First CNN',
  'Color Images',
  'A Simple Baseline',
  'Batch Size and 1cycle Training',
  'Batch Normalization',
  'Further research',
  ADDED,
] as const;

/** A line in which `{claim:id}` stands for a number; what the site gets is the line with the numbers. */
const withNumbers = (line: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return withClaims(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message.replace(/\.$/, '') });
        return z.NEVER;
      }
    })
    .pipe(line);

const source = z
  .strictObject({
    title: z
      .string()
      .min(3)
      .describe('What it is: the notebook and its section, the paper, the source file.'),
    href: z
      .string()
      .superRefine((href, context) => {
        const found = addressFault(href);
        if (found) context.addIssue({ code: 'custom', message: found.fault.replace(/\.$/, '') });
      })
      .optional()
      .describe('Where it stands; https only. Leave it out rather than guess.'),
    note: z.string().min(3).optional().describe('What was taken from it.'),
  })
  .describe('One source.');

/**
 * The frontmatter of `content/questions/*.mdx`. Each description is the manual of its field: the error message of a
 * field that is missing or wrong ends with it.
 */
export const questionSchema = z.strictObject({
  question: z
    .string()
    .min(5)
    .describe(
      "The question in the questionnaire's exact words; `code` and *emphasis* are allowed.",
    ),
  section: z.enum(SECTIONS).describe(`The section of the chapter: ${SECTIONS.join(', ')}.`),
  title: z
    .string()
    .min(3)
    .max(60)
    .describe('A short name for the browser tab and for links, at most 60 characters.'),
  answer: withNumbers(z.string().min(10).max(320)).describe(
    'One or two sentences that are true as they stand, without a formula, at most 320 characters; search engines show them.',
  ),
  thinkFirst: withNumbers(z.string().min(10)).describe(
    'A question the reader can answer in one line before reading on.',
  ),
  glyph: z
    .string()
    .regex(/^[012]{3} [012]{3} [012]{3}$/)
    .describe(
      "The question's 3×3 sign, row by row: 0 paper, 1 grey, 2 ink, as in '000 111 222'. Quote it.",
    ),
  related: z
    .array(z.union([z.int().min(1), z.string().regex(/^fr[1-9]\d*$/)]))
    .max(6)
    .describe('Numbers of related questions, as in [2, 9, fr1].'),
  sources: z
    .array(source)
    .min(1)
    .describe('Where the facts come from; at least one, each with a title.'),
  updated: z
    .union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))])
    .optional()
    .describe(
      'The day on which what the answer says last changed, as 2026-11-24; the feed tells it to subscribers. Leave it out of a new answer.',
    ),
});

export type Question = z.infer<typeof questionSchema>;

/** What each field is for, by name: the one manual that messages and the contributor's guide quote. */
export function fieldManual(field: string): string | undefined {
  const shape: Record<string, { description?: string }> = questionSchema.shape;
  return shape[field]?.description;
}

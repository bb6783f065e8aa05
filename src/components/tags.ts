import type { Drawing } from '#build/drawn';
import * as door from '#playgrounds';
import Believed from './Believed.astro';
import Claim from './Claim.astro';
import Code from './Code.astro';
import HeadCell from './HeadCell.astro';
import Measured from './Measured.astro';
import Note from './Note.astro';
import Proven from './Proven.astro';
import Table from './Table.astro';
import Term from './Term.astro';

const { playgrounds, ...components } = door;

/** Every tag an author may type without an import: the margin note, the words of a sentence, each playground by its name. */
export const tags = { Note, Claim, Proven, Measured, Believed, Term, ...components };

/** What the Markdown of an answer is drawn with: the tags, and our own code blocks and tables. */
export const parts = {
  ...tags,
  ...({ pre: Code, table: Table, th: HeadCell } satisfies Drawing),
};

import { dirname, join, relative } from 'node:path';
import { checkClaims } from './check-claims.ts';
import { checkCodeMarks } from './check-code-marks.ts';
import { readFolder } from './check-folder.ts';
import { checkFormulas } from './check-formulas.ts';
import { checkFrontmatter } from './check-frontmatter.ts';
import { checkLetters } from './check-letters.ts';
import { checkLinks, FIXED_PAGES, type OtherPages } from './check-links.ts';
import { checkPictures } from './check-pictures.ts';
import { checkPlaces } from './check-places.ts';
import { checkTags } from './check-tags.ts';
import { checkTemplate, templateTexts } from './check-template.ts';
import { checkGlossary, checkTerms } from './check-terms.ts';
import { checkWriting } from './check-writing.ts';
import { placeOf } from './place.ts';
import type { Problem } from './problem.ts';
import { type Entry, readEntry } from './read-entry.ts';
import { type Glossary, readGlossary } from './read-glossary.ts';
import { checkReading, readReading } from './read-reading.ts';
import { PLAYGROUND_IDS } from './tags.ts';
import { Terms, termId } from './terms.ts';

/** What can be said of one answer without the others. A new check of the text is one more line here. */
const ENTRY_CHECKS: ((entry: Entry) => Problem[])[] = [
  checkFrontmatter,
  checkLetters,
  checkTags,
  checkClaims,
  checkCodeMarks,
  checkWriting,
  checkFormulas,
];

/**
 * Reads every question of a folder, and the pictures and the glossary beside it, and lists what has to be mended, in the
 * order of the files. Parses only: nothing that an author wrote is executed.
 *
 * @param folder holds the `.mdx` files; names that begin with an underscore are not published and not read.
 * @param root what the paths in the messages are relative to.
 */
export function checkContent(folder: string, root: string): Problem[] {
  const content = dirname(folder);
  const { texts, problems } = readFolder(content, root);
  const glossaryFile = relative(root, join(content, 'glossary.yaml'));
  const glossary = readGlossary(join(content, 'glossary.yaml'), glossaryFile);
  const readingFile = relative(root, join(content, 'reading.yaml'));
  const terms = new Terms(glossary.terms);
  const template = readTemplate(texts.get('_template.mdx'));
  const entries: Entry[] = [];
  for (const [name, text] of texts) {
    if (name.startsWith('_')) continue;
    const read = readEntry(name.slice(0, -'.mdx'.length), relative(root, join(folder, name)), text);
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    const { entry } = read;
    entries.push(entry);
    problems.push(...ENTRY_CHECKS.flatMap((check) => check(entry)));
    problems.push(
      ...checkPictures(entry, root),
      ...checkTerms(entry, terms),
      ...checkTemplate(entry, template),
    );
  }
  const keys = new Set(entries.flatMap(({ id }) => placeOf(id)?.key ?? []));
  return [
    ...problems,
    ...checkLinks(entries, otherPages(glossary)),
    ...checkPlaces(entries, relative(root, folder)),
    ...checkGlossary(glossary, glossaryFile, keys),
    ...checkReading(readReading(join(content, 'reading.yaml'), readingFile), readingFile, keys),
  ];
}

function readTemplate(text: string | undefined): Set<string> {
  const read = text === undefined ? undefined : readEntry('_template', '_template.mdx', text);
  return read && 'entry' in read ? templateTexts(read.entry) : new Set();
}

/** The pages besides the questions; of the glossary's the anchors are known. */
function otherPages({ terms }: Glossary): OtherPages {
  const pages: OtherPages = new Map(
    [...FIXED_PAGES, ...PLAYGROUND_IDS.map((id) => `/playgrounds/${id}/`)].map((page) => [
      page,
      undefined,
    ]),
  );
  pages.set('/glossary/', [...terms.keys()].map(termId));
  return pages;
}

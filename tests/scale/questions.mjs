/** Made-up questions that weigh what real ones do: their text is drawn from the answers that are there, always the same. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The blocks of the published answers that stand alone: paragraphs, formulas, code, tables; no tags. */
function blocks(folder) {
  return readdirSync(folder)
    .filter((name) => /^(?!_).*\.mdx$/.test(name))
    .flatMap((name) => {
      const body = readFileSync(join(folder, name), 'utf8').split(/^---$/m).slice(2).join('---');
      return body.split(/\n{2,}(?![^`]*```\n(?:[^`]*\n)?$)/);
    })
    .map((block) => block.trim())
    .filter(
      (block) =>
        block.length > 40 &&
        !/^(?:#|<|-|\|?\s*---|\d+\.)/.test(block) &&
        !/<[A-Z/]|\{claim|\\claim|\]\(#|!\[/.test(block) &&
        (block.match(/```/g)?.length ?? 0) % 2 === 0 &&
        (block.match(/^\$\$$/gm)?.length ?? 0) % 2 === 0,
    );
}

/** Writes `count` questions from number 41 on. */
export function writeQuestions(folder, count) {
  const parts = blocks(folder);
  let state = 13;
  const draw = (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
  const signs = new Set(
    readdirSync(folder).flatMap(
      (name) => /^glyph: '(.*)'$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? [],
    ),
  );
  let sign = 0;
  const nextSign = () => {
    for (;;) {
      const cells = (sign++).toString(3).padStart(9, '0');
      const glyph = cells.replace(/^(...)(...)(...)$/, '$1 $2 $3');
      if (!signs.has(glyph)) return glyph;
    }
  };
  for (let i = 0; i < count; i++) {
    const number = 41 + i;
    const pick = (n) => Array.from({ length: n }, () => parts[draw(parts.length)]).join('\n\n');
    const related = [1 + draw(40), i > 0 ? 41 + draw(i) : 'fr1'];
    writeFileSync(
      join(folder, `${number}-made-up-${number}.mdx`),
      `---
question: 'What does made-up question ${number} ask?'
section: Added by readers
title: Made-up question ${number}
answer: It asks nothing; it has the length of a short answer, and number ${number} is only there to be counted and found.
thinkFirst: How many questions can a site hold before it is slow?
glyph: '${nextSign()}'
related: [${related.join(', ')}]
sources:
  - title: Made up for the measurement ${number}
    href: https://example.org/${number}
---

## Why

${pick(4)}

<Note>

A <Term>receptive field</Term> has its [page](/questions/16-receptive-field/), and this note is number ${number}.

</Note>

## Careful

${pick(2)}
`,
    );
  }
}

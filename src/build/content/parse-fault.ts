import type { Problem } from './problem.ts';

/** What the MDX parser says, and what an author needs to hear instead. `$1` is the first group. */
const SAYINGS: [pattern: RegExp, fault: string, remedy: string][] = [
  [
    /Expected a closing tag for `<([^>]*)>`/,
    'The tag <$1> is opened here and never closed.',
    'Write </$1> after its text, on a line of its own if the tag has one; a tag without text ends with />, as in <$1 />.',
  ],
  [
    /Expected the closing tag `<\/([^>]*)>` either/,
    'The tag </$1> closes across the border of a paragraph or a list.',
    'Put the opening and the closing tag both on lines of their own, or both into one paragraph.',
  ],
  [
    /Unexpected closing (?:slash `\/` in tag|tag `<\/([^>]*)>`), expected (?:an open tag first|corresponding)/,
    'Here a tag is closed that is not open.',
    'Close tags in the order of their opening, the inner one first, and spell both alike.',
  ],
  [
    /Unexpected character `!` .*before name/,
    'A comment in <!-- --> cannot stand here.',
    'Take the comment out; the pull request is the place to say it.',
  ],
  [
    /Unexpected character .*before (?:name|local name|member name)/,
    'A "<" begins a tag, and no tag can begin like this.',
    'Write less-than inside a formula ($a < b$), in `code`, or with a backslash before it: \\<.',
  ],
  [
    /before attribute value, expected a character that can start an attribute value/,
    'The value of this attribute stands without quotes.',
    'Put it in quotes, as in at="5,7", or a number in braces, as in lr={0.06}.',
  ],
  [
    /Unexpected end of file in (?:attribute value|name|closing tag|.*attribute)|Unexpected end of file (?:before|after) (?:name|attribute|self-closing)/,
    'A tag begins here and does not end.',
    'Look for a missing quote or a missing ">".',
  ],
  [
    /Unexpected (?:end of file|lazy line|character).*(?:in|expected a corresponding closing brace).*(?:expression|brace)/,
    'A "{" is opened and not closed.',
    'For a literal brace write it in `code` or put a backslash before it; in a formula put dollar signs around the whole.',
  ],
  [
    /Could not parse import\/exports with acorn/,
    'A line that begins with "import" or "export" is read as code of the page.',
    'Put Python between two lines of three backticks (```python … ```), and begin a sentence with another word.',
  ],
  [
    /Could not parse expression with acorn|Unexpected .* in code: only a single expression|Unexpected content after expression/,
    'What stands in braces is read as code, and it is not even that.',
    'For a literal brace write it in `code` or put a backslash before it; in a formula put dollar signs around the whole.',
  ],
  [
    /in (?:attribute|name|tag|closing tag)|attribute name|after (?:name|self-closing slash|attribute)/,
    'This tag is not written as a tag can be.',
    'Write <Name attribute="value" /> or <Name> … </Name>; for a literal "<" put a backslash before it.',
  ],
];

/** An author's words for a message of the MDX parser. */
export function parseFault(reason: string): Pick<Problem, 'fault' | 'remedy'> {
  for (const [pattern, fault, remedy] of SAYINGS) {
    const match = pattern.exec(reason);
    if (!match) continue;
    const filled = (text: string) => text.replaceAll('$1', () => match[1] ?? '');
    return { fault: `This is not valid MDX: ${filled(fault)}`, remedy: filled(remedy) };
  }
  return {
    fault: `This is not valid MDX: ${reason}.`,
    remedy:
      'Close every tag, and write a literal "{" or "<" as `{` or `<` in code or with a backslash before it.',
  };
}

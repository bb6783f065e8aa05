/** The only HTML an author may type, without attributes: what Markdown has no sign for. */
export const HTML_TAGS: readonly string[] = ['kbd', 'sub', 'sup'];

const RUNS = 'An answer carries no code, no frames and no styles of its own; take it out.';

/** What to write instead of an HTML tag that people reach for. */
const INSTEAD: Record<string, string> = {
  a: 'Write a link as [words](/questions/06-stride/).',
  b: 'Write strong words as **words**.',
  strong: 'Write strong words as **words**.',
  i: 'Write emphasis as *words*.',
  em: 'Write emphasis as *words*.',
  code: 'Write code between backticks: `code`.',
  pre: 'Put code between two lines of three backticks: ```python … ```.',
  br: 'Leave a blank line; a paragraph ends there.',
  p: 'Leave a blank line; a paragraph ends there.',
  div: 'Leave the tag out; the page places its parts by itself.',
  span: 'Leave the tag out; the page places its parts by itself.',
  center: 'Leave the tag out; the page places its parts by itself.',
  font: 'Leave the tag out; the page places its parts by itself.',
  hr: 'Write --- on a line of its own.',
  ul: 'Begin each item with "- " on a line of its own.',
  ol: 'Begin each item with "1. " on a line of its own.',
  li: 'Begin each item with "- " on a line of its own.',
  table: 'Write a table with | between the cells.',
  img: 'Write a picture as ![what it shows](../pictures/name.png).',
  figure: 'Write a picture as ![what it shows](../pictures/name.png).',
  details: 'Say it in the text, or leave it out; nothing here is folded away.',
};

/** The remedy for a tag of HTML, or undefined when it is none that anyone would take for one. */
export function insteadOf(name: string): string | undefined {
  const small = name.toLowerCase();
  if (/^h[1-6]$/.test(small)) return 'Write a heading as "## Heading".';
  if (HTML_TAGS.includes(small)) return `Write it in small letters: <${small}>.`;
  if (Object.hasOwn(INSTEAD, small)) return INSTEAD[small];
  const running =
    /^(?:script|iframe|frame|style|object|embed|applet|form|input|button|textarea|select|link|meta|base|template|slot|svg|math|video|audio|source|portal|noscript|marquee|dialog)$/;
  // A playground may have the name of an element in capitals; only HTML's own spelling is HTML.
  return running.test(small) && (name === small || /^(?:script|iframe|style)$/.test(small))
    ? RUNS
    : undefined;
}

/** `onclick`, `onLoad`: an attribute that would run something. */
export function isHandler(attribute: string): boolean {
  return /^on[a-z]/i.test(attribute);
}

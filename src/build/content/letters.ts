/** Characters that a reader and a reviewer cannot see, or that turn the order of the others round. Inclusive ranges. */
const UNSEEN: [from: number, to: number, name: string][] = [
  [0x00, 0x08, 'a control character'],
  [0x0b, 0x0c, 'a control character'],
  [0x0e, 0x1f, 'a control character'],
  [0x7f, 0x9f, 'a control character'],
  [0xad, 0xad, 'a soft hyphen'],
  [0x34f, 0x34f, 'an invisible joiner'],
  [0x61c, 0x61c, 'a mark that turns the direction of writing'],
  [0x115f, 0x1160, 'an invisible letter'],
  [0x17b4, 0x17b5, 'an invisible letter'],
  [0x180b, 0x180f, 'an invisible mark'],
  [0x200b, 0x200b, 'a space of no width'],
  [0x200c, 0x200d, 'an invisible joiner'],
  [0x200e, 0x200f, 'a mark that turns the direction of writing'],
  [0x2028, 0x2029, 'an invisible line break'],
  [0x202a, 0x202e, 'a mark that turns the direction of writing'],
  [0x2060, 0x2065, 'an invisible joiner'],
  [0x2066, 0x2069, 'a mark that turns the direction of writing'],
  [0x206a, 0x206f, 'an invisible mark'],
  [0x3164, 0x3164, 'an invisible letter'],
  [0xfe00, 0xfe0f, 'an invisible variation mark'],
  [0xfeff, 0xfeff, 'a byte order mark'],
  [0xffa0, 0xffa0, 'an invisible letter'],
  [0xfff0, 0xfffc, 'an invisible mark'],
  [0xfffd, 0xfffd, 'a replacement character, left by a wrong encoding'],
  [0xe0000, 0xe0fff, 'an invisible tag character'],
];

export interface Unseen {
  /** Index in the text, in UTF-16 units. */
  at: number;
  /** As `a soft hyphen (U+00AD)`. */
  name: string;
}

/** The first character of a text that nobody can see; tabs and line breaks do not count. */
export function firstUnseen(text: string): Unseen | undefined {
  // Most texts hold letters, digits and signs below these ranges only; they are told at once.
  if (
    /^[\t\n\r\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u03ff\u2010-\u2027\u2030-\u205e\u2070-\u2fff]*$/.test(
      text,
    )
  )
    return undefined;
  let at = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const range = UNSEEN.find(([from, to]) => code >= from && code <= to);
    if (range) return { at, name: `${range[2]} (${codePoint(code)})` };
    at += letter.length;
  }
  return undefined;
}

/** A text for a message: what cannot be seen is written out, and a long one is cut. */
export function shown(text: string): string {
  const seen = [...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 32 || firstUnseen(letter) ? `[${codePoint(code)}]` : letter;
  });
  return seen.length > 80 ? `${seen.slice(0, 79).join('')}…` : seen.join('');
}

const codePoint = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

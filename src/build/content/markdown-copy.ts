/** What stands in a Markdown copy where an answer has a tag: before its text, after it, or in its place. */
export interface TagText {
  open?: string;
  close?: string;
  alone?: (attributes: string) => string;
}

export interface CopyOptions {
  /** By the name of the tag; a tag that is not named keeps its text and vanishes itself. */
  tags: Record<string, TagText>;
  /** The address of a page of the site, from `/questions/06-stride/#why`. */
  address: (path: string) => string;
}

/** Code in fences, code in a line, tags, and links to pages of the site; code is left as it stands. */
const PIECES =
  /(?<code>^```[^\n]*\n[\s\S]*?^```|(?<tick>`+)[^`][\s\S]*?\k<tick>)|<(?<name>[A-Z]\w*)(?<attributes>(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{[^{}]*\})*?)(?<alone>\/?)>|<\/(?<closed>[A-Z]\w*)>|\]\((?<path>\/[^)\s]*)\)/gm;

/** The text of an answer as Markdown that needs nothing of this site: tags as words, addresses in full. */
export function markdownCopy(body: string, { tags, address }: CopyOptions): string {
  return body
    .replace(PIECES, (...match) => {
      const piece = match.at(-1) as Record<string, string | undefined>;
      if (piece.code !== undefined) return piece.code;
      if (piece.path !== undefined) return `](${address(piece.path)})`;
      const tag = tags[piece.name ?? piece.closed ?? ''] ?? {};
      if (piece.closed !== undefined) return tag.close ?? '';
      return piece.alone ? (tag.alone?.(piece.attributes ?? '') ?? '') : (tag.open ?? '');
    })
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

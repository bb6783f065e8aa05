const begin = '<!-- bench: from here to the end mark, npm run bench -- --readme writes -->';
const end = '<!-- end of bench -->';

/**
 * The README with other text between its two marks.
 *
 * @throws Error when it has not each mark once, the first one first
 */
export function withBlock(readme: string, block: string): string {
  const [before, rest, ...more] = readme.split(begin);
  const [old, after, ...others] = rest?.split(end) ?? [];
  if (
    before === undefined ||
    old === undefined ||
    after === undefined ||
    more.length + others.length > 0
  ) {
    throw new Error(
      `README.md needs these two lines, each once and in this order:\n    ${begin}\n    ${end}`,
    );
  }
  return `${before}${begin}\n\n${block.trim()}\n\n${end}${after}`;
}

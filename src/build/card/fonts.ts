import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Font } from 'satori';
import { decompress } from 'wawoff2';

/** The site's own faces; `extra` holds Greek, arrows and mathematical signs, and is asked after the others. */
const FACES: [name: string, file: string, style: 'normal' | 'italic'][] = [
  ['Serif', 'serif-roman', 'normal'],
  ['Serif', 'serif-italic', 'italic'],
  ['Extra', 'serif-roman-extra', 'normal'],
];

/** The faces as the setter of cards reads them: woff2 unpacked, one after the other, for the unpacker has one memory. */
export async function cardFonts(root: string): Promise<Font[]> {
  const fonts: Font[] = [];
  for (const [name, file, style] of FACES) {
    const packed = readFileSync(join(root, `src/styles/fonts/${file}.woff2`));
    fonts.push({ name, style, weight: 400, data: Buffer.from(await decompress(packed)) });
  }
  return fonts;
}

/**
 * The picture that stands beside a shared link: number, question, short answer and sign, 1200×630, as PNG. The same input
 * gives the same bytes; a card that was made before is taken from the cache.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import satori, { type Font } from 'satori';
import sharp from 'sharp';
import { cardFonts } from './fonts.ts';
import { type CardText, cardLayout, HEIGHT, WIDTH } from './layout.ts';

export type { CardText } from './layout.ts';

const CACHE = 'node_modules/.cache/receptive-field/cards';
let fonts: Promise<Font[]> | undefined;

export async function drawCard(text: CardText): Promise<Buffer> {
  const root = process.cwd();
  const layout = cardLayout(text);
  const hash = createHash('sha256').update(JSON.stringify(layout)).digest('hex').slice(0, 24);
  const file = join(root, CACHE, `${hash}.png`);
  if (existsSync(file)) return readFileSync(file);
  fonts ??= cardFonts(root);
  // The setter takes React's elements, of which it reads type and props alone.
  const tree = layout as unknown as Parameters<typeof satori>[0];
  const svg = await satori(tree, { width: WIDTH, height: HEIGHT, fonts: await fonts });
  const png = await sharp(Buffer.from(svg)).flatten().png({ compressionLevel: 6 }).toBuffer();
  mkdirSync(join(root, CACHE), { recursive: true });
  writeFileSync(file, png);
  return png;
}

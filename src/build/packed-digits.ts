import type { AstroIntegration } from 'astro';
import { packDigits } from './digits.ts';

/** Makes sure that the packed digits are there before Vite looks for them. */
export function packedDigits(): AstroIntegration {
  return { name: 'packed-digits', hooks: { 'astro:config:setup': packDigits } };
}

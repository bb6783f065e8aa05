import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** KaTeX's style sheet names each font in three formats; every browser that can run the site reads woff2. */
export function unusedFonts(): AstroIntegration {
  return {
    name: 'unused-fonts',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = join(fileURLToPath(dir), '_astro');
        for (const file of readdirSync(folder))
          if (/^KaTeX_.*\.(woff|ttf)$/.test(file)) rmSync(join(folder, file));
      },
    },
  };
}

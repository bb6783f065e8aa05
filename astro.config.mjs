import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { createCssVariablesTheme } from 'shiki';
import { keepMeta } from './src/build/code/mark.ts';
import { DRAWN } from './src/build/content/drawn.ts';
import { contentGate } from './src/build/content/gate.ts';
import { KATEX_OPTIONS } from './src/build/content/katex-options.ts';
import { rehypeBase } from './src/build/content/rehype-base.ts';
import { rehypeRows } from './src/build/content/rehype-rows.ts';
import { remarkClaims } from './src/build/content/remark-claims.ts';
import { packedDigits } from './src/build/packed-digits.ts';
import { searchIndex } from './src/build/search-index.ts';
import { BASE, SITE } from './src/build/site.ts';
import { unusedFonts } from './src/build/unused-fonts.ts';

export default defineConfig({
  site: SITE,
  base: BASE,
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  integrations: [
    packedDigits(),
    contentGate(),
    // What nothing draws becomes ready HTML, which halves a build's time; a cell keeps its way to align.
    mdx({ optimize: { ignoreElementNames: [...DRAWN, 'td'] } }),
    react(),
    unusedFonts(),
    searchIndex(),
  ],
  markdown: {
    processor: unified({
      remarkPlugins: [remarkMath, remarkClaims],
      rehypePlugins: [
        [rehypeKatex, KATEX_OPTIONS],
        rehypeHeadingIds,
        rehypeRows,
        [rehypeBase, { base: BASE }],
      ],
    }),
    shikiConfig: {
      theme: createCssVariablesTheme({ name: 'site', variablePrefix: '--code-' }),
      transformers: [keepMeta],
    },
  },
  vite: {
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        // One line a question otherwise: Astro's own marks in MDX modules, which the bundler does not know.
        onLog: (level, log, report) =>
          log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : report(level, log),
      },
    },
    worker: { format: 'es' },
  },
});

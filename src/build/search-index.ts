import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/** Indexes the built pages with Pagefind, so that search needs no server and works offline. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const { index, errors } = await createIndex();
        if (!index) throw new Error(`The search index could not be made: ${errors.join('; ')}`);
        const { page_count } = await index.addDirectory({ path: root });
        await index.writeFiles({ outputPath: `${root}pagefind` });
        await close();
        if (page_count === 0)
          throw new Error('The search index is empty: no page has data-pagefind-body.');
        logger.info(`${page_count} pages can be searched`);
      },
    },
  };
}

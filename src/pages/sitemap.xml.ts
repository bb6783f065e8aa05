import type { APIRoute } from 'astro';
import { SITE } from '#build/site';
import { to } from '#components/link.ts';
import { questionnaire } from '#components/questionnaire.ts';
import { playgrounds } from '#playgrounds';

/** Pages that have a file each; what search engines should not list stays out. */
const UNLISTED = ['404/', 'print/'];
const files = Object.keys(import.meta.glob('./**/*.astro'))
  .filter((file) => !file.includes('['))
  .map((file) =>
    file
      .replace(/^\.\//, '')
      .replace(/(?:index)?\.astro$/, '/')
      .replace(/\/\/$|^\/$/, '/'),
  )
  .map((path) => (path === '/' ? '' : path))
  .filter((path) => !UNLISTED.includes(path))
  .sort();

/** Every page that a search engine may list; the day only where an answer says when it changed. */
export const GET: APIRoute = async () => {
  const pages = [
    ...files.map((path) => ({ path: to(path), updated: undefined })),
    ...playgrounds.map(({ id }) => ({ path: to(`playgrounds/${id}/`), updated: undefined })),
    ...(await questionnaire()).map(({ href, entry }) => ({
      path: href,
      updated: entry.data.updated,
    })),
  ];
  const entries = pages.map(({ path, updated }) => {
    const day = updated ? `<lastmod>${updated}</lastmod>` : '';
    return `<url><loc>${new URL(path, SITE)}</loc>${day}</url>`;
  });
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`,
    { headers: { 'content-type': 'application/xml; charset=utf-8' } },
  );
};

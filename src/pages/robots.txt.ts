import type { APIRoute } from 'astro';
import { SITE } from '#build/site';
import { to } from '#components/link.ts';

/** Everybody may read everything. */
export const GET: APIRoute = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${new URL(to('sitemap.xml'), SITE)}\n`);

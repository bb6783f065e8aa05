import type { APIRoute } from 'astro';
import { to } from '#components/link.ts';
import { name } from '#components/site.ts';

/** The web manifest; made here so that its addresses know under which path the site lives. */
export const GET: APIRoute = () =>
  Response.json({
    name,
    short_name: name,
    description: 'The convolution chapter, answered and playable.',
    start_url: to('/'),
    scope: to('/'),
    display: 'browser',
    background_color: '#fbfbf9',
    theme_color: '#fbfbf9',
    icons: [192, 512].map((side) => ({
      src: to(`icon-${side}.png`),
      sizes: `${side}x${side}`,
      type: 'image/png',
      purpose: 'any maskable',
    })),
  });

import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import type { Drawing } from '#build/drawn';
import { playgrounds } from '#playgrounds';
import { parts } from '../tags.ts';
import PaperClaim from './PaperClaim.astro';
import PaperFigure from './PaperFigure.astro';
import PaperHead from './PaperHead.astro';
import PaperLink from './PaperLink.astro';
import PaperSubhead from './PaperSubhead.astro';

/** Where an answer stands on the page that holds them all. */
export const answerId = (id: string) => `q-${id}`;

/** MDX gives a component the attributes of its tag and not the tag itself, so each tag gets a figure of its own. */
function figureOf(tag: string): AstroComponentFactory {
  const draw: AstroComponentFactory = (result, props, slots) =>
    (PaperFigure as AstroComponentFactory)(result, { ...props, tag }, slots);
  return Object.assign(draw, PaperFigure);
}

/** What an answer is drawn with on paper: no island, no address twice, headings one step lower. */
export const paperParts = {
  ...parts,
  ...Object.fromEntries(playgrounds.map(({ tag }) => [tag, figureOf(tag)])),
  Claim: PaperClaim,
  ...({ h2: PaperHead, h3: PaperSubhead, a: PaperLink } satisfies Drawing),
};

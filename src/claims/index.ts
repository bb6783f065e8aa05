/**
 * The numbers of the answers. Each is computed by the package or counted in recorded runs, at build and again in the
 * reader's browser; nothing here knows of pages, React or a browser.
 */
import type { Claim, Claims } from './claim.ts';
import { kernelClaims } from './kernels.ts';
import { netClaims } from './nets.ts';
import { notebookClaims } from './notebook.ts';
import { runClaims } from './runs.ts';
import { sizeClaims } from './sizes.ts';
import { statisticsClaims } from './statistics.ts';
import { trainingClaims } from './training.ts';

export type { Certainty, Claim, Claims } from './claim.ts';
export { allErrata, type Erratum, errata } from './errata.ts';
export { PATCH, patch } from './patch.ts';
export { accuraciesOf, guessing } from './runs.ts';

/** One room a theme; an id stands in one of them only. */
export const themes: readonly Claims[] = [
  kernelClaims,
  sizeClaims,
  netClaims,
  statisticsClaims,
  trainingClaims,
  notebookClaims,
  runClaims,
];

/** Every claim by its id. */
export const claims: Claims = Object.assign({}, ...themes);

/** @throws Error when there is no such claim */
export function claimOf(id: string): Claim {
  const claim = Object.hasOwn(claims, id) ? claims[id] : undefined;
  if (!claim) throw new Error(`There is no claim "${id}".`);
  return claim;
}

/** A claim's number as a reader reads it, computed now: `18,432`. */
export function claimText(id: string): string {
  const { compute, show } = claimOf(id);
  return show(compute());
}

/** Where the number can be seen: `playgrounds/kernel-bench/#kernel-bench?kernel=top-edge&at=5,7`, without the site's base. */
export function claimPath({ shownIn }: Claim): string | undefined {
  return shownIn && `playgrounds/${shownIn.playground}/#${shownIn.playground}?${shownIn.state}`;
}

/** A line of text with each `{claim:id}` in its number's place. */
export function withClaims(line: string): string {
  return line.replace(/\{claim:([^}\s]*)\}/g, (_, id: string) => claimText(id));
}

/** Ids that a text names, in their order, each once: `<Claim id="…" />`, `{claim:…}`, and `\claim{…}` in formulas. */
export function claimsNamed(text: string): string[] {
  const named = text.matchAll(/<Claim\s+id="([^"]*)"|\{claim:([^}\s]*)\}|\\claim\{([^}]*)\}/g);
  return [...new Set([...named].map(([, tag, line, formula]) => tag ?? line ?? formula ?? ''))];
}

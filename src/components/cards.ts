import { to } from './link.ts';
import { added, asked, ON_HOME, type Question } from './questionnaire.ts';

/** The card of the pages that are no question. */
export const SITE_CARD = 'site';

/** Questions with a card of their own: the 43, and the added ones on the home page. The rest share the site's. */
export async function cardIds(): Promise<Set<string>> {
  const drawn = [...(await asked()), ...(await added()).slice(0, ON_HOME)];
  return new Set(drawn.map(({ entry }) => entry.id));
}

let kept: Promise<Set<string>> | undefined;

/** Where the card of a page is. */
export async function cardPath(question: Question | undefined): Promise<string> {
  if (!kept || import.meta.env.DEV) kept = cardIds();
  const id = question?.entry.id ?? '';
  return to(`cards/${(await kept).has(id) ? id : SITE_CARD}.png`);
}

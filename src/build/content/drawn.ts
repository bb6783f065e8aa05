/** Elements of an answer's Markdown that components draw, on its page or on paper; all others go into the page as they are. */
export const DRAWN = ['pre', 'table', 'th', 'a', 'h2', 'h3'] as const;

/** What draws some of them. */
export type Drawing = Partial<Record<(typeof DRAWN)[number], unknown>>;

/** Where a question stands in the questionnaire, read from its file name: `31-one-cycle`, `fr1-classic-features`. */
export interface Place {
  /** Position in the whole: 1–40, then further research from 1,001 on. */
  order: number;
  /** As a reader sees it: `31`, `F1`. */
  label: string;
  /** As an author writes it in `related`: `31`, `fr1`. */
  key: string;
}

const FURTHER = 1000;

/** The place a file name claims, or undefined when it is not of the form `NN-slug` or `frN-slug`. */
export function placeOf(id: string): Place | undefined {
  const match = /^(?:(\d{2,})|fr([1-9]\d*))-[a-z0-9]+(?:-[a-z0-9]+)*$/.exec(id);
  if (!match) return undefined;
  const [, number, further] = match;
  return number !== undefined
    ? { order: Number(number), label: String(Number(number)), key: String(Number(number)) }
    : { order: FURTHER + Number(further), label: `F${further}`, key: `fr${further}` };
}

/** The questionnaire's size: forty questions and three for further research. */
export const QUESTION_COUNT = 40;
export const FURTHER_COUNT = 3;

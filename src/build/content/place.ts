/** Where a question stands in the questionnaire, read from its file name: `31-one-cycle`, `fr1-classic-features`. */
export interface Place {
  /** Position in the whole: the forty, then further research, then what readers added. */
  order: number;
  /** As a reader sees it: `31`, `F1`. */
  label: string;
  /** As an author writes it in `related`: `31`, `fr1`. */
  key: string;
}

/** The questionnaire's size: forty questions and three for further research. */
export const QUESTION_COUNT = 40;
export const FURTHER_COUNT = 3;

const FURTHER = QUESTION_COUNT;
const ADDED = 10_000;

/** The place a file name claims, or undefined when it is not of the form `NN-slug` or `frN-slug`. */
export function placeOf(id: string): Place | undefined {
  const match = /^(?:(0[1-9]|[1-9]\d{1,4})|fr([1-9]\d{0,2}))-[a-z0-9]+(?:-[a-z0-9]+)*$/.exec(id);
  if (!match) return undefined;
  const [, digits, further] = match;
  if (digits === undefined)
    return { order: FURTHER + Number(further), label: `F${further}`, key: `fr${further}` };
  const number = Number(digits);
  const order = number > QUESTION_COUNT ? ADDED + number : number;
  return { order, label: String(number), key: String(number) };
}

/** Whether the questionnaire itself asks it; the others were added by readers. */
export function isAsked({ key }: Place): boolean {
  const [, further, number] = /^(fr)?(\d+)$/.exec(key) ?? [];
  return Number(number) <= (further ? FURTHER_COUNT : QUESTION_COUNT);
}

/** `|got − want| ≤ atol + rtol · |want|` passes. */
export interface Tolerance {
  atol: number;
  rtol: number;
}

/** One number, list or word of a case that is not what the referee has. */
export interface Difference {
  what: string;
  got: string;
  want: string;
}

/** Collects what a case finds wrong; nothing collected means that it passed, if anything was compared. */
export class Check {
  readonly differences: Difference[] = [];
  /** How many numbers, words and lists were compared; empty lists do not count. */
  compared = 0;

  /** Numbers within the tolerance of the case; the first one that is not is told with its place. */
  near(what: string, got: ArrayLike<number>, want: ArrayLike<number>, tol: Tolerance) {
    if (!Number.isFinite(tol?.atol) || !Number.isFinite(tol?.rtol)) {
      throw new Error(`tol of ${what} is ${textOf(tol)}; atol and rtol must be finite numbers`);
    }
    if (!this.sameLength(what, got, want)) return;
    this.compared += want.length;
    const bad = Array.from(want, (number, i) => (isNear(got[i]!, number, tol) ? -1 : i)).filter(
      (i) => i >= 0,
    );
    const [first] = bad;
    if (first === undefined) return;
    const where =
      want.length > 1 ? ` number ${first} (${bad.length} of ${want.length} are off)` : '';
    this.tell(`${what}${where}`, got[first]!, want[first]!);
  }

  /** Numbers, words or lists that must be equal. */
  same(what: string, got: unknown, want: unknown) {
    if (!Array.isArray(want) || want.length > 0) this.compared++;
    if (textOf(got) !== textOf(want)) this.tell(what, got, want);
  }

  /** Lists that belong together; this alone does not count as a comparison. */
  sameLength(what: string, got: ArrayLike<unknown>, want: ArrayLike<unknown>): boolean {
    if (got.length === want.length) return true;
    this.tell(`${what}, how many entries`, got.length, want.length);
    return false;
  }

  /** A number that has to lie between two others. */
  within(what: string, got: number, least: number, most: number) {
    this.compared++;
    if (!(got >= least && got <= most)) this.tell(what, got, `${least} to ${most}`);
  }

  tell(what: string, got: unknown, want: unknown) {
    this.differences.push({ what: printable(what), got: shown(got), want: shown(want) });
  }
}

/** A list of a case that may not be empty. @throws Error naming it */
export function demandEntries(field: string, list: unknown) {
  if (Array.isArray(list) && list.length > 0) return;
  throw new Error(`${field} must be a list with at least one entry`);
}

/** Without control characters, which a terminal would obey. */
export const printable = (text: string) =>
  text.replace(
    /\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** In a file a number that is none stands as null, which arithmetic would take for 0. */
const isNear = (got: number, want: number, { atol, rtol }: Tolerance) =>
  typeof want === 'number' && Math.abs(got - want) <= atol + rtol * Math.abs(want);

/** As JSON, but for what JSON has no word for: NaN, the infinities and undefined. */
function textOf(value: unknown): string {
  const text = JSON.stringify(value, (_, part) =>
    part === undefined || (typeof part === 'number' && !Number.isFinite(part))
      ? `\u0000${part}`
      : part,
  );
  return text.replace(/"\\u0000(\w+|-Infinity)"/g, '$1');
}

function shown(value: unknown): string {
  const text = printable(typeof value === 'string' ? value : textOf(value));
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

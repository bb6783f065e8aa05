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

/** Collects what a case finds wrong; nothing collected means that it passed. */
export class Check {
  readonly differences: Difference[] = [];

  /** Numbers within the tolerance of the case; the first one that is not is told with its place. */
  near(what: string, got: ArrayLike<number>, want: ArrayLike<number>, tol: Tolerance) {
    if (got.length !== want.length) {
      this.tell(`${what}, how many numbers`, got.length, want.length);
      return;
    }
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
    if (JSON.stringify(got) !== JSON.stringify(want)) this.tell(what, got, want);
  }

  /** A number that has to lie between two others. */
  within(what: string, got: number, least: number, most: number) {
    if (!(got >= least && got <= most)) this.tell(what, got, `${least} to ${most}`);
  }

  tell(what: string, got: unknown, want: unknown) {
    this.differences.push({ what, got: shown(got), want: shown(want) });
  }
}

const isNear = (got: number, want: number, { atol, rtol }: Tolerance) =>
  Math.abs(got - want) <= atol + rtol * Math.abs(want);

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

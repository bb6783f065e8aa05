/** What a schedule can be compared with: each rival is the schedule itself with one thing taken away, or one kept earlier. */

/** A word each, as links hold them. */
export const rivals = ['constant', 'no-warm-up', 'no-tail', 'steady', 'gentle', 'kept'] as const;
export type Rival = (typeof rivals)[number];

/** Its name in a list, and what differs, as the end of “the same, but …”. */
export const rivalWords: Record<Rival, { name: string; differs: string }> = {
  constant: { name: 'constant rate', differs: 'the highest rate throughout, momentum 0.9' },
  'no-warm-up': { name: 'no warm-up', differs: 'it starts at the peak' },
  'no-tail': { name: 'no annealing', differs: 'it stays at the peak' },
  steady: { name: 'steady momentum', differs: 'momentum stays where it starts' },
  gentle: { name: 'a fifth of the rate', differs: 'every rate is a fifth' },
  kept: { name: 'the one kept', differs: 'the schedule that was set aside' },
};

interface Curve {
  lrs: number[];
  moms: number[];
}

/** fastai's momentum where no schedule moves it. */
const UNMOVED = 0.9;
/** The gentle rival's share of the rate. */
const GENTLE = 1 / 5;

/** The rival of a curve; `kept` is the curve set aside. */
export function rivalOf(rival: Rival, { lrs, moms }: Curve, kept: Curve | null): Curve {
  const top = Math.max(...lrs);
  const peak = lrs.indexOf(top);
  switch (rival) {
    case 'constant':
      return { lrs: lrs.map(() => top), moms: lrs.map(() => UNMOVED) };
    case 'no-warm-up':
      return {
        lrs: lrs.map((lr, step) => (step < peak ? top : lr)),
        moms: moms.map((mom, step) => (step < peak ? moms[peak]! : mom)),
      };
    case 'no-tail':
      return {
        lrs: lrs.map((lr, step) => (step > peak ? top : lr)),
        moms: moms.map((mom, step) => (step > peak ? moms[peak]! : mom)),
      };
    case 'steady':
      return { lrs, moms: moms.map(() => moms[0]!) };
    case 'gentle':
      return { lrs: lrs.map((lr) => lr * GENTLE), moms };
    case 'kept':
      return kept ?? { lrs, moms };
  }
}

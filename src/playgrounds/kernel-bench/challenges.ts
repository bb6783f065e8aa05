/**
 * Challenges judged by behaviour: a kernel is shown small made-up images, and what it answers decides. Any kernel that does
 * the job is right.
 */
import type { Grid } from '#cnn/math';
import { forEye } from '#kit/state';
import { anchorOf, sideOf } from './kernels.ts';
import type { Applied } from './model.ts';
import { responseOf } from './sum.ts';

export const challengeNames = [
  'top-edge',
  'bottom-edge',
  'left-edge',
  'right-edge',
  'rising-line',
  'falling-line',
  'blur',
  'sharpen',
  'identity',
  'zero',
] as const;
export type ChallengeName = (typeof challengeNames)[number];

/** One image shown to the kernel, and whether the answer is what the challenge wants. */
export interface Finding {
  /** The image in words, such as `a top edge`. */
  shown: string;
  image: Grid;
  /** What is wanted, such as `positive, never negative`. */
  wanted: string;
  /** The answer in words and numbers. */
  answer: string;
  right: boolean;
}

export interface Verdict {
  solved: boolean;
  findings: Finding[];
  /** One or two sentences: why it is solved, or what to change first. */
  why: string;
}

interface Challenge {
  label: string;
  /** What to build, as a whole sentence. */
  ask: string;
  probe(how: Applied): Finding[];
  why?(how: Applied): string;
}

const probeSide = 16;
const ink = 255;
const grid = (value: (row: number, column: number) => number): Grid =>
  Array.from({ length: probeSide }, (_, row) =>
    Array.from({ length: probeSide }, (_, column) => value(row, column)),
  );
const half = probeSide / 2;
const step = (from: number, to: number) => (n: number) => (n < half ? from : to);

/** Ink on one side, paper on the other: `top` is the edge with paper above and ink below. */
const edges = {
  top: grid((row) => step(0, ink)(row)),
  bottom: grid((row) => step(ink, 0)(row)),
  left: grid((_, column) => step(0, ink)(column)),
  right: grid((_, column) => step(ink, 0)(column)),
};
const paper = grid(() => 0);
const flat = grid(() => ink);
const dot = grid((row, column) => (row === half && column === half ? ink : 0));
const lines = {
  rising: grid((row, column) => (row + column === probeSide - 1 ? ink : 0)),
  falling: grid((row, column) => (row === column ? ink : 0)),
  level: grid((row) => (row === half ? ink : 0)),
  upright: grid((_, column) => (column === half ? ink : 0)),
};
/** Every tone, in no order an eye would guess; the same on every machine. */
const speckled = grid((row, column) => (row * 97 + column * 61 + row * column * 13) % 256);

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * (1 + Math.abs(b));

function rangeOf(image: Grid, how: Applied): { low: number; high: number; all: number[] } {
  const all = responseOf(image, how).flat();
  return { low: Math.min(...all), high: Math.max(...all), all };
}

const signed = (value: number): string => (value > 0 ? `+${forEye(value)}` : forEye(value));
const said = (low: number, high: number): string =>
  near(low, high) ? `${signed(high)} everywhere` : `${signed(low)} to ${signed(high)}`;

type Sign = 'positive' | 'negative' | 'zero';
const wants: Record<Sign, string> = {
  positive: 'positive, never negative',
  negative: 'negative, never positive',
  zero: '0 everywhere',
};

function finding(shown: string, image: Grid, sign: Sign, how: Applied): Finding {
  const { low, high } = rangeOf(image, how);
  const right = {
    positive: high > 1e-6 && low > -1e-6,
    negative: low < -1e-6 && high < 1e-6,
    zero: near(low, 0) && near(high, 0),
  }[sign];
  return { shown, image, wanted: wants[sign], answer: said(low, high), right };
}

type EdgeName = keyof typeof edges;
const opposite: Record<EdgeName, EdgeName> = {
  top: 'bottom',
  bottom: 'top',
  left: 'right',
  right: 'left',
};

function edgeChallenge(name: EdgeName): Challenge {
  const level = name === 'top' || name === 'bottom';
  const across: EdgeName = level ? 'left' : 'top';
  return {
    label: `${name} edge`,
    ask: `Build a kernel that is positive on ${name} edges, negative on ${opposite[name]} edges, and silent on everything flat.`,
    probe: (how) => [
      finding(`a ${name} edge`, edges[name], 'positive', how),
      finding(`a ${opposite[name]} edge`, edges[opposite[name]], 'negative', how),
      finding('flat ink', flat, 'zero', how),
      finding('bare paper', paper, 'zero', how),
      finding(`a ${across} edge`, edges[across], 'zero', how),
    ],
    why(how) {
      const response = responseOf(edges[name], how);
      const along = level ? response.map((row) => row[0]!) : response[0]!;
      const first = anchorOf(sideOf(how.kernel));
      const loud = along.flatMap((value, i) => (value > 1e-6 ? [i + first] : []));
      // Ink begins at `half` for top and left edges, paper for the others.
      const before = name === 'top' || name === 'left' ? 'paper' : 'ink';
      const after = before === 'paper' ? 'ink' : 'paper';
      const line = level ? 'row' : 'column';
      const places = loud.map((at) =>
        at < half
          ? `on the ${nth(half - at)} ${line} of ${before}`
          : `on the ${at === half ? 'first' : nthAfter(at - half + 1)} ${line} of ${after}`,
      );
      return `It answers with its centre ${listed(places)}. Kernels that compare other ${line}s answer elsewhere and are as right.`;
    },
  };
}

const ordinals = ['last', 'second last', 'third last', 'fourth last'];
const nth = (from: number): string => ordinals[from - 1] ?? `${from}th last`;
const nthAfter = (n: number): string => ['first', 'second', 'third', 'fourth'][n - 1] ?? `${n}th`;
const listed = (parts: string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

function lineChallenge(name: 'rising' | 'falling'): Challenge {
  return {
    label: `${name} line`,
    ask: `Build a kernel whose strongest answer comes from a ${name} diagonal line, well ahead of any other line.`,
    probe(how) {
      const highest = (line: keyof typeof lines): number => rangeOf(lines[line], how).high;
      const best = highest(name);
      const others = (Object.keys(lines) as (keyof typeof lines)[]).filter((line) => line !== name);
      return [
        {
          shown: `a ${name} line`,
          image: lines[name],
          wanted: 'the strongest answer',
          answer: `at most ${signed(best)}`,
          right: best > 1e-6,
        },
        ...others.map((line) => ({
          shown: `${line === 'upright' ? 'an' : 'a'} ${line} line`,
          image: lines[line],
          wanted: 'three quarters of that, or less',
          answer: `at most ${signed(highest(line))}`,
          right: best > 1e-6 && highest(line) <= 0.75 * best,
        })),
        finding('bare paper', paper, 'zero', how),
      ];
    },
    why: () =>
      'All the weights along the line meet ink at once; any other line crosses only some of them.',
  };
}

const challenges: Record<ChallengeName, Challenge> = {
  'top-edge': edgeChallenge('top'),
  'bottom-edge': edgeChallenge('bottom'),
  'left-edge': edgeChallenge('left'),
  'right-edge': edgeChallenge('right'),
  'rising-line': lineChallenge('rising'),
  'falling-line': lineChallenge('falling'),
  blur: {
    label: 'blur',
    ask: 'Build a kernel that keeps flat areas as they are and spreads a single dot of ink.',
    probe(how) {
      const onFlat = rangeOf(flat, how);
      const onDot = rangeOf(dot, how);
      const spread = onDot.all.filter((value) => value > 1e-6).length;
      return [
        {
          shown: 'flat ink',
          image: flat,
          wanted: '+255 everywhere',
          answer: said(onFlat.low, onFlat.high),
          right: near(onFlat.low, ink) && near(onFlat.high, ink),
        },
        {
          shown: 'one dot of ink',
          image: dot,
          wanted: 'several cells, none above half the ink, none negative',
          answer: `${spread === 1 ? '1 cell' : `${spread} cells`}, ${said(onDot.low, onDot.high)}`,
          right: spread > 1 && onDot.low > -1e-6 && onDot.high <= ink / 2,
        },
        finding('bare paper', paper, 'zero', how),
      ];
    },
    why: () =>
      'Its weights are shares: none is negative and they add up to 1, so each answer is a weighted mean of the window.',
  },
  sharpen: {
    label: 'sharpen',
    ask: 'Build a kernel that keeps flat areas as they are and makes every edge steeper than it was.',
    probe(how) {
      const onFlat = rangeOf(flat, how);
      const soft: [string, Grid][] = [
        ['a soft level edge', grid((row) => step(100, 200)(row))],
        ['a soft upright edge', grid((_, column) => step(100, 200)(column))],
      ];
      return [
        {
          shown: 'flat ink',
          image: flat,
          wanted: '+255 everywhere',
          answer: said(onFlat.low, onFlat.high),
          right: near(onFlat.low, ink) && near(onFlat.high, ink),
        },
        ...soft.map(([shown, image]) => {
          const { low, high } = rangeOf(image, how);
          return {
            shown: `${shown}, from 100 to 200`,
            image,
            wanted: 'below 100 on one side, above 200 on the other',
            answer: said(low, high),
            right: low < 100 - 1e-6 && high > 200 + 1e-6,
          };
        }),
      ];
    },
    why: () =>
      'It adds to each pixel its difference from its neighbours: nothing where all is flat, an overshoot on both sides of an edge.',
  },
  identity: {
    label: 'identity',
    ask: 'Build a kernel that gives the image back.',
    probe(how) {
      const first = anchorOf(sideOf(how.kernel));
      const answers = responseOf(speckled, how);
      const off = answers.flatMap((row, r) =>
        row.filter((value, c) => !near(value, speckled[r + first]![c + first]!)),
      ).length;
      return [
        {
          shown: 'specks of every tone',
          image: speckled,
          wanted: 'each pixel where it was',
          answer:
            off === 0 ? 'each pixel where it was' : `${off} of ${answers.flat().length} differ`,
          right: off === 0,
        },
        finding('bare paper', paper, 'zero', how),
      ];
    },
    why: () =>
      'Only the pixel at the centre counts, once. A 1 beside the centre would move the image.',
  },
  zero: {
    label: 'zero everywhere',
    ask: 'Build a kernel that answers 0 everywhere, whatever the image.',
    probe: (how) => [
      finding('bare paper', paper, 'zero', how),
      finding('flat ink', flat, 'zero', how),
      finding('specks of every tone', speckled, 'zero', how),
    ],
    why: () =>
      'Only weights that are all 0 do this on every image. On bare paper any kernel does it, because each product has a factor 0.',
  },
};

export const challengeOf = (name: ChallengeName): Pick<Challenge, 'label' | 'ask'> =>
  challenges[name];

/** Shows the kernel the challenge's images. A bias counts, a turned kernel is judged turned. */
export function judge(name: ChallengeName, how: Applied): Verdict {
  const challenge = challenges[name];
  const findings = challenge.probe(how);
  const wrong = findings.filter(({ right }) => !right);
  const [first] = wrong;
  return {
    solved: first === undefined,
    findings,
    why:
      first === undefined
        ? (challenge.why?.(how) ?? '')
        : `Not yet: on ${first.shown} it gives ${first.answer}; wanted is ${first.wanted}.`,
  };
}

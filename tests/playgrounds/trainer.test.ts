import { expect, test } from 'vitest';
import { defaultRecipe, firstLayer, type Recipe, recipeLimits, sameRecipe } from '#cnn/math';
import { emptyRun, type Report, replay } from '#lab';
import { answersOf, isRight, worstFirst } from '../../src/playgrounds/trainer/answers.ts';
import {
  axesOf,
  clips,
  curveOf,
  filmOf,
  frameAt,
  kernelMax,
} from '../../src/playgrounds/trainer/chart.ts';
import { curveCsv } from '../../src/playgrounds/trainer/curve-csv.ts';
import { fastaiCode, passesOf } from '../../src/playgrounds/trainer/fastai.ts';
import {
  inWords,
  passOf,
  rateStop,
  rates,
  recipeCodec,
  recipeOfTag,
  remedied,
  stepsOf,
  trimmed,
} from '../../src/playgrounds/trainer/model.ts';
import { notebook } from '../../src/playgrounds/trainer/notebook.ts';
import { curvesSvg } from '../../src/playgrounds/trainer/picture.ts';
import { presetOf, presets } from '../../src/playgrounds/trainer/presets.ts';
import { announcement, figure, grouped, result } from '../../src/playgrounds/trainer/words.ts';

const codec = recipeCodec(defaultRecipe);
const odd: Recipe = {
  net: 'simple_cnn',
  norm: 'none',
  batchSize: 64,
  lr: 0.0025,
  schedule: 'constant',
  optimizer: 'sgd',
  steps: 10,
  seed: 42,
};

test('a recipe goes into a link and comes back', () => {
  expect(codec.format(odd)).toBe(
    'norm=none&batchSize=64&lr=0.0025&schedule=constant&optimizer=sgd&steps=10&seed=42',
  );
  expect(codec.parse(codec.format(odd))).toEqual({ state: odd });
});

test('what a link leaves out stays as the page has it', () => {
  expect(codec.parse('lr=0.1')).toEqual({ state: { ...defaultRecipe, lr: 0.1 } });
  expect(codec.parse('')).toEqual({ state: defaultRecipe });
});

test.each([
  ['lr=6e9', 'lr is 6000000000; it accepts a number from 0.00001 to 10'],
  ['lr=fast', 'lr is "fast"'],
  ['lr=NaN', 'lr is "NaN"'],
  ['lr=', 'lr is ""'],
  ['steps=1.5', 'steps is 1.5'],
  ['steps=100000', 'steps is 100000'],
  ['batchSize=0x40', 'batchSize is "0x40"'],
  ['norm=sparse', 'norm is "sparse"'],
  ['epochs=3', 'no field “epochs”'],
  ['__proto__=1', 'no field “__proto__”'],
  ['seed=1&seed=2', 'names seed twice'],
  ['net=vgg', 'net is "vgg"'],
  [`seed=${'1'.repeat(500)}`, 'longer than any recipe'],
])('a bad link gives the page’s own recipe and a sentence: %s', (text, why) => {
  const { state, problem } = codec.parse(text);
  expect(state).toEqual(defaultRecipe);
  expect(problem).toContain('The settings in this link were not used.');
  expect(problem?.replace('1e-5', '0.00001')).toContain(why);
});

test('a tag takes fields of the recipe and refuses anything else by name', () => {
  expect(recipeOfTag({ norm: 'none', steps: 20 })).toEqual({
    ...defaultRecipe,
    norm: 'none',
    steps: 20,
  });
  expect(() => recipeOfTag({ epochs: 3 })).toThrow('<Trainer>: A recipe has no field "epochs"');
  expect(() => recipeOfTag({ lr: '0.06' })).toThrow('<Trainer>: The recipe\'s lr is "0.06"');
});

test('the slider stands at the nearest rate', () => {
  expect(rates[rateStop(0.06)]).toBe(0.06);
  expect(rates[rateStop(0.0625)]).toBe(0.06);
  expect(rates[rateStop(1e-5)]).toBe(rates[0]);
});

test('epochs and steps are two words for one length', () => {
  expect(passOf(9003, 512)).toBe(17);
  expect(passOf(100, 512)).toBe(1);
  expect(stepsOf(2.5, 17)).toBe(43);
  expect(stepsOf(0.001, 17)).toBe(1);
  expect(stepsOf(1e9, 17)).toBe(recipeLimits.steps.max);
});

test('each run of the chapter and of its further research is a setting, whatever the seed', () => {
  for (const { name, recipe } of presets) {
    const link = codec.format({ ...recipe, seed: 7 });
    const { state, problem } = codec.parse(link);
    expect(problem).toBeUndefined();
    expect(sameRecipe(state, { ...recipe, seed: 7 })).toBe(true);
    expect(presetOf(state)?.name).toBe(name);
  }
  expect(presetOf({ ...defaultRecipe, steps: 118 })).toBeUndefined();
});

test('a recipe that says what its net has anyway is the same recipe', () => {
  const said = { ...defaultRecipe, normPlace: 'after', firstKernel: 5 } as const;
  expect(sameRecipe(said, defaultRecipe)).toBe(true);
  expect(trimmed(said)).toEqual(defaultRecipe);
  expect(trimmed({ ...said, norm: 'none', normPlace: 'before' })).toEqual({
    ...defaultRecipe,
    norm: 'none',
  });
  expect(trimmed({ ...said, net: 'three_or_seven' })).toHaveProperty('firstKernel', 5);
  expect(firstLayer({ ...defaultRecipe, firstKernel: 7 })).toEqual({ kernels: 8, side: 7 });
  expect(firstLayer({ ...defaultRecipe, net: 'three_or_seven' })).toEqual({ kernels: 4, side: 3 });
  expect(inWords({ ...defaultRecipe, firstKernel: 7, normPlace: 'before' })).toBe(
    'with batch norm before the ReLU, first kernel 7 by 7, 1cycle up to 0.06, batches of 512, Adam, seed 0',
  );
});

const batch = (step: number, loss = 2 / step): Report => ({
  type: 'batch',
  step,
  loss,
  smoothLoss: loss,
  lr: 0.01 * step,
  mom: 0.9,
  seconds: step / 2,
});
const began: Report = {
  type: 'began',
  recipe: odd,
  stepsPerEpoch: 5,
  trainCount: 320,
  validCount: 997,
  parameters: 30282,
  engine: { name: 'emitted kernels' },
  backend: 'wasm',
  refused: [],
};
const five = [1, 2, 3, 4, 5].map((step) => batch(step));
const kernels = (step: number): Report => ({
  type: 'kernels',
  step,
  values: Array.from({ length: 200 }, (_, i) => (i < 25 ? 0.01 * step : -0.26)),
});
const epoch: Report = {
  type: 'epoch',
  epoch: 0,
  step: 5,
  trainLoss: 0.5,
  validLoss: 0.4,
  accuracy: 980 / 997,
};
const half = replay([began, kernels(0), ...five, kernels(5), epoch]);

test('curves are drawn over images seen', () => {
  const curve = curveOf(half);
  expect(curve.loss.map(([x]) => x)).toEqual([64, 128, 192, 256, 320]);
  expect(curve.accuracy).toEqual([[320, 980 / 997]]);
});

test('a long run is drawn thinned, its last point among them, and a loss beyond the axes is known', () => {
  const long = Array.from({ length: 5000 }, (_, i) => batch(i + 1));
  const curve = curveOf(replay([began, ...long]));
  expect(curve.loss.length).toBeLessThanOrEqual(1201);
  expect(curve.loss.at(-1)).toEqual([5000 * 64, 2 / 5000]);
  const wild = replay([began, batch(1, 2), batch(2, 90)]);
  expect(clips(wild, axesOf([wild]))).toBe(true);
  expect(clips(half, axesOf([half]))).toBe(false);
});

test('a run that was steered by hand says so', () => {
  const steered = [{ step: 4, lr: 0.01 }];
  expect(result({ ...half, steered })).toBe(
    'Training, step 5 of 10. Steered by hand from step 5 on.',
  );
  expect(result(half, true)).toBe('Paused at step 5 of 10.');
});

test('compared runs share one set of axes, and losses beyond reason do not stretch it', () => {
  const long = replay([{ ...began, recipe: { ...odd, batchSize: 512, steps: 117 } }, batch(1, 90)]);
  expect(axesOf([half, long])).toEqual({
    images: 59_904,
    imageTicks: [0, 20_000, 40_000, 60_000],
    lr: 0.0025,
    loss: 6,
  });
  expect(axesOf([emptyRun]).imageTicks.length).toBeLessThan(5);
  const one = replay([{ ...began, recipe: { ...odd, batchSize: 8, steps: 1 } }]);
  expect(axesOf([one])).toMatchObject({ images: 8, loss: 3 });
});

test('a step shows the last frame taken at or before it, and the film ends where the run has come to', () => {
  expect(frameAt(half, 4)?.step).toBe(0);
  expect(frameAt(half, 5)?.step).toBe(5);
  expect(frameAt(emptyRun, 3)).toBeUndefined();
  expect(filmOf(half, 0, 4, 640)).toHaveLength(2);
  expect(filmOf(emptyRun, 0, 4, 640)).toEqual([]);
  expect(kernelMax(half)).toBe(0.3);
});

test('results are told in plain sentences', () => {
  const tell = (...reports: Report[]) =>
    result(replay([began, ...five, epoch, ...reports])).replaceAll('\u00a0', ' ');
  expect(tell({ type: 'ended', cancelled: false })).toBe(
    '980 of 997 validation digits right (98.3 %).',
  );
  expect(tell({ type: 'ended', cancelled: true })).toBe(
    'Stopped after step 5 of 10; 980 of 997 validation digits right (98.3 %) when last asked, after step 5.',
  );
  expect(tell({ type: 'failed', message: 'Why.', retry: false })).toBe('Why.');
  const guess = { ...epoch, accuracy: 113 / 997 } as Report;
  expect(tell(guess, { type: 'ended', cancelled: false })).toContain(
    'no better than always giving the same answer.',
  );
  expect(result(replay([began, { type: 'ended', cancelled: true }]))).toBe(
    'Stopped before the first step.',
  );
});

test('a run of ten steps is announced in tenths and a long one no oftener', () => {
  const recipe = { ...odd, steps: 1000 };
  const said = new Set<string>();
  let story: Report[] = [{ ...began, recipe }];
  for (let step = 1; step < 1000; step++) story = [...story, batch(step)];
  for (let step = 0; step < 1000; step += 7)
    said.add(announcement(replay(story.slice(0, step + 1))));
  expect(said.size).toBe(10);
  expect([...said][0]).toBe(`Training began: ${inWords(recipe)}, 1000 steps.`);
  expect([...said][1]).toMatch(/^10 percent done, loss 0\.\d{3}\.$/);
});

test('the worst mistake comes first, right answers last', () => {
  const probabilities = new Float32Array(30);
  probabilities.set([0.9, 0.1], 0);
  probabilities.set([0.4, 0.6], 10);
  probabilities.set([0.99, 0.01], 20);
  const answers = answersOf({
    pixels: new Uint8Array(3 * 784),
    labels: Uint8Array.from([0, 0, 1]),
    probabilities,
  });
  expect(answers.map(({ guess }) => guess)).toEqual([0, 1, 0]);
  expect(worstFirst(answers).map(({ index }) => index)).toEqual([2, 1, 0]);
  expect(answers.filter(isRight)).toHaveLength(1);
});

test('the fastai code says what the recipe says', () => {
  const code = fastaiCode(odd);
  expect(code).toContain('bs=64');
  expect(code).toContain('set_seed(42)');
  expect(code).toContain('learn.fit(1, 0.0025)');
  expect(code).toContain('opt_func=partial(SGD, mom=0.9)');
  expect(code).not.toContain('BatchNorm2d');
  const chapter = fastaiCode(defaultRecipe);
  expect(chapter).toContain('learn.fit_one_cycle(1, 0.06)');
  // As in the chapter: the norm layer comes after the activation.
  expect(chapter.indexOf('nn.ReLU()')).toBeLessThan(chapter.indexOf('nn.BatchNorm2d(nf)'));
});

test('steps become whole passes over all of MNIST, one at least', () => {
  expect(passesOf(defaultRecipe)).toEqual({ stepsPerPass: 117, passes: 1, steps: 117 });
  expect(passesOf({ ...defaultRecipe, steps: 585 })).toMatchObject({ passes: 5, steps: 585 });
  expect(passesOf(odd)).toMatchObject({ passes: 1, steps: 937 });
  expect(passesOf({ ...defaultRecipe, batchSize: 1024, steps: 100 })).toMatchObject({
    passes: 2,
    steps: 116,
  });
});

interface NotebookCell {
  id: string;
  cell_type: string;
  metadata: object;
  source: string[];
  outputs?: unknown[];
  execution_count?: null;
}
const opened = (recipe: Recipe, run = half) =>
  JSON.parse(notebook(recipe, run)) as {
    nbformat: number;
    nbformat_minor: number;
    metadata: { kernelspec: object; language_info: object };
    cells: NotebookCell[];
  };
const textOf = (recipe: Recipe, kind: string, run = half) =>
  opened(recipe, run)
    .cells.filter(({ cell_type }) => cell_type === kind)
    .map(({ source }) => source.join(''))
    .join('\n\n');

test('the notebook has the shape of nbformat 4.5', () => {
  const book = opened(odd);
  expect(Object.keys(book).sort()).toEqual(['cells', 'metadata', 'nbformat', 'nbformat_minor']);
  expect([book.nbformat, book.nbformat_minor]).toEqual([4, 5]);
  expect(book.metadata).toEqual({
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  });
  expect(new Set(book.cells.map(({ id }) => id)).size).toBe(book.cells.length);
  const common = ['cell_type', 'id', 'metadata', 'source'];
  for (const cell of book.cells) {
    expect(cell.id).toMatch(/^[\w-]{1,64}$/);
    expect(cell.metadata).toEqual({});
    for (const [i, line] of cell.source.entries()) {
      expect(line.endsWith('\n')).toBe(i < cell.source.length - 1);
    }
    if (cell.cell_type === 'code') {
      expect(Object.keys(cell).sort()).toEqual([...common, 'execution_count', 'outputs'].sort());
      expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
    } else {
      expect(cell.cell_type).toBe('markdown');
      expect(Object.keys(cell).sort()).toEqual(common);
    }
  }
});

test('the notebook runs the recipe, and its words hold no HTML', () => {
  const code = textOf(odd, 'code');
  for (const part of ['set_seed(42)', 'bs=64', 'learn.fit(1, 0.0025)', 'partial(SGD, mom=0.9)']) {
    expect(code).toContain(part);
  }
  expect(code).not.toContain('BatchNorm2d');
  expect(code).not.toContain('plot_sched');
  const chapter = textOf(defaultRecipe, 'code');
  for (const part of ['bs=512', 'learn.fit_one_cycle(1, 0.06)', 'plot_sched', 'opt_func=Adam']) {
    expect(chapter).toContain(part);
  }
  expect(chapter).toMatch(/nn\.ReLU\(\)\)\n {4}layers\.append\(nn\.BatchNorm2d\(nf\)\)/);
  for (const recipe of [odd, defaultRecipe]) {
    expect(textOf(recipe, 'markdown')).not.toMatch(/[<>]|&\w+;/);
  }
});

test('the notebook says how long it trains, and what else differs from the browser', () => {
  const words = (recipe: Recipe) => textOf(recipe, 'markdown').replaceAll('\u00a0', ' ');
  expect(words(odd)).toContain(
    'A pass is 60000 // 64 = 937 steps, the incomplete batch at its end being dropped, so 10 steps become one pass: 937 steps, about 94 times as many as in the browser.',
  );
  expect(words(defaultRecipe)).toContain('so 117 steps become one pass: the same number.');
  expect(words({ ...defaultRecipe, steps: 300 })).toContain(
    'so 300 steps become 3 passes: 351 steps, more than in the browser, with the 1cycle spread over all of them.',
  );
  expect(textOf(odd, 'markdown', emptyRun)).toContain('The browser has a small part of MNIST;');
  for (const part of ['320 training digits and 997', '60,000', 'Seed 42', 'GPU']) {
    expect(words(odd)).toContain(part);
  }
});

test('the notebook tells the result of the browser only for the same recipe, run to its end', () => {
  const done = replay([began, ...five, epoch, { type: 'ended', cancelled: false }]);
  expect(textOf(odd, 'markdown', done)).toContain('it got 980 of 997 validation digits right');
  expect(textOf(odd, 'markdown', half)).not.toContain('it got');
  expect(textOf(defaultRecipe, 'markdown', done)).not.toContain('it got');
});

/** Every tag of a well-formed XML text, checked to open and close in order. */
function elementsOf(xml: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const bare = xml.replace(
    /<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*) *(\/?)>/g,
    (_, end, name, _of, own) => {
      if (end) expect(open.pop()).toBe(name);
      else {
        seen.push(name);
        if (!own) open.push(name);
      }
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(bare).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
  return seen;
}

test('the picture of the curves is a well-formed SVG with axes, names and the numbers of the run', () => {
  const done = replay([began, ...five, epoch, { type: 'ended', cancelled: false }]);
  const svg = curvesSvg(done, [{ name: 'run 3', run: half }]).replaceAll('\u00a0', ' ');
  const elements = elementsOf(svg);
  expect(elements[0]).toBe('svg');
  expect(elements.filter((name) => name === 'circle')).toHaveLength(2);
  for (const words of [
    'Without batch norm, constant rate 0.0025, batches of 64, SGD with momentum, seed 42, 10 steps',
    '980 of 997 validation digits right (98.3 %).',
    'learning rate',
    'images seen',
    'Dashed in even strokes: run 3, without batch norm, constant rate 0.0025',
    '>0.400<',
    '>0.983<',
  ]) {
    expect(svg).toContain(words);
  }
  expect(svg).toContain('<rect width="960" height="728" fill="#fff"/>');
  expect(svg).not.toMatch(/var\(|NaN|Infinity|undefined/);
});

test('a run that has not begun, and one whose loss is no number, can be drawn too', () => {
  const broken = replay([
    began,
    batch(1),
    batch(2, Number.NaN),
    batch(3, Number.POSITIVE_INFINITY),
  ]);
  for (const run of [emptyRun, broken]) {
    const svg = curvesSvg(run, []);
    elementsOf(svg);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  }
});

test('the CSV has one row a step and validation where it was measured', () => {
  const rows = curveCsv(half).trimEnd().split('\n');
  expect(rows).toHaveLength(6);
  expect(rows[1]).toBe('1,64,0.01,0.9,2,2,,');
  expect(rows[5]).toBe(`5,320,0.05,0.9,0.4,0.4,0.4,${980 / 997}`);
});

test('figures are short and grouped', () => {
  expect([0.06, 2.298, 0.0000199, 1e6, 0].map(figure)).toEqual([
    '0.06',
    '2.3',
    '2.0e-5',
    '1.0e+6',
    '0',
  ]);
  expect(figure(Number.NaN)).toBe('not a number');
  expect(grouped(60_000)).toBe('60,000');
  expect(grouped(997)).toBe('997');
});

test('a remedy changes what is to blame, and stays within what a recipe may be', () => {
  expect(remedied({ ...defaultRecipe, lr: 10 }, 'tenth of the rate').lr).toBe(1);
  expect(remedied({ ...defaultRecipe, lr: 1e-5 }, 'tenth of the rate').lr).toBe(1e-5);
  expect(remedied({ ...defaultRecipe, batchSize: 65 }, 'half the batch').batchSize).toBe(32);
  expect(remedied({ ...defaultRecipe, batchSize: 8 }, 'half the batch').batchSize).toBe(8);
});

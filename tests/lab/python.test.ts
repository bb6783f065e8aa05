import { expect, test, vi } from 'vitest';
import { type Job, type Note, openPython, type PythonWorker, type Result } from '#lab/python';
import { openInterpreter } from '#lab/python/interpreter';

const job = (code: string, more: Partial<Job> = {}): Job => ({
  given: '',
  code,
  ask: '',
  trials: [{}],
  ...more,
});

/** What one trial gives, in a Python of its own. */
async function trial(code: string, givens: Job['trials'][number] = {}, more: Partial<Job> = {}) {
  let printed = '';
  const python = await openInterpreter({ printed: (text) => (printed += text) });
  return { ...python.trial(job(code, more), givens), printed };
}

const plain = async (code: string, givens?: Job['trials'][number]) => {
  const { value, fault } = await trial(code, givens);
  expect(fault).toBeNull();
  return value?.plain;
};

test('a nested comprehension gives rows, tuples keep being tuples', async () => {
  expect(await plain('_show([[(i, j) for j in range(2)] for i in range(2)])')).toEqual([
    [{ tuple: [0, 0] }, { tuple: [0, 1] }],
    [{ tuple: [1, 0] }, { tuple: [1, 1] }],
  ]);
  expect(await plain('_show([True, None, "a", 2**70, 1/3, float("nan"), len])')).toEqual([
    true,
    null,
    'a',
    { other: '1180591620717411303424' },
    1 / 3,
    { other: 'nan' },
    { other: '<function>' },
  ]);
});

test('a tensor is indexed as in PyTorch, and multiplies a window by a kernel', async () => {
  const image = {
    tensor: Array.from({ length: 7 }, (_, r) => [1, 2, 3, 4, 5, 6, 7].map((c) => r * 7 + c)),
  };
  const kernel = { tensor: [0.1, 0.4, 0.7].map((a) => [a, a + 0.1, a + 0.2]) };
  const given = { image, kernel };
  const sum = await plain('_show((image[1:4, 2:5] * kernel).sum())', given);
  expect(sum).toBeCloseTo(94.2, 9);
  expect(
    await plain('_show([image[2, 3], image[2][3], image[-1, -1], image.shape])', given),
  ).toEqual([18, 18, 49, { tuple: [7, 7] }]);
  expect(await plain('_show(image[2:4, 0])', given)).toEqual([15, 22]);
});

test.each([
  ['image[7]', 'index 7 is out of bounds for dimension 0 with size 7'],
  ['image[0, 7]', 'index 7 is out of bounds for dimension 1 with size 7'],
  [
    'image[-1:2, 0:3] * image[0:3, 0:3]',
    'The size of tensor a (0) must match the size of tensor b (3) at non-singleton dimension 0',
  ],
  [
    'image[0:2, 0:3] * image[0:3, 0:3]',
    'The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0',
  ],
  ['image[0, 0, 0]', 'too many indices for tensor of dimension 2'],
])('%s fails with PyTorch’s words', async (code, message) => {
  const image = { tensor: Array.from({ length: 7 }, () => Array<number>(7).fill(1)) };
  const { fault } = await trial(code, { image });
  expect(fault?.message).toBe(message);
});

test('each element is told with the values of its loops and the box of pixels read for it', async () => {
  const image = {
    tensor: Array.from({ length: 6 }, () => Array<number>(6).fill(1)),
    watched: true,
  };
  const { visits } = await trial(
    '_show([[(_see((i,), (j,)) or (image[i-1:i+2, j-1:j+2] * image[0:3, 0:3]).sum()) for j in range(3, 5)] for i in [4]])',
    { image },
  );
  expect(visits).toEqual([
    [['4'], ['3'], [0, 0, 5, 4]],
    [['4'], ['4'], [0, 0, 5, 5]],
  ]);
  const one = await trial('_see((1,), (2,)) or image[3][4] + image[3, 5]', { image });
  expect(one.visits).toEqual([[['1'], ['2'], [3, 4, 3, 5]]]);
});

test('a fault is told in Python’s own words, with the line and without the page’s own frames', async () => {
  const { fault, printed } = await trial(
    'def half(n):\n    return n / 0\nprint("so far")\nhalf(3)\n',
  );
  expect(printed).toBe('so far\n');
  expect(fault).toEqual({
    type: 'ZeroDivisionError',
    message: 'divide by zero',
    line: 2,
    traceback:
      'Traceback (most recent call last):\n  File "your code", line 4, in <module>\n  File "your code", line 2, in half\nZeroDivisionError: divide by zero',
  });
  const broken = await trial('x = 1\ny = = 2\n');
  expect(broken.fault).toMatchObject({ type: 'SyntaxError', line: 2 });
  expect((await trial('import numpy')).fault?.message).toBe("no module named 'numpy'");
  expect((await trial('raise SystemExit')).fault?.type).toBe('SystemExit');
  expect((await trial('input("name")')).fault?.message).toMatch(/no input\(\)/);
});

test('a trial leaves no name behind for the next one, and the question sees the code’s names', async () => {
  const python = await openInterpreter({ printed: () => {} });
  const made = python.trial(job('def twice(n): return 2 * n', { ask: 'twice(n)' }), { n: 4 });
  expect(made.value?.plain).toBe(8);
  const next = python.trial(job('', { ask: 'twice(n)' }), { n: 4 });
  expect(next.fault?.type).toBe('NameError');
});

test('a flood of print is cut, and a value too large to show says so', async () => {
  const { printed, value } = await trial(
    'for i in range(5000): print(i)\n_show(list(range(9999)))',
  );
  expect(printed.length).toBeLessThan(9000);
  expect(printed).toMatch(/and more, which is not shown/);
  expect(value?.plain).toEqual({ other: 'more than 5000 values' });
});

/** A worker that does what the test says. */
class Puppet implements PythonWorker {
  posted: { run: number }[] = [];
  dead = false;
  onmessage: PythonWorker['onmessage'] = null;
  onerror: PythonWorker['onerror'] = null;
  postMessage(order: { run: number }) {
    this.posted.push(order);
  }
  terminate() {
    this.dead = true;
  }
  say(data: unknown) {
    this.onmessage?.({ data } as MessageEvent);
  }
}

function stage() {
  const born: Puppet[] = [];
  const notes: Note[] = [];
  const python = openPython(() => {
    born.push(new Puppet());
    return born.at(-1)!;
  });
  const run = (signal = new AbortController().signal) =>
    python.run(job('1'), (note) => notes.push(note), signal);
  return { born, notes, python, run };
}

const result: Result = { value: null, fault: null, visits: [] };

test('no worker is born before the first run, and one serves all', async () => {
  const { born, notes, run } = stage();
  expect(born).toHaveLength(0);
  for (const number of [1, 2]) {
    const ending = run();
    const [worker] = born;
    expect(worker!.posted.at(-1)?.run).toBe(number);
    worker!.say({ type: 'began', run: number });
    worker!.say({ type: 'result', run: number, result });
    worker!.say({ type: 'ended', run: number });
    expect(await ending).toEqual({ type: 'ended' });
  }
  expect(born).toHaveLength(1);
  expect(born[0]!.dead).toBe(false);
  expect(notes.map(({ type }) => type)).toEqual(['began', 'result', 'began', 'result']);
});

test('code without an end is stopped with its worker, and the next run gets a new one', async () => {
  vi.useFakeTimers();
  const { born, run } = stage();
  const endless = run();
  born[0]!.say({ type: 'began', run: 1 });
  vi.advanceTimersByTime(4900);
  expect(born[0]!.dead).toBe(false);
  vi.advanceTimersByTime(200);
  expect(await endless).toEqual({ type: 'endless', seconds: 5 });
  expect(born[0]!.dead).toBe(true);
  vi.useRealTimers();
  const next = run();
  expect(born).toHaveLength(2);
  born[1]!.say({ type: 'ended', run: 2 });
  expect(await next).toEqual({ type: 'ended' });
});

test('the reader’s stop ends the worker at once', async () => {
  const { born, run } = stage();
  const stopping = new AbortController();
  const ending = run(stopping.signal);
  born[0]!.say({ type: 'began', run: 1 });
  stopping.abort();
  expect(await ending).toEqual({ type: 'stopped' });
  expect(born[0]!.dead).toBe(true);
});

test('a Python that does not arrive, dies or talks nonsense is told in a sentence', async () => {
  const { born, run } = stage();
  const missing = run();
  born[0]!.onerror?.({} as ErrorEvent);
  expect(await missing).toEqual({
    type: 'failed',
    message: expect.stringMatching(/could not be loaded/),
  });
  const dying = run();
  born[1]!.say({ type: 'began', run: 2 });
  born[1]!.onerror?.({} as ErrorEvent);
  expect(await dying).toEqual({ type: 'failed', message: expect.stringMatching(/without a word/) });
  const junk = run();
  born[2]!.say({ type: 'result', run: 3, result: 'no' });
  expect(await junk).toEqual({
    type: 'failed',
    message: expect.stringMatching(/matching versions/),
  });
});

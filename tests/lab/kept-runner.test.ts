import { afterEach, expect, test } from 'vitest';
import { defaultRecipe, type RunnerChoice } from '#cnn/math';
import { browserStore, openLab, type Report, type WorkerLike } from '#lab';

const KEY = 'receptive-field:runner';
const measured: RunnerChoice = {
  runner: 'webgl',
  by: 'measured',
  device: 'webgl Apple M2',
  timings: [{ runner: 'webgl', milliseconds: 3 }],
};

/** A browser's storage for as long as a test takes. */
function withStorage(storage: Partial<Storage>) {
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
}
const storageOf = (items: Map<string, string>) => ({
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, value: string) => void items.set(key, value),
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'localStorage');
});

test('what the reader wants and what was measured are kept side by side', () => {
  const items = new Map<string, string>();
  withStorage(storageOf(items));
  const store = browserStore();
  store.remember(measured);
  store.want('cpu');
  expect(browserStore().read()).toEqual({ wanted: 'cpu', remembered: measured });
  store.want(undefined);
  expect(browserStore().read()).toEqual({ remembered: measured });
});

test.each([
  'no JSON',
  '7',
  'null',
  '{"wanted":"abacus"}',
  '{"wanted":"__proto__","remembered":{"runner":"webgl"}}',
  '{"remembered":{"runner":"constructor","by":"x","device":"","timings":[]}}',
])('%s in the storage is left aside', (kept) => {
  withStorage(storageOf(new Map([[KEY, kept]])));
  expect(browserStore().read()).toEqual({});
});

test('a browser that keeps nothing remembers until the page is left', () => {
  const refuse = () => {
    throw new Error('denied');
  };
  withStorage({ getItem: refuse, setItem: refuse });
  browserStore().want('wasm');
  expect(browserStore().read()).toEqual({ wanted: 'wasm' });
});

test('a worker hears of the preference first, a measurement is kept, and another wish takes another worker', async () => {
  withStorage(storageOf(new Map()));
  const store = browserStore();
  const born: (WorkerLike & { posted: unknown[]; dead: boolean })[] = [];
  const lab = openLab(() => {
    const worker = {
      posted: [] as unknown[],
      dead: false,
      onmessage: null,
      onerror: null,
      postMessage(command: unknown) {
        this.posted.push(command);
      },
      terminate() {
        this.dead = true;
      },
    };
    born.push(worker);
    return worker;
  });
  const train = async (run: number) => {
    const began = {
      type: 'began',
      ...{ recipe: defaultRecipe, stepsPerEpoch: 1, trainCount: 1, validCount: 1, parameters: 1 },
      ...{ engine: { name: 'composed kernels' }, backend: 'webgl', refused: [], choice: measured },
    } satisfies Report;
    const story = (async () => {
      const told: Report[] = [];
      for await (const report of lab.fit(defaultRecipe, new AbortController().signal)) {
        told.push(report);
      }
      return told;
    })();
    await Promise.resolve();
    const reports: Report[] = [began, { type: 'ended', cancelled: false }];
    born.at(-1)!.onmessage?.({ data: { type: 'reports', run, reports } } as MessageEvent);
    expect(await story).toEqual(reports);
  };
  await train(1);
  expect(born[0]!.posted[0]).toMatchObject({ type: 'fit' });
  expect(store.read()).toEqual({ remembered: measured });
  await train(2);
  expect(born).toHaveLength(1);
  store.want('cpu');
  await train(3);
  expect(born).toHaveLength(2);
  expect(born[0]!.dead).toBe(true);
  expect(born[1]!.posted[0]).toEqual({
    type: 'prefer',
    preference: { wanted: 'cpu', remembered: measured },
  });
  lab.close();
});

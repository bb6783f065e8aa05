import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { openLab, type Report } from '#lab';
import { Puppet } from './puppet.ts';

/** One thing that a reader, or a worker in any state, may do at any moment. */
type Event =
  | { who: 'reader'; does: 'train' | 'stop' | 'reset' | 'ask' }
  | { who: 'worker'; does: 'report' | 'end'; run: number }
  | { who: 'worker'; does: 'break' }
  | { who: 'worker'; says: unknown };

const event: fc.Arbitrary<Event> = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom('train', 'stop', 'reset', 'ask') },
    { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('report', 'end'), run: fc.nat(6) }) },
    { weight: 1, arbitrary: fc.constant('break') },
    { weight: 1, arbitrary: fc.record({ says: fc.anything() }) },
  )
  .map((drawn): Event => {
    if (drawn === 'break') return { who: 'worker', does: 'break' };
    if (typeof drawn === 'string') return { who: 'reader', does: drawn as 'train' };
    return { who: 'worker', ...drawn } as Event;
  });

const batch = (step: number): Report => ({
  ...{ type: 'batch', step, loss: 1, smoothLoss: 1, lr: 0.1, mom: 0.9, seconds: 1 },
});

test('whatever readers and workers do in whatever order, one worker lives and every run ends once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 20, maxLength: 200 }), async (events) => {
      const born: Puppet[] = [];
      const lab = openLab(() => {
        const puppet = new Puppet();
        born.push(puppet);
        return puppet;
      });
      const stories: Promise<Report[]>[] = [];
      let stopping = new AbortController();
      const train = async (signal: AbortSignal) => {
        const told: Report[] = [];
        for await (const report of lab.fit(defaultRecipe, signal)) told.push(report);
        return told;
      };
      for (const now of events) {
        const puppet = born.at(-1);
        if (now.who === 'reader') {
          if (now.does === 'train') {
            stopping = new AbortController();
            stories.push(train(stopping.signal));
          } else if (now.does === 'stop') stopping.abort();
          else if (now.does === 'reset') lab.close();
          else lab.ask('weights', {}).catch(() => {});
        } else if ('says' in now) puppet?.say(now.says);
        else if (now.does === 'break') puppet?.break();
        else if (now.does === 'end') puppet?.report(now.run, { type: 'ended', cancelled: false });
        else puppet?.report(now.run, batch(1), batch(2));
        await Promise.resolve();
        expect(born.filter(({ dead }) => !dead).length).toBeLessThanOrEqual(1);
      }
      lab.close();
      for (const told of await Promise.all(stories)) {
        const ends = told.filter(({ type }) => type === 'ended' || type === 'failed');
        expect(ends).toEqual([told.at(-1)]);
      }
      expect(born.every(({ dead }) => dead)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

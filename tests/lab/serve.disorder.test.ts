import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { defaultRecipe, type Recipe } from '#cnn/math';
import type { Report } from '#lab';
import { type Command, parseMessage } from '../../src/lab/protocol.ts';
import { serve } from '../../src/lab/serve.ts';
import { madeUpDigits } from './made-up-digits.ts';
import { nodeBackend } from './node-backend.ts';

beforeAll(nodeBackend);

const recipe: Recipe = { ...defaultRecipe, batchSize: 16, lr: 0.01 };
const bench = async () => ({ digits: madeUpDigits(), backend: 'wasm', refused: [] });

/** What a page may send, and how many turns of the event loop it waits before. */
const order = fc.record({
  what: fc.constantFrom('fit', 'fit', 'stop', 'pause', 'go on', 'ask', 'drop', 'warm'),
  steps: fc.integer({ min: 1, max: 9 }),
  wait: fc.nat(6),
});

test('whatever a page sends in whatever order, every training ends once, the last ones in their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(order, { minLength: 5, maxLength: 40 }), async (orders) => {
      const told = new Map<number, Report[]>();
      const hear = serve({
        post: (data) => {
          const message = parseMessage(structuredClone(data));
          if (message.type !== 'reports') return;
          told.set(message.run, [...(told.get(message.run) ?? []), ...message.reports]);
        },
        open: bench,
      });
      let run = 0;
      let ask = 0;
      const command = (what: (typeof orders)[number]['what'], steps: number): Command => {
        if (what === 'fit')
          return { type: 'fit', run: ++run, recipe: { ...recipe, steps }, wish: {} };
        if (what === 'stop') return { type: 'stop', run };
        if (what === 'ask')
          return { type: 'ask', ask: ++ask, question: { name: 'weights', given: {} } };
        if (what === 'drop') return { type: 'drop', ask };
        if (what === 'warm') return { type: 'warm', recipe };
        return { type: 'steer', run, steering: { paused: what === 'pause' } };
      };
      for (const { what, steps, wait } of orders) {
        for (let turn = 0; turn < wait; turn++)
          await new Promise((resolve) => setImmediate(resolve));
        hear(command(what, steps));
      }
      // A run that was paused waits for ever; this one ends it.
      hear({ type: 'stop', run });
      hear({ type: 'fit', run: ++run, recipe: { ...recipe, steps: 2 }, wish: {} });
      while (told.get(run)?.at(-1)?.type !== 'ended') {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      expect([...told.keys()]).toEqual(Array.from({ length: run }, (_, i) => i + 1));
      for (const reports of told.values()) {
        const ends = reports.filter(({ type }) => type === 'ended' || type === 'failed');
        expect(ends).toEqual([{ type: 'ended', cancelled: expect.any(Boolean) }]);
        expect(reports.at(-1)).toEqual(ends[0]);
        const steps = reports.flatMap((report) => (report.type === 'batch' ? [report.step] : []));
        expect(steps).toEqual(steps.map((_, i) => i + 1));
      }
    }),
    { seed: 16, numRuns: 60 },
  );
}, 60_000);

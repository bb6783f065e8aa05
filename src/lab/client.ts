/**
 * The page's side of the wall. A lab owns at most one worker: it is born at the first training, lives on so that its
 * network can be asked and its digits need not be fetched again, and dies with `close()`, with its script, or when it
 * falls silent. After a death the next training gives birth to a new one. A report of a run that is no longer the
 * current one is dropped.
 */

import type { Runner } from '#cnn/math';
import { CurrentRun } from './current-run.ts';
import { browserStore, type Preference } from './kept-runner.ts';
import type { Lab, WorkerLike } from './lab.ts';
import { Mailbox } from './mailbox.ts';
import { OpenQuestions } from './open-questions.ts';
import { type Message, parseMessage } from './protocol.ts';
import { ofTheLatest, type Question } from './questions.ts';
import type { Report } from './reports.ts';
import { failed, sayings } from './sayings.ts';
import { countSilence, PATIENCE } from './silence.ts';

const spawnWorker = (): WorkerLike =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** A lab for one playground. Nothing is loaded before the first training. */
export function openLab(
  spawn: () => WorkerLike = spawnWorker,
  patience = PATIENCE,
  store = browserStore(),
): Lab {
  let worker: WorkerLike | undefined;
  /** Whom the worker was told to let compute. */
  let told: Preference = {};
  const avoid: Runner[] = [];
  let heard = false;
  let silence: ReturnType<typeof countSilence> | undefined;
  let runs = 0;
  let current: CurrentRun | undefined;
  const questions = new OpenQuestions();

  const bury = (last: Report) => {
    silence?.end();
    worker?.terminate();
    worker = undefined;
    current?.take(last);
    questions.refuseAll(last.type === 'failed' ? last.message : sayings.nobody);
  };
  const close = () => {
    if (worker) bury({ type: 'ended', cancelled: true });
  };

  const hear = (message: Message) => {
    if (message.type === 'alive') return;
    if (message.type === 'measured') return store.remember(message.choice);
    if (message.type === 'lost') {
      avoid.push(message.runner);
      return bury(failed(sayings.lost));
    }
    if (message.type === 'reports') {
      if (message.run === current?.run) for (const report of message.reports) current?.take(report);
      return;
    }
    if (message.type === 'refused') questions.refuse(message.ask, message.message);
    else questions.answer(message.ask, message.name, message.answer);
  };

  const awake = (): WorkerLike => {
    if (worker) return worker;
    const born = spawn();
    heard = false;
    born.onmessage = ({ data }) => {
      if (born !== worker) return;
      heard = true;
      if (data?.type !== 'alive' || !current?.moves) silence?.heard();
      let message: Message;
      try {
        message = parseMessage(data);
      } catch {
        bury(failed(sayings.junk));
        return;
      }
      hear(message);
    };
    born.onerror = () => {
      if (born === worker) bury(failed(heard ? sayings.died : sayings.missing));
    };
    silence = countSilence(
      () => {
        if (current?.quick && questions.none) return patience.quick;
        return current || !questions.none ? patience.any : undefined;
      },
      () => bury(failed(heard ? sayings.died : sayings.missing)),
    );
    worker = born;
    told = { ...store.read(), ...(avoid.length > 0 && { avoid }) };
    if (Object.keys(told).length > 0) born.postMessage({ type: 'prefer', preference: told });
    return born;
  };

  const ask: Lab['ask'] = async (name, given, signal) => {
    if (signal?.aborted) throw new Error(sayings.dropped);
    if (!worker && ofTheLatest.has(name)) throw new Error(sayings.nobody);
    const send = (id: number) => {
      try {
        awake().postMessage({ type: 'ask', ask: id, question: { name, given } as Question });
      } catch {
        bury(failed(sayings.missing));
      }
    };
    return questions.open(name, given, signal, send, (id) =>
      worker?.postMessage({ type: 'drop', ask: id }),
    );
  };

  return {
    warm(recipe) {
      try {
        if (!worker) awake().postMessage({ type: 'warm', recipe });
      } catch {
        // The training will meet the same, and say so.
      }
    },
    async *fit(recipe, signal, wish = {}) {
      if (current) {
        yield { type: 'failed', message: sayings.busy, retry: false };
        return;
      }
      if (signal.aborted) {
        yield { type: 'ended', cancelled: true };
        return;
      }
      // Another one is to compute: that takes another worker.
      if (store.read().wanted !== told.wanted) close();
      const run = ++runs;
      const reports = new Mailbox<Report>();
      current = new CurrentRun(run, (report) => {
        const choice = report.type === 'began' ? report.choice : undefined;
        if (choice?.by === 'measured') store.remember(choice);
        reports.put(report);
      });
      const stop = () => {
        if (heard) worker?.postMessage({ type: 'stop', run });
        // Its program is still on the way and would not hear.
        else if (worker) bury({ type: 'ended', cancelled: true });
      };
      signal.addEventListener('abort', stop);
      try {
        try {
          awake().postMessage({ type: 'fit', run, recipe, wish });
        } catch {
          bury(failed(sayings.missing));
        }
        for (;;) {
          const report = await reports.next();
          yield report;
          if (report.type === 'ended' || report.type === 'failed') return;
        }
      } finally {
        signal.removeEventListener('abort', stop);
        stop();
        if (current?.run === run) current = undefined;
      }
    },
    steer(steering) {
      if (!current) return;
      current.steer(steering);
      worker?.postMessage({ type: 'steer', run: current.run, steering });
    },
    ask,
    close,
  };
}

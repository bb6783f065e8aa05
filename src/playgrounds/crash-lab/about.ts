import type { About } from '../about.ts';

/** What the gallery says of the crash lab. */
export const about: About = {
  id: 'crash-lab',
  tag: 'CrashLab',
  title: 'The crash lab',
  what: 'The chapter’s failed run and its remedies, one switch each, beside the outcomes of many seeds.',
  tries: [
    { what: 'Draw what you expect of run B, then see it.', link: 'guess=0.5,0.5,0.5,0.5,0.5' },
    { what: 'Change the batch size alone. Is it saved?', link: 'batch=512' },
    { what: 'Warm up to the same rate instead.', link: 'batch=512&schedule=one-cycle' },
    { what: 'Batch norm on the crashing run: not in the chapter.', link: 'norm=batch' },
  ],
  serves: ['29-batch-size', '30-high-rate-at-start', '37-bad-training'],
};

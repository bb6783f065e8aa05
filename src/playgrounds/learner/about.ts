import type { About } from '../about.ts';

/** What the gallery says of the Learner's tree. */
export const about: About = {
  id: 'learner',
  tag: 'Learner',
  title: 'The Learner as a tree',
  what: 'Open the Learner of a training and follow its attributes by name: data, model, optimizer, callbacks, and the log of the Recorder, batch by batch.',
  tries: [
    {
      what: 'Drag the batch from the first to the last: which fields of the Recorder grow with every batch, which with every epoch?',
      link: 'path=recorder.values&step=40',
    },
    {
      what: 'Where are the scheduled values while fit_one_cycle runs, and where are they afterwards?',
      link: 'path=recorder.hps&step=84',
    },
    {
      what: 'What becomes of a callback that was given to one fit only?',
      link: 'path=activation_stats&given=fit',
    },
    {
      what: 'Look at a batch as the network gets it, and undo its transforms one by one.',
      link: 'path=dls.show_batch&stage=encoded',
    },
  ],
  serves: ['22-show-batch', '26-learner-callback', '35-recorder'],
};

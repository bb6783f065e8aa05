import type { About } from '../about.ts';

/** What the gallery says of the reading board. */
export const about: About = {
  id: 'reading-board',
  tag: 'ReadingBoard',
  title: 'The reading board',
  what: 'People, threads and papers around the chapter, dated; choose by question and by the time you have, and tick off what you read.',
  tries: [
    {
      what: 'What is there on batch norm, the claim that was believed for years?',
      link: 'question=40',
    },
    { what: 'A quarter of an hour to spare.', link: 'time=15' },
    { what: 'The papers alone, oldest first.', link: 'kind=papers' },
  ],
  serves: ['19-reading-list'],
};

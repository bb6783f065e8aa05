import { REPOSITORY } from '#build/site';

export const name = 'Receptive Field';

/** Where the sources live. */
export const repositoryUrl = REPOSITORY;

/** Where a source file can be changed in the browser. */
export const editUrl = (file: string) => `${REPOSITORY}/edit/main/${file}`;

export const name = 'Receptive Field';

/** Where the sources live, as the build was told by REPOSITORY; without it no page offers to be edited. */
export const repositoryUrl = process.env.REPOSITORY?.replace(/\/$/, '');

/** Where a source file can be changed in the browser. */
export function editUrl(file: string): string | undefined {
  return repositoryUrl && `${repositoryUrl}/edit/main/${file}`;
}

/** `npm run check:content [FILES]`: what has to be mended in the content, in seconds and without running any of it. */
import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkContent } from './content/check.ts';
import { type Problem, problemText } from './content/problem.ts';

const root = process.env.CONTENT_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), '../..');
const from = process.env.INIT_CWD ?? process.cwd();

/** Files that are named on the command line, as the messages name them, and what is wrong with naming them. */
function named(args: string[]): { files: string[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const files = args.map((arg) => {
    const path = [resolve(from, arg), resolve(root, arg)].find(existsSync) ?? resolve(root, arg);
    const file = relative(root, path).replaceAll('\\', '/');
    if (!file.startsWith('content/'))
      problems.push({
        file,
        fault: 'This file is not in content/.',
        remedy:
          'A change of the text touches content/ only; code goes into a pull request of its own.',
      });
    else if (!existsSync(path))
      problems.push({ file, fault: 'There is no such file.', remedy: 'Look at its name.' });
    else if (lstatSync(path).isDirectory())
      problems.push({ file, fault: 'This is a folder.', remedy: 'Name files, or none for all.' });
    return file;
  });
  return { files, problems };
}

const { files, problems } = named(process.argv.slice(2));
const all = checkContent(join(root, 'content/questions'), root);
problems.push(...all.filter(({ file }) => files.length === 0 || files.includes(file)));
if (problems.length === 0) {
  console.log(files.length === 0 ? 'The content has nothing to mend.' : 'Nothing to mend here.');
} else {
  console.error(problems.map(problemText).join('\n'));
  const count = problems.length === 1 ? 'One thing' : `${problems.length} things`;
  console.error(`\n${count} to mend. Go from the top; one mistake can be the cause of others.`);
  process.exitCode = 1;
}

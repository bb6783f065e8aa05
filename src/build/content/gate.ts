import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { checkContent } from './check.ts';
import { problemText } from './problem.ts';

/** Stops a build that content would spoil; while writing (`astro dev`) it says the same and lets the author go on. */
export function contentGate(): AstroIntegration {
  return {
    name: 'content-gate',
    hooks: {
      'astro:config:setup': ({ config, command, logger }) => {
        if (command !== 'build' && command !== 'dev') return;
        const root = fileURLToPath(config.root);
        const problems = checkContent(join(root, 'content/questions'), root);
        if (problems.length === 0) return;
        const text = problems.map(problemText).join('\n');
        if (command === 'build')
          throw new Error(`The content has ${problems.length} problem(s).\n${text}`);
        logger.warn(text);
      },
      'astro:server:setup': ({ server, logger }) => {
        const { root } = server.config;
        const content = join(root, 'content');
        let waiting: NodeJS.Timeout | undefined;
        let told = '';
        server.watcher.on('all', (_, path) => {
          if (!path.startsWith(content)) return;
          // An editor saves in several steps; one look after the last is enough.
          clearTimeout(waiting);
          waiting = setTimeout(() => {
            const problems = checkContent(join(content, 'questions'), root);
            const text = problems.map(problemText).join('\n') || 'The content has nothing to mend.';
            if (text !== told) logger[problems.length > 0 ? 'warn' : 'info'](text);
            told = text;
          }, 200);
        });
      },
    },
  };
}

import manifest from '../../package.json' with { type: 'json' };

/** Where a build will live; a deployment sets SITE and BASE. */
export const SITE = process.env.SITE ?? 'http://localhost:4321';
export const BASE = process.env.BASE ?? '/';

/** Where the sources are kept, without a slash at the end; a fork sets REPOSITORY. Edit links lead there. */
export const REPOSITORY = (process.env.REPOSITORY ?? manifest.repository).replace(/\/$/, '');

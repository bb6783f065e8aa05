/** Where the site lives and where its sources are; a deployment may set SITE and BASE. */
export const SITE = process.env.SITE ?? 'http://localhost:4321';
export const BASE = process.env.BASE ?? '/';

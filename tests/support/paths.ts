import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const REPO = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** What the build makes. CARMINE_DIST: another build of it. */
export const DIST = process.env.CARMINE_DIST ?? join(REPO, 'packages/carmine/dist');
/** The library as built: index.js and define.js. */
export const LIBRARY = join(DIST, 'lib');
/** What people install: workers, wasm and models under one folder (docs/design/contracts.md). CARMINE_ASSETS: another
 *  build of it, together with CARMINE_SKIP_BUILD=1. */
export const ASSETS = process.env.CARMINE_ASSETS ?? join(DIST, 'assets');
/** Photographs and tables that are not part of the repository. */
export const DATA = resolve(REPO, '../shared/data');

/** true where ../shared/data has what a test needs; say SKIP_DATA when it has not. */
export const hasData = (...parts: string[]): boolean => existsSync(join(DATA, ...parts));
export const SKIP_DATA = 'skipped: needs ../shared/data';

/** Path of photograph `id` ("001") of the 50. */
export const facePath = (id: string): string => join(DATA, 'faces', `${id}.jpg`);

/** The built engine page of the command. */
export const ENGINE_PAGE = join(DIST, 'cli/engine');

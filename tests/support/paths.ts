import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const REPO = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** What people install: workers, wasm and models under one folder (docs/design/contracts.md). */
export const ASSETS = join(REPO, 'packages/carmine/dist/assets');
/** Photographs and tables that are not part of the repository. */
export const DATA = resolve(REPO, '../shared/data');

/** true where ../shared/data has what a test needs; say SKIP_DATA when it has not. */
export const hasData = (...parts: string[]): boolean => existsSync(join(DATA, ...parts));
export const SKIP_DATA = 'skipped: needs ../shared/data';

/** Path of photograph `id` ("001") of the 50. */
export const facePath = (id: string): string => join(DATA, 'faces', `${id}.jpg`);

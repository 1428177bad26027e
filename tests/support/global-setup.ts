import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '@carmine/cli/browser';
import { ASSETS, REPO } from './paths.ts';

/** Before the browser tests: a browser must be there, and the assets must be those of the sources.
 *  CARMINE_SKIP_BUILD=1 takes the assets as they are, for quick rounds while writing a test. */
export default function setup(): void {
  findBrowser();
  if (process.env.CARMINE_SKIP_BUILD && existsSync(join(ASSETS, 'manifest.json'))) return;
  const build = ['scripts/build.mjs', '--only', 'assets,cli,library'];
  const { status } = spawnSync(process.execPath, build, { cwd: REPO, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('tests: the assets could not be built (node scripts/build.mjs)');
}

// Makes sure that the assets and the command are those of the sources. Costs a walk over the sources when they are.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const state = `${root}node_modules/.cache/carmine`;
const checked = `${state}/checked`;
const lock = `${state}/build.lock`;
const outputs = [
  'packages/carmine/dist/cli/carmine.mjs',
  'packages/carmine/dist/cli/engine/main.js',
  'packages/carmine/dist/assets/manifest.json',
];
const sources = ['packages', 'models/face', 'models/skin/weights', 'scripts/build', 'pnpm-lock.yaml'];
const skip = new Set(['node_modules', 'dist', 'out', '.venv', '__pycache__']);

/** Newest change under a path, ms. */
const newest = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The directory's own time tells of files taken away.
  return readdirSync(path).reduce(
    (latest, name) => (skip.has(name) ? latest : Math.max(latest, newest(join(path, name)))),
    0,
  );
};

const fresh = () => {
  if (!outputs.every((path) => existsSync(root + path))) return false;
  const since = statSync(checked, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.every((path) => newest(root + path) <= since);
};

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** One build at a time: others wait for it and then look again. */
const takeLock = async () => {
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(`${lock}/pid`, String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const pid = existsSync(`${lock}/pid`) ? Number(readFileSync(`${lock}/pid`, 'utf8')) : 0;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (pid ? !alive(pid) : age > 10_000) rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
};

const build = () => {
  const started = new Date();
  const args = ['scripts/build.mjs', '--only', 'assets,cli'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) return false;
  writeFileSync(checked, '');
  utimesSync(checked, started, started);
  return true;
};

/** CARMINE_SKIP_BUILD=1 takes what is there. */
export const ensureBuilt = async () => {
  if (fresh() || (process.env.CARMINE_SKIP_BUILD && outputs.every((path) => existsSync(root + path)))) return;
  mkdirSync(state, { recursive: true });
  await takeLock();
  let ok = true;
  try {
    ok = fresh() || build();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  if (ok) return;
  console.error('carmine: the SDK could not be built; see above. Was `pnpm install` run?');
  process.exit(1);
};

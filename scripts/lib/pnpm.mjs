// Runs the pinned pnpm: the one on PATH when it is that version, else through npx. Needs Node and npm only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const shell = process.platform === 'win32';

const onPath = () => {
  const { stdout, status } = spawnSync('pnpm', ['--version'], { encoding: 'utf8', shell, cwd: root });
  return status === 0 && `pnpm@${stdout.trim()}` === packageManager;
};

/** Runs pnpm in the repository root and returns its exit status. */
export const pnpm = (args, options = {}) => {
  const [command, first] = onPath() ? ['pnpm', []] : ['npx', ['--yes', packageManager]];
  return (
    spawnSync(command, [...first, ...args], { stdio: 'inherit', cwd: root, shell, ...options }).status ?? 1
  );
};

/** Installs exactly what the lockfile says. */
export const install = () => pnpm(['install', '--frozen-lockfile', '--prefer-offline']);

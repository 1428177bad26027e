// Installs the system's own packages with apt-get, as root or by a sudo that asks nothing.
import { spawnSync } from 'node:child_process';

export const has = (command) => spawnSync('which', [command], { stdio: 'ignore' }).status === 0;

/** Does what it can; whoever asked looks whether it helped. */
export const aptInstall = (...packages) => {
  if (!has('apt-get')) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    return spawnSync(command, rest, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  run('update', '-qq');
  run('install', '-y', '-qq', '--no-install-recommends', ...packages);
};

// Makes sure of a Chromium and, on Linux without a display, of Xvfb: from the system's own packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const has = (command) => spawnSync('which', [command], { stdio: 'ignore' }).status === 0;
const hasBrowser = () =>
  (process.env.CARMINE_BROWSER && existsSync(process.env.CARMINE_BROWSER)) ||
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].some(has);

const missing = () => [
  ...(hasBrowser() ? [] : ['chromium']),
  ...(process.env.DISPLAY || has('Xvfb') ? [] : ['xvfb']),
];

const apt = (packages) => {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    return spawnSync(command, rest, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  run('update', '-qq');
  run('install', '-y', '-qq', '--no-install-recommends', ...packages, 'fonts-noto-cjk');
};

/** Installs what is missing where apt-get is there; otherwise says what to install and ends the run. */
export const ensureBrowser = () => {
  if (process.platform !== 'linux') return;
  if (missing().length && has('apt-get')) apt(missing());
  const still = missing();
  if (!still.length) return;
  console.error(
    `The browser tests need ${still.join(' and ')}. Install with your package manager, for example:`,
  );
  console.error(`  sudo apt-get install ${still.join(' ')}\nor set CARMINE_BROWSER to a Chromium.`);
  process.exit(1);
};

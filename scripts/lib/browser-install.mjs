// Makes sure of a Chromium and, on Linux without a display, of Xvfb: from the system's own packages.
import { existsSync } from 'node:fs';
import { aptInstall, has } from './apt.mjs';

const hasBrowser = () =>
  (process.env.CARMINE_BROWSER && existsSync(process.env.CARMINE_BROWSER)) ||
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].some(has);

const missing = () => [
  ...(hasBrowser() ? [] : ['chromium']),
  ...(process.env.DISPLAY || has('Xvfb') ? [] : ['xvfb']),
];

/** Installs what is missing where apt-get is there; otherwise says what to install and ends the run. */
export const ensureBrowser = () => {
  if (process.platform !== 'linux') return;
  if (missing().length) aptInstall(...missing(), 'fonts-noto-cjk');
  const still = missing();
  if (!still.length) return;
  console.error(
    `The browser tests need ${still.join(' and ')}. Install with your package manager, for example:`,
  );
  console.error(`  sudo apt-get install ${still.join(' ')}\nor set CARMINE_BROWSER to a Chromium.`);
  process.exit(1);
};

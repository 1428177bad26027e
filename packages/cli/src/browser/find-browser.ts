import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { CarmineError } from '@carmine/errors';

/** Names looked up on PATH, in this order. */
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** Where playwright puts the browsers it downloads, below its cache folder; newest revision first. */
const PLAYWRIGHT_BINARIES = [
  ['chrome-linux', 'chrome'],
  ['chrome-linux64', 'chrome'],
  ['chrome-mac', 'Chromium.app/Contents/MacOS/Chromium'],
  ['chrome-win', 'chrome.exe'],
  ['chrome-win64', 'chrome.exe'],
];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const onPath = (env: NodeJS.ProcessEnv): string[] =>
  COMMANDS.flatMap((name) => (env.PATH ?? '').split(delimiter).map((dir) => join(dir || '.', name)));

const playwrightCache = (env: NodeJS.ProcessEnv): string => {
  if (env.PLAYWRIGHT_BROWSERS_PATH) return env.PLAYWRIGHT_BROWSERS_PATH;
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/ms-playwright');
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? homedir(), 'ms-playwright');
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright');
};

const fromPlaywright = (env: NodeJS.ProcessEnv): string[] => {
  const root = playwrightCache(env);
  let revisions: string[] = [];
  try {
    revisions = readdirSync(root).filter((name) => /^chromium-\d+$/.test(name));
  } catch {
    return [];
  }
  const newest = revisions.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return newest.flatMap((name) => PLAYWRIGHT_BINARIES.map((parts) => join(root, name, ...parts)));
};

const fromPlatform = (env: NodeJS.ProcessEnv): string[] => {
  if (process.platform === 'darwin') return MAC;
  if (process.platform !== 'win32') return [];
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
  return roots.flatMap((root) => (root ? WINDOWS.map((tail) => join(root, tail)) : []));
};

/** How to get a browser on this system, one sentence. */
export const installHint = (): string => {
  if (process.platform === 'darwin') return 'Install Google Chrome, or: brew install --cask chromium.';
  if (process.platform === 'win32') return 'Install Google Chrome, or: winget install Hibbiki.Chromium.';
  return 'Debian or Ubuntu: apt-get install chromium xvfb. Anywhere: npx playwright-core install chromium.';
};

/**
 * Path of a Chromium-family browser: `CARMINE_BROWSER`, then PATH, the platform's usual folders, playwright's own.
 * @throws CarmineError `browser-missing` when `CARMINE_BROWSER` names no program or nothing is found.
 */
export const findBrowser = (env: NodeJS.ProcessEnv = process.env): string => {
  const given = env.CARMINE_BROWSER;
  if (given) {
    if (isProgram(given)) return given;
    throw new CarmineError('browser-missing', {
      message: `CARMINE_BROWSER is "${given}", but that is no program that can be started.`,
    });
  }
  const found = [...onPath(env), ...fromPlatform(env), ...fromPlaywright(env)].find(isProgram);
  if (found) return found;
  throw new CarmineError('browser-missing', {
    message: 'No Chromium, Chrome or Edge was found on this machine.',
    hint: `${installHint()} Or set CARMINE_BROWSER to the path of one.`,
  });
};

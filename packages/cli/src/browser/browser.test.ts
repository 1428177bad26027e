import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from './find-browser.ts';
import { browserFlags } from './flags.ts';

const program = (dir: string, name: string): string => {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
};

test.skipIf(process.platform !== 'linux')(
  'a browser is looked for where it is said to be, in that order',
  () => {
    const root = mkdtempSync(join(tmpdir(), 'carmine-find-'));
    const cache = join(root, 'cache');
    const own = program(join(cache, 'chromium-1200/chrome-linux'), 'chrome');
    program(join(cache, 'chromium-900/chrome-linux'), 'chrome');
    const env = { PATH: join(root, 'bin'), PLAYWRIGHT_BROWSERS_PATH: cache };
    expect(findBrowser(env)).toBe(own);
    const chrome = program(join(root, 'bin'), 'google-chrome');
    expect(findBrowser(env)).toBe(chrome);
    const chromium = program(join(root, 'bin'), 'chromium');
    expect(findBrowser(env)).toBe(chromium);
    expect(findBrowser({ ...env, CARMINE_BROWSER: chrome })).toBe(chrome);
  },
);

test('none found, or a wrong CARMINE_BROWSER: a typed error that says how to get one', () => {
  const nothing = { PATH: '/nowhere', PLAYWRIGHT_BROWSERS_PATH: '/nowhere', PROGRAMFILES: '/nowhere' };
  if (process.platform === 'linux')
    expect(() => findBrowser(nothing)).toThrow(
      expect.objectContaining({ code: 'browser-missing', hint: expect.stringContaining('install') }),
    );
  expect(() => findBrowser({ CARMINE_BROWSER: '/nowhere/chrome' })).toThrow(
    expect.objectContaining({ code: 'browser-missing', message: expect.stringContaining('/nowhere/chrome') }),
  );
});

const viewport = { width: 800, height: 600 };
test.each([
  ['software, headed', { mode: 'virtual', software: true, viewport }, '--use-vulkan=swiftshader', true],
  ['software, headless', { mode: 'headless', software: true, viewport }, '--use-vulkan=swiftshader', false],
  ['hardware', { mode: 'headed', software: false, viewport }, '--use-angle=swiftshader', false],
  [
    'a camera file',
    { mode: 'virtual', software: true, viewport, fakeCamera: '/a.y4m' },
    '--use-file-for-fake-video-capture=/a.y4m',
    true,
  ],
  [
    'a test picture',
    { mode: 'virtual', software: true, viewport, fakeCamera: true },
    '--use-fake-device-for-media-stream=fps=30',
    true,
  ],
  [
    'refused',
    { mode: 'virtual', software: true, viewport, denyCamera: true },
    '--use-fake-ui-for-media-stream=deny',
    true,
  ],
  ['no camera', { mode: 'virtual', software: true, viewport }, '--use-fake-ui-for-media-stream', false],
] as const)('flags: %s', (_, options, flag, there) => {
  expect(browserFlags(options).includes(flag)).toBe(there);
});

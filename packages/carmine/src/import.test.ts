import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const require = createRequire(import.meta.url);

describe('in Node, without a DOM', () => {
  it('the door can be imported, and says that a session needs a canvas', async () => {
    const { createTryOn, cameraBar } = await import('./index.ts');
    expect(globalThis.document).toBeUndefined();
    expect(cameraBar()).toBe('no-api');
    await expect(createTryOn({} as never)).rejects.toMatchObject({
      code: 'invalid-argument',
      details: { field: 'canvas' },
    });
  });

  it.each([
    'index.ts',
    'define.ts',
    'loader.ts',
    'crm.ts',
    'consent/index.ts',
    'consent/define.ts',
    'chat.ts',
    'faq/index.ts',
    'faq/starter.ts',
  ])('%s: a fresh process imports it and nothing keeps it alive', (file) => {
    const url = new URL(file, import.meta.url).href;
    const tsx = require.resolve('tsx/cli');
    const script = `import(${JSON.stringify(url)}).then((m) => console.log(Object.keys(m).length > 0))`;
    const out = execFileSync(process.execPath, [tsx, '--eval', script], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect(out.trim()).toBe('true');
  });
});

describe('package.json', () => {
  const manifest = require('../package.json');

  it('has side effects only where elements are registered', () => {
    expect(manifest.sideEffects).toEqual([
      './src/define.ts',
      './src/consent/define.ts',
      './dist/lib/define.js',
      './dist/lib/consent/define.js',
    ]);
  });

  it('exports the same doors in the workspace and when published', () => {
    expect(Object.keys(manifest.publishConfig.exports)).toEqual(Object.keys(manifest.exports));
  });
});

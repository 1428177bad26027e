import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The tarball a shop's developer installs, unpacked in a project that has nothing else of ours. */
const root = new URL('../..', import.meta.url).pathname;
const project = mkdtempSync(join(tmpdir(), 'carmine-package-'));
const installed = join(project, 'node_modules/carmine');

const run = (command: string, args: string[], cwd: string) => {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
};

/** npm applies no publishConfig.exports: write the published manifest as pnpm would. */
const publishedManifest = () => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/carmine/package.json'), 'utf8'));
  const { publishConfig, devDependencies: _, dependencies: __, ...rest } = manifest;
  return { ...rest, ...publishConfig };
};

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  const { files } = publishedManifest();
  run('tar', ['-cf', join(project, 'p.tar'), ...files], join(root, 'packages/carmine'));
  run('tar', ['-xf', join(project, 'p.tar'), '-C', installed], project);
  writeFileSync(join(installed, 'package.json'), JSON.stringify(publishedManifest()));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('is imported in Node, without a DOM and without any other package', () => {
  const code =
    "const m = await import('carmine'); await import('carmine/define'); console.log(Object.keys(m).join())";
  const names = run('node', ['--input-type=module', '-e', code], project).trim().split(',');
  expect(names).toEqual(
    expect.arrayContaining(['createTryOn', 'CarmineError', 'parseCatalogue', 'parseLook']),
  );
});

test('its declarations type-check in a strict project of its own', () => {
  writeFileSync(
    join(project, 'use.ts'),
    `import { createTryOn, parseCatalogue, type CarmineEvent, type TryOn } from 'carmine';
import 'carmine/define';
const mirror = document.querySelector('carmine-try-on')!;
mirror.onEvent = (event: CarmineEvent) => console.log(event.type);
export const open = async (canvas: HTMLCanvasElement): Promise<TryOn> =>
  createTryOn({ canvas, assetBase: '/carmine/', catalogue: parseCatalogue('').shades });
`,
  );
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext'];
  const more = ['--moduleResolution', 'bundler', '--types', '', 'use.ts'];
  run('node', [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...more], project);
});

test('carries every asset with its size, and no source map of a third party', () => {
  const assets = join(installed, 'dist/assets');
  const { files } = JSON.parse(readFileSync(join(assets, 'manifest.json'), 'utf8'));
  for (const [path, { bytes }] of Object.entries<{ bytes: number }>(files))
    expect(readFileSync(join(assets, path)).length, path).toBe(bytes);
  expect(readdirSync(join(assets, 'workers')).filter((name) => name.endsWith('.map'))).toEqual([]);
});

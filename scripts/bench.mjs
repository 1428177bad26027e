// `pnpm bench ...`: builds what is out of date, then `carmine bench` with the photographs and the official bundle where they are.
import './lib/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root } from './lib/ensure-built.mjs';

if (process.env.npm_lifecycle_event === 'bench' && process.env.INIT_CWD)
  process.env.CARMINE_CWD ??= process.env.INIT_CWD;
if (!process.env.CARMINE_SKIP_BUILD) {
  const args = ['scripts/build.mjs', '--only', 'assets,cli,bench,library'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}
const data = `${root}../shared/data`;
const defaults = [
  ['--face-model', `${data}/models/face_landmarker.task`],
  ['--mediapipe', `${root}bench/node_modules/@mediapipe/tasks-vision/wasm`],
  ['--photos', `${data}/faces`],
].filter(([option, path]) => existsSync(path) && !process.argv.includes(option));
const out = process.argv.includes('--out') ? [] : ['--out', `${root}out/bench`];
const dist = process.env.CARMINE_DIST ?? `${root}packages/carmine/dist`;
const { main } = await import(pathToFileURL(`${dist}/cli/carmine.mjs`).href);
await main(['bench', ...process.argv.slice(2), ...defaults.flat(), ...out], { assets: `${dist}/assets` });

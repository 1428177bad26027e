// npm test: install, make sure of a browser, then everything that must hold. `--only lint,unit` runs some steps; `--slow` takes every sweep
// in full (docs/decisions/0430).
import './lib/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './lib/browser-install.mjs';
import { install, root } from './lib/pnpm.mjs';
import { ensurePostgres } from './lib/postgres-install.mjs';

const bin = (name, ...args) => ['node', `node_modules/${name}`, ...args];
const slow = process.argv.includes('--slow');
const steps = [
  ['lint', bin('@biomejs/biome/bin/biome', 'ci', '.')],
  ['types', bin('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')],
  ['unit', bin('vitest/vitest.mjs', 'run', '--project', 'unit')],
  ['host', bin('vitest/vitest.mjs', 'run', '--project', 'host')],
  ['build', ['node', 'scripts/build.mjs']],
  ['browser', bin('vitest/vitest.mjs', 'run', '--project', 'browser')],
  ['fidelity', bin('tsx/dist/cli.mjs', 'tests/fidelity/run.ts', ...(slow ? [] : ['--quick']))],
];

/** What was built is taken as it is by the steps after it. */
const env = { ...process.env, ...(slow ? { CARMINE_FULL: '1' } : {}) };

const runStep = ([name, [, ...args]]) => {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root, env });
  if (name === 'build' && status === 0) env.CARMINE_SKIP_BUILD = '1';
  console.log(
    `=== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`,
  );
  return { name, ok: status === 0 };
};

if (install() !== 0) process.exit(1);
ensureBrowser();
ensurePostgres();
const onlyAt = process.argv.indexOf('--only');
const only = onlyAt > 0 ? process.argv[onlyAt + 1].split(',') : undefined;
const results = steps.filter(([name]) => !only || only.includes(name)).map(runStep);
const failed = results.filter((r) => !r.ok);
if (failed.length) console.log(`\nFailed: ${failed.map((r) => r.name).join(', ')}`);
console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);

// npm start: install, build what is out of date, serve the demo from its built files, and the CRM host beside it. `--no-crm`: the shop alone.
import './lib/node-version.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { install, root } from './lib/pnpm.mjs';

const run = (args) => spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root }).status ?? 1;
const start = (args) => spawn(process.execPath, args, { stdio: 'inherit', cwd: root });

const status = install() || run(['scripts/build.mjs']);
if (status) process.exit(status);
const args = process.argv.slice(2);
const shop = start(['scripts/serve-demo.mjs', ...args.filter((a) => a !== '--no-crm')]);
// The shop works without its CRM: what is not taken waits in the page.
const host = args.includes('--no-crm')
  ? undefined
  : start(['node_modules/tsx/dist/cli.mjs', 'demo/crm-host/src/main.ts']);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    shop.kill(signal);
    host?.kill(signal);
  });
shop.on('exit', (code) => {
  host?.kill('SIGTERM');
  process.exitCode = code ?? 0;
});

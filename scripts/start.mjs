// npm start: install, build what is out of date, serve the demo from its built files, and the CRM host beside it, with invented data in its console. `--no-crm`: the shop alone.
import './lib/node-version.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { install, root } from './lib/pnpm.mjs';

const run = (args) => spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root }).status ?? 1;
const start = (args, env = {}) =>
  spawn(process.execPath, args, { stdio: 'inherit', cwd: root, env: { ...env, ...process.env } });

const status = install() || run(['scripts/build.mjs']);
if (status) process.exit(status);
const args = process.argv.slice(2);
const shop = start(['scripts/serve-demo.mjs', ...args.filter((a) => a !== '--no-crm')]);
const port = args.includes('--port') ? args[args.indexOf('--port') + 1] : '4173';
// The shop works without its CRM: what is not taken waits in the page. The host lets in the pages of this shop, on whatever port it is.
const host = args.includes('--no-crm')
  ? undefined
  : start(['node_modules/tsx/dist/cli.mjs', 'demo/crm-host/src/main.ts', '--demo'], {
      CRM_ORIGINS: `http://localhost:${port},http://localhost:5173`,
    });
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    shop.kill(signal);
    host?.kill(signal);
  });
shop.on('exit', (code) => {
  host?.kill('SIGTERM');
  process.exitCode = code ?? 0;
});

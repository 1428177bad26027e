// npm start: install, build what is out of date, serve the demo from its built files.
import './lib/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { install, root } from './lib/pnpm.mjs';

const run = (args) => spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root }).status ?? 1;

const status =
  install() || run(['scripts/build.mjs']) || run(['scripts/serve-demo.mjs', ...process.argv.slice(2)]);
process.exit(status);

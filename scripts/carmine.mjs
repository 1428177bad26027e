// `pnpm carmine ...`: builds what is missing or out of date (said on stderr only), then runs the command.
import './lib/node-version.mjs';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, root } from './lib/ensure-built.mjs';

// pnpm and npm run scripts in the repository root and leave the caller's directory in INIT_CWD.
if (process.env.npm_lifecycle_event === 'carmine' && process.env.INIT_CWD)
  process.env.CARMINE_CWD ??= process.env.INIT_CWD;
await ensureBuilt();
const { main } = await import(pathToFileURL(`${root}packages/carmine/dist/cli/carmine.mjs`).href);
await main(process.argv.slice(2), { assets: `${root}packages/carmine/dist/assets` });

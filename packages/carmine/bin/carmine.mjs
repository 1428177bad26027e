#!/usr/bin/env node
// The `carmine` command as it lies in the installed package (built by scripts/build.mjs).
import { fileURLToPath } from 'node:url';

const { main } = await import('../dist/cli/carmine.mjs');
await main(process.argv.slice(2), {
  assets: fileURLToPath(new URL('../dist/assets', import.meta.url)),
});

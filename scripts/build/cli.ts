import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { dist, root } from './paths.ts';

export const cliDist = `${dist}/cli`;

/** The page in which the command runs the SDK: no inline script, lives under the strict policy. */
const buildEnginePage = async (): Promise<void> => {
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: `${cliDist}/engine`,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: { main: join(root, 'packages/cli/src/engine/page/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  });
  mkdirSync(`${cliDist}/engine`, { recursive: true });
  copyFileSync(join(root, 'packages/cli/src/engine/page/index.html'), `${cliDist}/engine/index.html`);
};

/** The command itself, for Node: our packages inside, libraries from node_modules. */
const buildCommand = async (): Promise<void> => {
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: [/^@carmine\//, 'culori', 'valibot'] },
    build: {
      ssr: true,
      outDir: cliDist,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { carmine: join(root, 'packages/cli/src/main.ts') },
        external: ['playwright-core', 'commander', 'pngjs'],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[name]-[hash].mjs' },
      },
    },
  });
};

/** packages/carmine/dist/cli: carmine.mjs and engine/, what the umbrella package ships. */
export const buildCli = async (): Promise<void> => {
  await buildCommand();
  await buildEnginePage();
};

import { join } from 'node:path';
import { build } from 'vite';
import { cliDist } from './cli.ts';
import { ownWasm } from './own-wasm.ts';
import { root } from './paths.ts';

export const benchDist = `${cliDist}/bench`;

const shared = { root: `${root}bench`, configFile: false, logLevel: 'warn', publicDir: false } as const;

/** The pages of the bench: the one a phone opens, and the one each subject runs in. No inline script. */
export const buildPages = async (outDir = `${benchDist}/pages`): Promise<void> => {
  await build({
    ...shared,
    root: `${root}bench/pages`,
    base: './',
    plugins: [ownWasm()],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: ['subject', 'index'].map((page) => join(root, `bench/pages/${page}.html`)) },
    },
  });
};

/** What draws a report, as one script a report can carry inside. */
const buildView = async (): Promise<void> => {
  await build({
    ...shared,
    build: {
      outDir: `${benchDist}/view`,
      emptyOutDir: true,
      target: 'es2022',
      reportCompressedSize: false,
      cssCodeSplit: false,
      lib: {
        entry: join(root, 'bench/src/view/standalone.ts'),
        formats: ['iife'],
        name: 'carmineBench',
        fileName: () => 'view.js',
        cssFileName: 'view',
      },
    },
  });
};

/** The runner, for Node: loaded by the command when it is asked for. All that it needs is inside, but for what the package depends on: where the
 *  package is installed there is nothing else. */
export const buildRunner = async (outDir = `${benchDist}/runner`): Promise<void> => {
  await build({
    ...shared,
    base: './',
    ssr: { noExternal: true, external: ['playwright-core'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { runner: join(root, 'bench/src/runner/index.ts') },
        external: ['playwright-core'],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[name]-[hash].mjs' },
      },
    },
  });
};

/** packages/carmine/dist/cli/bench: what `carmine bench` uses. */
export const buildBench = async (): Promise<void> => {
  await buildPages();
  await buildView();
  await buildRunner();
};

import { join } from 'node:path';
import { build } from 'vite';
import { knownFiles, manifestTable } from './file-table.ts';
import { litAnywhere } from './lit-anywhere.ts';
import { ownWasm } from './own-wasm.ts';
import { assets, dist, root } from './paths.ts';

/** The umbrella package as ES modules with nothing left to resolve: works from npm and from a plain script tag. */
export const buildLibrary = async (): Promise<void> => {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: knownFiles(manifestTable(assets)),
    plugins: [ownWasm(), litAnywhere()],
    build: {
      outDir: `${dist}/lib`,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      sourcemap: true,
      lib: {
        entry: {
          index: join(root, 'packages/carmine/src/index.ts'),
          define: join(root, 'packages/carmine/src/define.ts'),
          loader: join(root, 'packages/carmine/src/loader.ts'),
          crm: join(root, 'packages/carmine/src/crm.ts'),
          'consent/index': join(root, 'packages/carmine/src/consent/index.ts'),
          'consent/define': join(root, 'packages/carmine/src/consent/define.ts'),
          chat: join(root, 'packages/carmine/src/chat.ts'),
          'faq/index': join(root, 'packages/carmine/src/faq/index.ts'),
          'faq/starter': join(root, 'packages/carmine/src/faq/starter.ts'),
        },
        formats: ['es'],
      },
      rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' } },
    },
  });
};

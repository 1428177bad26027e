import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { assembleFaceModel } from '@carmine/face-model';
import { build } from 'vite';
import { type FileTable, fileTable, knownFiles } from './file-table.ts';
import { ownWasm } from './own-wasm.ts';
import { assets, root } from './paths.ts';

/** Worker entries; each becomes assets/workers/<name>.js. */
const WORKERS = {
  tracking: 'packages/tracking/src/worker.ts',
  head: 'packages/session/src/head-worker.ts',
  render: 'packages/makeup/src/worker.ts',
  mirror: 'packages/session/src/mirror/worker.ts',
  skin: 'packages/skin/src/worker.ts',
  capture: 'packages/session/src/capture/gate-worker.ts',
};

/** `files`: what the workers will find beside them; they know its sizes and digests without asking. */
const buildWorkers = async (files: FileTable): Promise<void> => {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: knownFiles(files),
    plugins: [ownWasm()],
    build: {
      outDir: `${assets}/workers`,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(WORKERS).map(([k, v]) => [k, join(root, v)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  });
};

const packageFolder = (from: string, name: string): string => {
  const require = createRequire(join(root, from, 'package.json'));
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};

const copy = (from: string, to: string): void => {
  mkdirSync(dirname(join(assets, to)), { recursive: true });
  copyFileSync(from, join(assets, to));
};

const copyRuntimes = (): void => {
  const vision = join(packageFolder('packages/tracking', '@mediapipe/tasks-vision'), 'wasm');
  for (const ext of ['js', 'wasm'])
    copy(join(vision, `vision_wasm_module_internal.${ext}`), `wasm/vision_wasm_module_internal.${ext}`);
  const ort = packageFolder('packages/skin', 'onnxruntime-web');
  const ortDist = existsSync(join(ort, 'dist')) ? join(ort, 'dist') : ort;
  for (const ext of ['mjs', 'wasm'])
    copy(join(ortDist, `ort-wasm-simd-threaded.${ext}`), `ort/ort-wasm-simd-threaded.${ext}`);
};

const writeModels = async (): Promise<void> => {
  mkdirSync(`${assets}/models`, { recursive: true });
  writeFileSync(`${assets}/models/face_landmarker.task`, await assembleFaceModel());
  for (const ext of ['onnx', 'json'])
    copy(join(root, `models/skin/weights/colournet.${ext}`), `models/colournet.${ext}`);
  for (const ext of ['onnx', 'json'])
    copy(join(root, `models/skin-maps/weights/mapnet.${ext}`), `models/mapnet.${ext}`);
  copy(join(root, 'models/visibility/weights/visibility.bin'), 'models/visibility.bin');
};

/** Size and digest of every file, for hosts that check what they copied and for the library, which is built next. */
const writeManifest = (): void =>
  writeFileSync(`${assets}/manifest.json`, `${JSON.stringify({ files: fileTable(assets) }, null, 1)}\n`);

/** Everything a page loads at run time, under one folder (docs/design/contracts.md, assetBase). */
export const buildAssets = async (): Promise<void> => {
  rmSync(assets, { recursive: true, force: true });
  copyRuntimes();
  await writeModels();
  await buildWorkers(fileTable(assets));
  writeManifest();
};

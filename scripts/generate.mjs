// Runs after `pnpm install`: writes the source files that are derived from npm packages or from text assembly and therefore not committed.
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { generateWasm } from './lib/wasm.mjs';

const { generateCanonicalMesh } = await tsImport('../models/face/src/generate-canonical.ts', import.meta.url);
const target = new URL('../packages/face/src/generated/canonical-mesh.ts', import.meta.url);
const told = (what, wrote) => console.log(`generate: ${what} ${wrote ? 'written' : 'is up to date'}`);
told('canonical mesh', await generateCanonicalMesh(fileURLToPath(target)));
for (const kernel of ['box-blur', 'pyramid'])
  told(
    kernel,
    await generateWasm(
      new URL(`../packages/skin/src/pixels/${kernel}.wat`, import.meta.url),
      new URL(`../packages/skin/src/generated/${kernel}-wasm.ts`, import.meta.url),
    ),
  );

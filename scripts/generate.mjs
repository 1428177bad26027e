// Runs after `pnpm install`: writes the source files that are derived from npm packages and therefore not committed.
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const { generateCanonicalMesh } = await tsImport('../models/face/src/generate-canonical.ts', import.meta.url);
const target = new URL('../packages/face/src/generated/canonical-mesh.ts', import.meta.url);
const wrote = await generateCanonicalMesh(fileURLToPath(target));
console.log(`generate: canonical mesh ${wrote ? 'written' : 'is up to date'}`);

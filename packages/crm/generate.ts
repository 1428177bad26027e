/** Writes schema/ and fixtures/ from the valibot schemas and the examples. Run: pnpm --filter @carmine/crm generate. Tests check that they are current. */
import { writeFileSync } from 'node:fs';
import { publishedFiles } from './src/publish/files.ts';

for (const [path, text] of Object.entries(publishedFiles()))
  writeFileSync(new URL(path, import.meta.url), text);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { REPO } from './paths.ts';

/** Builds the CRM host's console into a folder of its own, from the sources as they are. */
export const buildConsoleInto = async (): Promise<{ readonly path: string; remove(): void }> => {
  const path = mkdtempSync(join(tmpdir(), 'carmine-console-'));
  const root = join(REPO, 'demo/crm-host/console');
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: path, emptyOutDir: true },
  });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

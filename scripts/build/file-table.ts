import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Path under assetBase -> size and digest. */
export type FileTable = Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;

/** Paths of all files under `folder`, relative to it, sorted. */
export const filesUnder = (folder: string, prefix = ''): string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) =>
      statSync(join(folder, name)).isDirectory()
        ? filesUnder(join(folder, name), `${prefix}${name}/`)
        : [`${prefix}${name}`],
    );

export const fileTable = (folder: string): FileTable =>
  Object.fromEntries(
    filesUnder(folder).map((path) => {
      const data = readFileSync(join(folder, path));
      return [path, { bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') }];
    }),
  );

/** The table of a built assets folder; empty where there is none. */
export const manifestTable = (folder: string): FileTable => {
  const path = join(folder, 'manifest.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).files : {};
};

/** Vite's `define` that writes a table into the code (packages/tracking/src/known-files.ts reads it). */
export const knownFiles = (files: FileTable): Record<string, string> => ({
  __CARMINE_FILES__: JSON.stringify(files),
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { REPO } from './paths.ts';

/** scripts/build/budgets.json. All sizes are brotli bytes, quality 11. */
export interface Budgets {
  readonly firstTryOn: number;
  /** By what `groupOf` tells. */
  readonly groups: Readonly<Record<Group, number>>;
  readonly loader: number;
  /** Beginnings of paths under assetBase that a first try-on must not ask for. */
  readonly onDemand: readonly string[];
  /** SHA-256 -> weight of third-party files that take half a minute to compress. */
  readonly weighed: Readonly<Record<string, number>>;
}

export type Group = 'wasm' | 'models' | 'scripts';

export const budgets = (): Budgets =>
  JSON.parse(readFileSync(join(REPO, 'scripts/build/budgets.json'), 'utf8'));

export const groupOf = (path: string): Group => {
  if (path.includes('/wasm/')) return 'wasm';
  return path.includes('/models/') ? 'models' : 'scripts';
};

/** Bytes of a file as a server sends it that compresses ahead. */
export const weigh = (file: string, { weighed }: Pick<Budgets, 'weighed'>): number => {
  const data = readFileSync(file);
  const known = weighed[createHash('sha256').update(data).digest('hex')];
  if (known !== undefined) return known;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  };
  return brotliCompressSync(data, { params }).length;
};

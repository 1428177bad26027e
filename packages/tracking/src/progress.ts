import { knownFile } from './known-files.ts';
import type { LoadProgress } from './types.ts';

/** Adds up the bytes of several files into one progress. A file whose size nobody told joins the total as it streams in. */
export class ProgressMeter {
  readonly #loaded = new Map<string, number>();
  readonly #sizes = new Map<string, number>();
  readonly #report: (progress: LoadProgress) => void;

  constructor(files: Readonly<Record<string, number>>, report: (progress: LoadProgress) => void) {
    for (const [file, size] of Object.entries(files)) this.#sizes.set(file, size);
    this.#report = report;
  }

  /** More bytes of a file have come. */
  add(file: string, bytes: number): void {
    const now = (this.#loaded.get(file) ?? 0) + bytes;
    this.#loaded.set(file, now);
    if (now > (this.#sizes.get(file) ?? 0)) this.#sizes.set(file, now);
    this.#emit(file);
  }

  /** A file is all there, whatever its size was said to be. */
  done(file: string): void {
    const size = Math.max(this.#sizes.get(file) ?? 0, this.#loaded.get(file) ?? 0);
    this.#sizes.set(file, size);
    this.#loaded.set(file, size);
    this.#emit(file);
  }

  #emit(file: string): void {
    const sum = (map: Map<string, number>) => [...map.values()].reduce((a, b) => a + b, 0);
    this.#report({ part: 'tracking', file, loaded: sum(this.#loaded), total: sum(this.#sizes) });
  }
}

/** Sizes of `files`: what the build told, else assetBase's manifest.json, else 0. A built SDK asks for nothing here. */
export const fileSizes = async (
  base: URL,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<Record<string, number>> => {
  const told = files.some((file) => knownFile(file)) ? {} : await manifestSizes(base, signal);
  return Object.fromEntries(files.map((file) => [file, knownFile(file)?.bytes ?? told[file] ?? 0]));
};

const manifestSizes = async (base: URL, signal?: AbortSignal): Promise<Record<string, number>> => {
  const manifest = await fetch(new URL('manifest.json', base), { signal: signal ?? null })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  const rows: [string, { bytes?: unknown }][] = Object.entries(manifest?.files ?? {});
  return Object.fromEntries(
    rows.flatMap(([file, { bytes }]) => (typeof bytes === 'number' && bytes > 0 ? [[file, bytes]] : [])),
  );
};

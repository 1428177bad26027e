import type { LoadProgress } from './types.ts';

/** Adds up the bytes of several files into one progress. Sizes come from assetBase's manifest.json; a file the
 *  manifest does not know joins the total as it streams in. */
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

/** Sizes of `files` from assetBase's manifest.json; 0 where it does not say (or is not there at all). */
export const manifestSizes = async (
  base: URL,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<Record<string, number>> => {
  const manifest = await fetch(new URL('manifest.json', base), { signal: signal ?? null })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  const known: unknown = manifest?.files ?? {};
  const sizeOf = (file: string): number => {
    const row = (known as Record<string, { bytes?: unknown }>)[file];
    return typeof row?.bytes === 'number' && row.bytes > 0 ? row.bytes : 0;
  };
  return Object.fromEntries(files.map((file) => [file, sizeOf(file)]));
};

import { CarmineError } from '@carmine/errors';
import type { LoadProgress } from './options.ts';

export const WASM_FILE = 'ort/ort-wasm-simd-threaded.wasm';
export const LOADER_FILE = 'ort/ort-wasm-simd-threaded.mjs';
export const MODEL_FILE = 'models/colournet.onnx';
export const META_FILE = 'models/colournet.json';
export const MAP_MODEL_FILE = 'models/mapnet.onnx';
export const MAP_META_FILE = 'models/mapnet.json';
/** What every reading needs, and what only the maps do. */
const READING_FILES = [META_FILE, MODEL_FILE, WASM_FILE] as const;
const MAP_FILES = [MAP_META_FILE, MAP_MODEL_FILE] as const;
type AssetFile = (typeof READING_FILES)[number] | (typeof MAP_FILES)[number];

/** A net's description as text and its weights. */
export interface NetFiles {
  readonly meta: string;
  readonly model: Uint8Array;
}

const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** assetBase as a folder URL: "assets" and "assets/" mean the same. Throws `invalid-argument`. */
export const folderUrl = (base: string | URL, page: string | undefined): URL => {
  try {
    const url = new URL(base, page);
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  } catch (cause) {
    throw new CarmineError('invalid-argument', { message: `assetBase is no URL: ${String(base)}`, cause });
  }
};

export interface FetchOptions {
  readonly onProgress?: (p: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

/** The files of the analyser, fetched at once with byte progress; MapNet's only with `maps`. Rejects asset-missing, asset-corrupt,
 *  aborted. */
export const fetchAssets = async (
  base: URL,
  { maps = false, ...options }: FetchOptions & { readonly maps?: boolean },
): Promise<{ readonly colour: NetFiles; readonly maps: NetFiles | null; readonly wasm: Uint8Array }> => {
  const load = await loader(base, maps ? [...READING_FILES, ...MAP_FILES] : READING_FILES, options);
  const [colour, mapNet, wasm] = await Promise.all([
    netFiles(load, META_FILE, MODEL_FILE),
    maps ? netFiles(load, MAP_META_FILE, MAP_MODEL_FILE) : null,
    load(WASM_FILE),
  ]);
  if (!WASM_MAGIC.every((byte, i) => wasm[i] === byte))
    throw corrupt(WASM_FILE, base, 'it is no WebAssembly');
  return { colour, maps: mapNet, wasm };
};

/** MapNet's own two files, for an analyser made without them. Rejects asset-missing, asset-corrupt. */
export const fetchMapAssets = async (base: URL): Promise<NetFiles> =>
  netFiles(await loader(base, MAP_FILES, {}), MAP_META_FILE, MAP_MODEL_FILE);

type Loader = (name: AssetFile) => Promise<Uint8Array>;

const loader = async (
  base: URL,
  files: readonly AssetFile[],
  { onProgress, signal }: FetchOptions,
): Promise<Loader> => {
  const sizes = onProgress ? await manifestSizes(base, files, signal) : new Map<string, number>();
  const meter = byteMeter(sizes, onProgress);
  return (name) => fetchFile(base, name, { onBytes: (n) => meter(name, n), signal });
};

const netFiles = async (load: Loader, meta: AssetFile, model: AssetFile): Promise<NetFiles> => {
  const [text, weights] = await Promise.all([load(meta), load(model)]);
  return { meta: new TextDecoder().decode(text), model: weights };
};

/** Throws `asset-corrupt` unless the weights in `file` are the ones their description speaks of. */
export const checkModel = (
  model: Uint8Array,
  meta: { readonly bytes: number },
  { base, file }: { readonly base: URL; readonly file: string },
): void => {
  if (model.length !== meta.bytes)
    throw corrupt(file, base, `it has ${model.length} bytes, its description says ${meta.bytes}`);
};

const corrupt = (file: string, base: URL, why: string): CarmineError =>
  new CarmineError('asset-corrupt', {
    message: `${file}: ${why}`,
    details: { file, url: new URL(file, base).href },
  });

const fetchFile = async (
  base: URL,
  name: string,
  options: { readonly onBytes: (n: number) => void; readonly signal?: AbortSignal | undefined },
): Promise<Uint8Array> => {
  const url = new URL(name, base);
  const missing = (why: string, cause?: unknown): CarmineError =>
    options.signal?.aborted
      ? new CarmineError('aborted', { message: `${name}: loading was cancelled` })
      : new CarmineError('asset-missing', {
          message: `${name}: ${why}`,
          details: { file: name, url: url.href },
          cause,
        });
  const response = await fetch(url, { signal: options.signal ?? null, credentials: 'same-origin' }).catch(
    (cause) => {
      throw missing('could not be fetched', cause);
    },
  );
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !response.body || /^text\/html/i.test(type)) {
    await response.body?.cancel();
    if (!response.ok) throw missing(`the server answered ${response.status}`);
    throw corrupt(name, base, `the server sent ${type || 'nothing'} instead`);
  }
  return readAll(response.body.getReader(), options.onBytes).catch((cause) => {
    throw missing('the download broke off', cause);
  });
};

const readAll = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onBytes: (n: number) => void,
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    chunks.push(value);
    onBytes(value.length);
  }
  const out = new Uint8Array(chunks.reduce((n, c) => n + c.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
};

/** Sizes from assetBase's manifest.json; none where it does not say. */
const manifestSizes = async (
  base: URL,
  files: readonly AssetFile[],
  signal?: AbortSignal,
): Promise<Map<string, number>> => {
  const manifest = await fetch(new URL('manifest.json', base), { signal: signal ?? null })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  const sizes = new Map<string, number>();
  for (const file of files) {
    const bytes: unknown = manifest?.files?.[file]?.bytes;
    if (typeof bytes === 'number' && bytes > 0) sizes.set(file, bytes);
  }
  return sizes;
};

/** Adds bytes up over all files; the total grows where the manifest said too little. `loaded` never falls. */
const byteMeter = (
  sizes: Map<string, number>,
  report: ((p: LoadProgress) => void) | undefined,
): ((file: string, bytes: number) => void) => {
  const loaded = new Map<string, number>();
  const sum = (map: Map<string, number>): number => [...map.values()].reduce((a, b) => a + b, 0);
  return (file, bytes) => {
    const now = (loaded.get(file) ?? 0) + bytes;
    loaded.set(file, now);
    if (now > (sizes.get(file) ?? 0)) sizes.set(file, now);
    report?.({ part: 'skin', file, loaded: sum(loaded), total: sum(sizes) });
  };
};

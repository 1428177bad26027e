import {
  type AssetRequest,
  assetRequest,
  LOADER_FILE,
  MODEL_FILE,
  modelRequest,
  readAsset,
  VISIBILITY_FILE,
  WASM_FILE,
} from './assets.ts';
import type { EngineOptions } from './engine.ts';
import { fileSizes, ProgressMeter } from './progress.ts';
import { loadRuntime, type VisionRuntime } from './runtime.ts';
import type { LoadProgress } from './types.ts';

/** All that a tracker is made of besides code. Plain memory, no closer. */
export interface TrackerFiles {
  readonly runtime: VisionRuntime;
  /** Weights of the visibility net; null where it is not wished. */
  readonly visibility: ArrayBuffer | null;
}

/** What the trackers of one page can share: none of it changes. A compiled module that is sent to another thread shares its code. */
export interface SharedFiles {
  readonly wasm: WebAssembly.Module;
  readonly model: Uint8Array<ArrayBuffer>;
  readonly visibility: ArrayBuffer | null;
}

export const sharedOf = ({ runtime, visibility }: TrackerFiles): SharedFiles => ({
  wasm: runtime.wasm,
  model: runtime.model,
  visibility,
});

export interface LoadWatch {
  readonly signal?: AbortSignal | undefined;
  /** Loaded by another tracker of this page: only the loader's script is fetched. */
  readonly shared?: SharedFiles | null;
}

/** Loads every file side by side, each once. Rejects with asset-missing, asset-corrupt, model-invalid, browser-unsupported, aborted. */
export const loadFiles = async (
  options: Pick<EngineOptions, 'assetBase' | 'faceModelUrl' | 'parse'>,
  onProgress: (progress: LoadProgress) => void,
  { signal, shared = null }: LoadWatch = {},
): Promise<TrackerFiles> => {
  const base = new URL(options.assetBase);
  const model = options.faceModelUrl
    ? modelRequest(new URL(options.faceModelUrl))
    : assetRequest(base, MODEL_FILE);
  const more = options.parse.visibility ? [VISIBILITY_FILE] : [];
  const sizes = await fileSizes(base, [WASM_FILE, LOADER_FILE, model.name, ...more], signal);
  const meter = new ProgressMeter(sizes, onProgress);
  if (shared) for (const name of [WASM_FILE, model.name, ...more]) meter.done(name);
  const [runtime, visibility] = await Promise.all([
    loadRuntime(base, model, { meter, signal, shared }),
    options.parse.visibility ? (shared?.visibility ?? readVisibility(base, meter, signal)) : null,
  ]);
  return { runtime, visibility };
};

const readVisibility = async (
  base: URL,
  meter: ProgressMeter,
  signal: AbortSignal | undefined,
): Promise<ArrayBuffer> => {
  const onBytes = (bytes: number) => meter.add(VISIBILITY_FILE, bytes);
  const request: AssetRequest = { ...assetRequest(base, VISIBILITY_FILE), signal, onBytes };
  return (await readAsset(request)).buffer;
};

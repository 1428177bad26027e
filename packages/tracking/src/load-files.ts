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

/** Loads every file side by side, each once. Rejects with asset-missing, asset-corrupt, model-invalid, browser-unsupported, aborted. */
export const loadFiles = async (
  options: Pick<EngineOptions, 'assetBase' | 'faceModelUrl' | 'parse'>,
  onProgress: (progress: LoadProgress) => void,
  signal?: AbortSignal,
): Promise<TrackerFiles> => {
  const base = new URL(options.assetBase);
  const model = options.faceModelUrl
    ? modelRequest(new URL(options.faceModelUrl))
    : assetRequest(base, MODEL_FILE);
  const more = options.parse.visibility ? [VISIBILITY_FILE] : [];
  const sizes = await fileSizes(base, [WASM_FILE, LOADER_FILE, model.name, ...more], signal);
  const meter = new ProgressMeter(sizes, onProgress);
  const [runtime, visibility] = await Promise.all([
    loadRuntime(base, model, { meter, signal }),
    options.parse.visibility ? readVisibility(base, meter, signal) : null,
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

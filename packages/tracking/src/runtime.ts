import { CarmineError, toCarmineError } from '@carmine/errors';
import { FaceLandmarker, type FaceLandmarkerOptions } from '@mediapipe/tasks-vision';
import {
  type AssetRequest,
  assetRequest,
  LOADER_FILE,
  openAsset,
  readAsset,
  scriptFault,
  WASM_FILE,
} from './assets.ts';
import type { ProgressMeter } from './progress.ts';
import { silenceLoader, silenceUsageLog } from './silence.ts';
import type { TrackMode } from './types.ts';

/** MediaPipe's files, fetched once; any number of landmarkers can be made from them. Plain memory, no closer. */
export interface VisionRuntime {
  readonly factory: unknown;
  readonly wasm: WebAssembly.Module;
  readonly model: Uint8Array<ArrayBuffer>;
  /** What the model was called, for errors, and the code when it proves unusable. */
  readonly modelRequest: AssetRequest;
}

/** Emscripten's ambient globals, through which tasks-vision takes its module (vision_bundle.mjs, createMediaPipeLib). */
interface EmscriptenScope {
  ModuleFactory?: unknown;
  Module?: unknown;
}

/** Loads loader script, wasm and model, each once. Rejects with the asset codes, or browser-unsupported. */
export const loadRuntime = async (
  base: URL,
  modelRequest: AssetRequest,
  watch: {
    readonly meter: ProgressMeter;
    readonly signal?: AbortSignal | undefined;
    /** What need not be loaded again. */
    readonly shared?: Pick<VisionRuntime, 'wasm' | 'model'> | null;
  },
): Promise<VisionRuntime> => {
  const counted = (request: AssetRequest): AssetRequest => ({
    ...request,
    signal: watch.signal,
    onBytes: (bytes) => watch.meter.add(request.name, bytes),
  });
  const [factory, wasm, model] = await Promise.all([
    importLoader(base).then((loaded) => {
      watch.meter.done(LOADER_FILE);
      return loaded;
    }),
    watch.shared?.wasm ?? compileWasm(counted(assetRequest(base, WASM_FILE))),
    watch.shared?.model ?? readAsset(counted(modelRequest)),
  ]);
  return { factory, wasm, model, modelRequest };
};

const importLoader = async (base: URL): Promise<unknown> => {
  const url = new URL(LOADER_FILE, base);
  try {
    const loader = (await import(/* @vite-ignore */ url.href)) as { default?: unknown };
    silenceLoader();
    if (typeof loader.default === 'function') return loader.default;
  } catch (cause) {
    throw (await scriptFault(url, LOADER_FILE)) ?? toCarmineError(cause, 'worker-failed');
  }
  throw new CarmineError('asset-corrupt', { message: `${LOADER_FILE}: it exports no module factory` });
};

const compileWasm = async (request: AssetRequest): Promise<WebAssembly.Module> => {
  const body = await openAsset(request);
  // Our own header: compiling while streaming must not depend on the server's MIME table.
  const response = new Response(body, { headers: { 'content-type': 'application/wasm' } });
  return WebAssembly.compileStreaming(response).catch((cause) => {
    if (cause instanceof CarmineError) throw cause;
    throw new CarmineError('asset-corrupt', {
      message: `${request.name}: it does not compile (${String(cause)})`,
      details: { file: request.name },
      cause,
    });
  });
};

export interface LandmarkerSettings {
  readonly numFaces: number;
  readonly mode: TrackMode;
  /** Where MediaPipe looks for WebGL2. */
  readonly canvas: OffscreenCanvas;
}

/** Makes a FaceLandmarker on the CPU delegate; the caller closes it. Rejects with the model's own code when the
 *  bundle is unusable. */
export const createLandmarker = async (
  runtime: VisionRuntime,
  { numFaces, mode, canvas }: LandmarkerSettings,
): Promise<FaceLandmarker> => {
  const options: FaceLandmarkerOptions = {
    baseOptions: { modelAssetBuffer: runtime.model.slice(), delegate: 'CPU' },
    canvas,
    numFaces,
    runningMode: mode === 'video' ? 'VIDEO' : 'IMAGE',
    outputFacialTransformationMatrixes: true,
    outputFaceBlendshapes: false,
  };
  try {
    const landmarker = await withModule(runtime, () =>
      FaceLandmarker.createFromOptions({ wasmLoaderPath: '', wasmBinaryPath: '' }, options),
    );
    silenceUsageLog(landmarker);
    return landmarker;
  } catch (cause) {
    if (cause instanceof CarmineError) throw cause;
    const { name, codes } = runtime.modelRequest;
    throw new CarmineError(codes.corrupt, {
      message: `${name}: MediaPipe refused it (${cause instanceof Error ? cause.message : String(cause)})`,
      details: { file: name },
      cause,
    });
  }
};

/** Runs `create` with Emscripten's globals set to our compiled module, silenced, and puts the page's own back. */
const withModule = async <T>(runtime: VisionRuntime, create: () => Promise<T>): Promise<T> => {
  const scope = globalThis as EmscriptenScope;
  const before = { ModuleFactory: scope.ModuleFactory, Module: scope.Module };
  let fail: (cause: unknown) => void = () => {};
  // Emscripten waits for ever when instantiation fails, so a failure ends the wait from outside.
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  scope.ModuleFactory = runtime.factory;
  scope.Module = {
    print: () => {},
    printErr: () => {},
    instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => {
      WebAssembly.instantiate(runtime.wasm, imports).then(receive, (cause) =>
        fail(
          new CarmineError('asset-corrupt', { message: `${WASM_FILE}: it does not match its loader`, cause }),
        ),
      );
      return {};
    },
  };
  try {
    return await Promise.race([create(), failed]);
  } finally {
    scope.ModuleFactory = before.ModuleFactory;
    scope.Module = before.Module;
  }
};

import { CarmineError } from '@carmine/errors';
import { LinearSRGBColorSpace, NoToneMapping, WebGPURenderer } from 'three/webgpu';
import type { Backend } from '../types.ts';
import { waitByClock } from './by-clock.ts';
import { isWebGL } from './targets.ts';

type Canvas = HTMLCanvasElement | OffscreenCanvas;

/** Longest a backend may take to start, ms; a driver that hangs must not hang the page. */
const INIT_TIMEOUT = 20_000;

/** A started renderer and what is known of its device. */
export interface Device {
  readonly renderer: WebGPURenderer;
  readonly backend: Backend;
  readonly name: string;
  /** Largest side of a picture, px. */
  readonly maxSize: number;
  /** It draws on the CPU. */
  readonly software: boolean;
  /** WebGPU only; ours to destroy. */
  readonly gpu: GPUDevice | null;
  /** Ends what is still waited for. */
  readonly stopWaits: () => void;
}

const bounded = <T>(work: Promise<T>, what: string): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not start in time`)), INIT_TIMEOUT);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

const unavailable = (backend: Backend, cause: unknown): CarmineError =>
  new CarmineError('gpu-unavailable', {
    message: `${backend} could not be started: ${cause instanceof Error ? cause.message : String(cause)}`,
    details: { backend },
    cause,
  });

/**
 * Ends three's own loop: with every display frame, drawn or not, it counts up a number that none of our shaders reads: a task a display frame for
 * nothing (decision 0345). `render` starts it again and again, so it is made unable to start.
 */
const endLoop = (renderer: WebGPURenderer): void => {
  const { _animation: loop } = renderer as unknown as { _animation: { start(): void; stop(): void } };
  loop.stop();
  loop.start = () => {};
};

const createThree = async (canvas: Canvas, gpu: GPUDevice | null): Promise<WebGPURenderer> => {
  const renderer = new WebGPURenderer({
    canvas: canvas as HTMLCanvasElement,
    antialias: false,
    alpha: true,
    depth: false,
    stencil: false,
    ...(gpu ? { device: gpu } : { forceWebGL: true }),
  } as ConstructorParameters<typeof WebGPURenderer>[0]);
  // We decode and encode ourselves: no conversion, no extra full-screen pass (rendering.md 5.3).
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderer.toneMapping = NoToneMapping;
  renderer.sortObjects = false;
  await bounded(renderer.init(), gpu ? 'WebGPU' : 'WebGL2');
  endLoop(renderer);
  return renderer;
};

/** Drivers without a GPU: Chromium's, Mesa's, Windows'. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

const startWebGpu = async (canvas: Canvas): Promise<Device> => {
  const gpu = typeof navigator === 'undefined' ? undefined : navigator.gpu;
  const adapter = await bounded(
    Promise.resolve(gpu?.requestAdapter({ powerPreference: 'high-performance' })),
    'WebGPU',
  );
  if (!adapter) throw new Error('no adapter');
  const maxSize = adapter.limits.maxTextureDimension2D;
  const core = 'core-features-and-limits' as GPUFeatureName;
  const device = await bounded(
    adapter.requestDevice({
      requiredLimits: { maxTextureDimension2D: maxSize },
      requiredFeatures: adapter.features.has(core) ? [core] : [],
    }),
    'WebGPU',
  );
  const renderer = await createThree(canvas, device);
  if (isWebGL(renderer)) {
    renderer.dispose();
    device.destroy();
    throw new Error('three fell back to WebGL2');
  }
  const { vendor, architecture, description } = adapter.info;
  const name = [vendor, architecture, description].filter(Boolean).join(' ') || 'WebGPU adapter';
  return {
    renderer,
    backend: 'webgpu',
    name,
    maxSize,
    software: SOFTWARE.test(name),
    gpu: device,
    stopWaits: () => {},
  };
};

const startWebGl = async (canvas: Canvas): Promise<Device> => {
  const renderer = await createThree(canvas, null);
  const gl = renderer.getContext() as unknown as WebGL2RenderingContext | null;
  if (!isWebGL(renderer) || !gl?.getParameter) throw new Error('no WebGL2 context');
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  const maxSize = gl.getParameter(gl.MAX_TEXTURE_SIZE);
  const stopWaits = waitByClock(renderer);
  return { renderer, backend: 'webgl2', name, maxSize, software: SOFTWARE.test(name), gpu: null, stopWaits };
};

/** Starts one backend on `canvas`. Throws `gpu-unavailable`. */
export const startDevice = async (backend: Backend, canvas: Canvas): Promise<Device> => {
  try {
    return await (backend === 'webgpu' ? startWebGpu(canvas) : startWebGl(canvas));
  } catch (cause) {
    throw unavailable(backend, cause);
  }
};

/** Whether a WebGL context is lost, told or not yet told; WebGPU tells by its device alone. */
export const isLost = ({ gpu, renderer }: Device): boolean =>
  gpu === null && (renderer.getContext() as unknown as WebGL2RenderingContext).isContextLost();

/** Ends a device; what it holds is freed. */
export const endDevice = (device: Device): void => {
  device.stopWaits();
  try {
    device.renderer.dispose();
    device.gpu?.destroy();
  } catch {
    // A lost context cannot be freed twice.
  }
};

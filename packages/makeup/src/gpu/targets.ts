import {
  type HalfFloatType,
  NearestFilter,
  RenderTarget,
  UnsignedByteType,
  type WebGPURenderer,
} from 'three/webgpu';
import type { Roi } from '../geometry/face-geometry.ts';

/** A target that shaders read texel by texel. */
export const dataTarget = (
  width: number,
  height: number,
  type: typeof HalfFloatType | number,
): RenderTarget =>
  new RenderTarget(width, height, {
    depthBuffer: false,
    generateMipmaps: false,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    type: type as typeof HalfFloatType,
  });

/** ... with a depth buffer. */
export const depthTarget = (
  width: number,
  height: number,
  type: typeof HalfFloatType | number,
): RenderTarget => {
  const target = dataTarget(width, height, type);
  target.depthBuffer = true;
  return target;
};

/** ... of bytes. */
export const rgba8 = (width: number, height: number): RenderTarget =>
  dataTarget(width, height, UnsignedByteType);

export const isWebGL = (r: WebGPURenderer): boolean =>
  (r.backend as unknown as { isWebGLBackend?: boolean }).isWebGLBackend === true;

/** The bytes of an rgba8 target, rows as they were drawn. */
export const readTarget = async (
  r: WebGPURenderer,
  target: RenderTarget,
  width: number,
  height: number,
): Promise<Uint8Array> => (await r.readRenderTargetPixelsAsync(target, 0, 0, width, height)) as Uint8Array;

/** Draws and wipes nothing outside `part` (px; null: everywhere). */
export const cutTarget = (r: WebGPURenderer, target: RenderTarget, part: Roi | null): void => {
  target.scissorTest = part !== null;
  if (!part) return;
  const height = part.y1 - part.y0;
  // three counts a scissor's rows from the top, which is where WebGL ends.
  const top = isWebGL(r) ? target.height - part.y1 : part.y0;
  target.scissor.set(part.x0, top, part.x1 - part.x0, height);
};

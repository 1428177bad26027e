import {
  type HalfFloatType,
  NearestFilter,
  RenderTarget,
  UnsignedByteType,
  type WebGPURenderer,
} from 'three/webgpu';

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

/** The bytes of an rgba8 target, rows from the top. */
export const readTarget = async (
  r: WebGPURenderer,
  target: RenderTarget,
  width: number,
  height: number,
): Promise<Uint8Array> => {
  const bytes = (await r.readRenderTargetPixelsAsync(target, 0, 0, width, height)) as Uint8Array;
  return isWebGL(r) ? flipped(bytes, width, height) : bytes;
};

/** WebGL reads rows from the bottom. */
const flipped = (bytes: Uint8Array, width: number, height: number): Uint8Array => {
  const out = new Uint8Array(width * height * 4);
  const row = width * 4;
  for (let y = 0; y < height; y++)
    out.set(bytes.subarray((height - 1 - y) * row, (height - y) * row), y * row);
  return out;
};

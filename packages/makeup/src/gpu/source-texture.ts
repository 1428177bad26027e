import { CarmineError } from '@carmine/errors';
import { NearestFilter, NoColorSpace, Texture, type WebGPURenderer } from 'three/webgpu';
import type { DrawSource } from '../types.ts';

/** What we need of three's backends to copy pixels ourselves. */
interface GlBackend {
  readonly isWebGLBackend: true;
  readonly gl: WebGL2RenderingContext;
  readonly state: {
    bindTexture(target: number, texture: WebGLTexture): void;
    pixelStorei(name: number, value: number | boolean): void;
  };
  get(texture: Texture): { textureGPU: WebGLTexture };
}
interface GpuBackend {
  readonly isWebGLBackend?: false;
  readonly device: GPUDevice;
  get(texture: Texture): { texture: GPUTexture };
}

/**
 * The texture of the source picture: its sRGB bytes as they are, one texel a pixel. three allocates it; the pixels we copy ourselves, because
 * three swallows a failed copy (#32441) and would leave old pixels under new landmarks, and cannot take a VideoFrame on WebGL2 otherwise.
 */
export class SourceTexture {
  readonly texture = new Texture();
  readonly #renderer: WebGPURenderer;
  /** Where a VideoFrame becomes bytes in memory, on software drivers. */
  readonly #reader: OffscreenCanvasRenderingContext2D | null;

  /** `software`: the driver draws on the CPU. There a browser takes some 15 ms for a VideoFrame of 640 x 480 px, and 2 for its bytes, which are the
   *  same (decision 0301); a GPU is given the frame. The canvas is given as it is: to ask it for its bytes would make a picture's worth of garbage
   *  a frame (decision 0345). */
  constructor(renderer: WebGPURenderer, software: boolean) {
    this.#renderer = renderer;
    this.#reader = software
      ? new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' })
      : null;
    const t = this.texture;
    // Our shader decodes, the same on both backends (rendering.md 5.3).
    t.colorSpace = NoColorSpace;
    t.flipY = false;
    t.generateMipmaps = false;
    t.premultiplyAlpha = false;
    t.minFilter = t.magFilter = NearestFilter;
    this.resize(1, 1);
  }

  /** A GPU texture cannot change its size in place: the old one goes. */
  resize(width: number, height: number): void {
    const t = this.texture;
    t.dispose();
    t.image = { width, height } as never;
    // Allocate, copy nothing.
    t.source.dataReady = false;
    t.needsUpdate = true;
    this.#renderer.initTexture(t);
  }

  /** Copies `image`, which must have the texture's size. Throws `invalid-argument` when the browser cannot. Keeps no reference. */
  copy(image: DrawSource, width: number, height: number): void {
    const backend = this.#renderer.backend as unknown as GlBackend | GpuBackend;
    try {
      if (backend.isWebGLBackend)
        copyGl(backend, this.texture, this.#paintedOr(image, width, height), width, height);
      else
        backend.device.queue.copyExternalImageToTexture(
          { source: image },
          { texture: backend.get(this.texture).texture },
          { width, height },
        );
    } catch (cause) {
      throw new CarmineError('invalid-argument', {
        message: 'draw: the browser could not copy the source (closed frame?).',
        cause,
      });
    }
  }

  #paintedOr(image: DrawSource, width: number, height: number): DrawSource | OffscreenCanvas {
    if (!this.#reader || !('displayWidth' in image)) return image;
    const { canvas } = this.#reader;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    this.#reader.globalCompositeOperation = 'copy';
    this.#reader.drawImage(image, 0, 0);
    return canvas;
  }

  close(): void {
    this.texture.dispose();
  }
}

const copyGl = (
  b: GlBackend,
  texture: Texture,
  image: DrawSource | OffscreenCanvas,
  width: number,
  height: number,
): void => {
  const { gl, state } = b;
  state.bindTexture(gl.TEXTURE_2D, b.get(texture).textureGPU);
  state.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  state.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  state.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  state.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, image);
};

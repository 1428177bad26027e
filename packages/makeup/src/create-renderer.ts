import type { MakeupRenderer, RendererOptions } from './types.ts';

/**
 * Starts the GPU renderer on a canvas. `backend: 'auto'` (default) takes WebGPU where it passes a draw-and-read test, else WebGL2.
 * Resolves when every pipeline that a bare picture needs is compiled. Throws `gpu-unavailable`. three is loaded here, not with this package.
 */
export const createRenderer = async (options: RendererOptions): Promise<MakeupRenderer> =>
  (await import('./gpu/renderer.ts')).createRenderer(options);

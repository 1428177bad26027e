export { createRenderer } from './create-renderer.ts';
export { createRenderHost } from './host/create-render-host.ts';
export type { RenderHost, RenderHostOptions } from './host/types.ts';
export { coverageOf } from './look/layer-table.ts';
export { EMPTY_LOOK, MAX_LAYERS, parseLook, serializeLook } from './look/look.ts';
export type * from './types.ts';

export { createRenderer } from './create-renderer.ts';
export { createRenderHost } from './host/create-render-host.ts';
export { type LinkedFrames, linkedFrames } from './host/linked-frames.ts';
export type { RenderHost, RenderHostOptions, View } from './host/types.ts';
export { PRODUCT_KINDS } from './layers/index.ts';
export { coverageOf } from './look/film-table.ts';
export { EMPTY_LOOK, MAX_LAYERS, parseLook, serializeLook } from './look/look.ts';
export { coloursOf, finishOf, type LayerFinish, PRODUCT_FINISHES } from './look/traits.ts';
export type * from './types.ts';

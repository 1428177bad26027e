export { createRenderer } from './gpu/renderer.ts';
export { coverageOf } from './look/layer-table.ts';
export { EMPTY_LOOK, MAX_LAYERS, parseLook, serializeLook } from './look/look.ts';
export type * from './types.ts';

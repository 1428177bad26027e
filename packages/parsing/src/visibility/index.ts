export { VisibilityNet } from './net.ts';
export { SteadyMap } from './steady.ts';
export { visibilityCrop, visibilityToMap } from './visibility-crop.ts';
export { VisibilityReader } from './visibility-reader.ts';

export { analyzeImage } from './analyze.ts';
export { createSkinAnalyzer } from './create-analyzer.ts';
export type { ColourNet } from './model/colour-net.ts';
export { type ColourNetMeta, parseMeta } from './model/meta.ts';
export { createOrtNet, type OrtFiles } from './model/ort.ts';
export type { AnalyzeInput, LoadProgress, SkinAnalyzer, SkinAnalyzerOptions } from './options.ts';
export type { PixelImage } from './pixels/image.ts';
export type * from './types.ts';

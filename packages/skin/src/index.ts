export { analyzeImage, analyzeMapped } from './analyze.ts';
export { createSkinAnalyzer } from './create-analyzer.ts';
export { FACE_CHART, outlinePath, placePath } from './face-chart.ts';
export { fuseReports } from './fuse.ts';
export {
  type GatePreset,
  type GatePresetName,
  gatePreset,
  type LimitId,
  type PresetLimits,
} from './gates/presets.ts';
export type { SkinMap, SkinMapId, SkinMaps } from './maps/skin-maps.ts';
export { toImage } from './maps/to-image.ts';
export type { ColourNet } from './model/colour-net.ts';
export { type MapNetMeta, parseMapMeta } from './model/map-meta.ts';
export { MAP_CHANNELS, type MapChannel, type MapNet } from './model/map-net.ts';
export { type ColourNetMeta, parseMeta } from './model/meta.ts';
export { createOrtNet, type OrtFiles } from './model/ort.ts';
export { createOrtMapNet } from './model/ort-map-net.ts';
export type {
  AnalyzeInput,
  LoadProgress,
  MappedReport,
  SkinAnalyzer,
  SkinAnalyzerOptions,
} from './options.ts';
export type { PixelImage } from './pixels/image.ts';
export { compareReports } from './progress/compare.ts';
export type * from './progress/types.ts';
export { COLOR_CHECKER_24 } from './reference/color-checker.ts';
export { REMEMBERED_FOR, rememberSkin } from './reference/priors.ts';
export type {
  CardReference,
  Point,
  ReferenceMode,
  ReferenceUse,
  RememberedSkin,
  ShadeReference,
  SkinReference,
} from './reference/types.ts';
export type * from './types.ts';

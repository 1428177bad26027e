export type { Camera, HeadPose } from './camera.ts';
export { cameraOf, poseMatrix, projectPoints } from './camera.ts';
export { type ClipFrame, type ClipOptions, headClip } from './clip.ts';
export { DEFAULT_HEAD, headParams } from './defaults.ts';
export type { Expression } from './expression.ts';
export { drawFrameCode, frameCodeCell, readFrameCode } from './frame-code.ts';
export type { HeadLight, KeyLight } from './light/light.ts';
export { ambientOf, LIGHTS } from './light/presets.ts';
export { type HeadMoment, type HeadPath, PATHS, type PathName } from './motion.ts';
export type {
  CameraNoise,
  ColorInput,
  HeadInput,
  HeadParams,
  LightName,
  SkinShine,
  SkinTexture,
} from './params.ts';
export type { Masks } from './raster/layers.ts';
export { REGION_LANDMARKS, type Region, type RegionSample, type RegionSamples } from './regions.ts';
export { createHeadAnimator, HeadAnimator, renderHead } from './render.ts';
export type { HeadRender, PixelImage } from './result.ts';
export type { SkinMark } from './texture/marks.ts';
export { hairAlbedo, lipAlbedo, skinAlbedo } from './tone.ts';
export { toY4m, type Y4mOptions, y4mFrame, y4mHeader } from './y4m.ts';

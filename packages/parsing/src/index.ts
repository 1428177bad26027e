export { type Crop, type CropPlan, type CropReader, cropToPicture, pictureToCrop } from './crop.ts';
export {
  FaceParser,
  type FaceParts,
  type FaceReading,
  type LightPart,
  type LipPart,
  type VisibilityPart,
} from './face-parser.ts';
export { LightReader } from './light/index.ts';
export { type LipReading, LipRefiner } from './lips/index.ts';
export { type Picture, readCrop } from './read-crop.ts';
export type { ParsedFace, ParseScene } from './types.ts';
export { VisibilityReader } from './visibility/index.ts';

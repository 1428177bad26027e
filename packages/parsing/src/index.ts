export { type Crop, type CropPlan, type CropReader, cropToPicture, pictureToCrop } from './crop.ts';
export { type Picture, readCrop } from './read-crop.ts';
export type { ParsedFace, ParseScene } from './types.ts';

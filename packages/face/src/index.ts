export {
  FACE_STRIDE,
  type FaceFrame,
  type FaceFrameMessage,
  type FaceParts,
  fromMessage,
  LANDMARK_COUNT,
  packFace,
  type TrackedFace,
  toMessage,
  VISIBILITY_SIZE,
  type VisibilityMap,
} from './face-frame.ts';
export { FACE_LIGHT_FLOATS, type FaceLight, packFaceLight, readFaceLight } from './face-light.ts';
export * from './mesh.ts';
export * from './pose.ts';
export * from './regions.ts';
export * from './rigid-fit.ts';
export * from './skull.ts';
export * from './spline.ts';
export { type Closable, FrameTickets } from './tickets.ts';
export * from './topology.ts';

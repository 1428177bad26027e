export {
  FACE_STRIDE,
  type FaceFrame,
  type FaceFrameMessage,
  fromMessage,
  LANDMARK_COUNT,
  packFace,
  type TrackedFace,
  toMessage,
} from './face-frame.ts';
export * from './mesh.ts';
export * from './pose.ts';
export * from './regions.ts';
export * from './rigid-fit.ts';
export * from './spline.ts';
export { type Closable, FrameTickets } from './tickets.ts';
export * from './topology.ts';

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
export { type Closable, FrameTickets } from './tickets.ts';

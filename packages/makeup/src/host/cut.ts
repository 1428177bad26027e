import { FACE_STRIDE, type FaceFrame, fromMessage, LANDMARK_COUNT, toMessage } from '@carmine/face';
import type { DrawSource } from '../types.ts';

/** Part of a picture, px from its left and top. */
export interface Cut {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The middle of a picture that is wider than `aspect` (width / height); null where there is nothing to cut. Even numbers: video frames keep
 *  their colours for 2 x 2 pixels. */
export const middleCut = (width: number, height: number, aspect: number): Cut | null => {
  const narrow = Math.round((height * aspect) / 2) * 2;
  if (!(narrow > 0 && narrow < width)) return null;
  return { x: Math.floor((width - narrow) / 4) * 2, y: 0, width: narrow, height };
};

/** The cut as a frame of its own that shares the pixels; the caller closes it. null where the browser has no VideoFrame to do it. */
export const cutSource = (source: DrawSource, cut: Cut): VideoFrame | null => {
  if (typeof VideoFrame === 'undefined') return null;
  try {
    const timestamp = 'timestamp' in source ? source.timestamp : 0;
    return new VideoFrame(source, {
      timestamp,
      visibleRect: cut,
      displayWidth: cut.width,
      displayHeight: cut.height,
    });
  } catch {
    // A kind of frame that cannot be cut here is shown whole.
    return null;
  }
};

const LANDMARK_FLOATS = LANDMARK_COUNT * 3;

/** What was seen in a picture, as seen in its cut. */
export const cutFrame = (frame: FaceFrame, cut: Cut): FaceFrame => {
  const packed = frame.packed.slice();
  for (let face = 0; face < frame.faces.length; face++) {
    const at = face * FACE_STRIDE;
    for (let i = at; i < at + LANDMARK_FLOATS; i += 3) {
      packed[i] = (packed[i]! * frame.width - cut.x) / cut.width;
      packed[i + 1] = (packed[i + 1]! * frame.height - cut.y) / cut.height;
      packed[i + 2] = (packed[i + 2]! * frame.width) / cut.width;
    }
  }
  const moved = fromMessage({ ...toMessage(frame), packed, width: cut.width, height: cut.height });
  for (const { visibility } of moved.faces) {
    if (!visibility) continue;
    const m = visibility.toMap;
    m[2] = m[2]! + m[0]! * cut.x + m[1]! * cut.y;
    m[5] = m[5]! + m[3]! * cut.x + m[4]! * cut.y;
  }
  return moved;
};

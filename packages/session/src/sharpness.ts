import type { TrackedFace } from '@carmine/face';
import { type Frame, frameSize } from './frame-ledger.ts';

/** px, long side of the face patch a frame is judged on: fine enough for focus and motion blur, cheap on the page. */
const PATCH = 160;

/** Variance of the Laplacian of luma, 8-bit units squared: the usual focus measure (Pech-Pacheco et al., ICPR 2000).
 *  `data`: RGBA, rows top to bottom. Only comparable between pictures of the same face at the same size. */
export const laplacianVariance = (data: ArrayLike<number>, width: number, height: number): number => {
  const luma = (x: number, y: number): number => {
    const at = (y * width + x) * 4;
    return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
  };
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const value = luma(x - 1, y) + luma(x + 1, y) + luma(x, y - 1) + luma(x, y + 1) - 4 * luma(x, y);
      sum += value;
      squares += value * value;
      count++;
    }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
};

/** The face's box in px of the frame, clipped to it; null when nothing of it is inside. */
export const faceBox = (
  face: TrackedFace,
  width: number,
  height: number,
): { x: number; y: number; width: number; height: number } | null => {
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (let i = 0; i < face.landmarks.length; i += 3) {
    const [x, y] = [face.landmarks[i]!, face.landmarks[i + 1]!];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const [x0, y0] = [Math.max(0, left) * width, Math.max(0, top) * height];
  const box = {
    x: x0,
    y: y0,
    width: Math.min(1, right) * width - x0,
    height: Math.min(1, bottom) * height - y0,
  };
  return box.width >= 1 && box.height >= 1 ? box : null;
};

const patchContext = (
  width: number,
  height: number,
): CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null => {
  if (typeof OffscreenCanvas !== 'undefined')
    return new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  return canvas.getContext('2d', { willReadFrequently: true });
};

/** How sharp the face is in this frame; 0 when it cannot be told. Reads a patch of at most 160 x 160 px back. */
export const faceSharpness = (frame: Frame, face: TrackedFace): number => {
  const size = frameSize(frame);
  const box = faceBox(face, size.width, size.height);
  if (!box) return 0;
  const scale = Math.min(1, PATCH / Math.max(box.width, box.height));
  const [width, height] = [
    Math.max(3, Math.round(box.width * scale)),
    Math.max(3, Math.round(box.height * scale)),
  ];
  const context = patchContext(width, height);
  if (!context) return 0;
  context.drawImage(frame, box.x, box.y, box.width, box.height, 0, 0, width, height);
  return laplacianVariance(context.getImageData(0, 0, width, height).data, width, height);
};

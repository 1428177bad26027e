import { LIP_RINGS } from '@carmine/face';
import { drawFrameCode, frameCodeCell, headClip, readFrameCode, y4mFrame } from '@carmine/head';
import type { ClipPlan } from './plan.ts';

/** Pictures as cameras give them: I420, BT.601, video range; one after the other in one buffer. */
export interface Clip {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** frames x width x height x 1.5 bytes */
  readonly data: Uint8Array<ArrayBuffer>;
  /** Centre of the lips in each picture, px, x and y by turns; null: nobody knows. */
  readonly lips: readonly number[] | null;
}

/** Marker line of a Y4M frame, "FRAME\n". */
const MARKER = 6;

/** Mean of the outer lip ring, px. `landmarks`: 478 x 3, shares of the picture. */
const lipCentre = (landmarks: Float32Array, width: number, height: number): [number, number] => {
  let [x, y] = [0, 0];
  for (const at of LIP_RINGS.outer) {
    x += (landmarks[at * 3]! * width) / LIP_RINGS.outer.length;
    y += (landmarks[at * 3 + 1]! * height) / LIP_RINGS.outer.length;
  }
  return [x, y];
};

/** Renders a clip of the synthetic head. `onFrame`: how many are done. */
export const makeHeadClip = (plan: ClipPlan, onFrame: (done: number) => void = () => {}): Clip => {
  const { id, width, height, frames, tone, path } = plan;
  const size = width * height * 1.5;
  const data = new Uint8Array(size * frames);
  const lips: number[] = [];
  for (const { index, render } of headClip(
    { width, height, tone, quality: 'live', truth: false },
    frames,
    path,
  )) {
    data.set(y4mFrame(render.image).subarray(MARKER), index * size);
    lips.push(...lipCentre(render.landmarks, width, height));
    onFrame(index + 1);
  }
  return { id, width, height, frames, data, lips };
};

/** Cells of a frame code's box with its quiet frame: 23 x 4 (packages/head/src/frame-code.ts). */
const BOX = { across: 23, down: 4 } as const;
/** Video range of black and white, BT.601. */
const [BLACK, SPAN] = [16, 219] as const;
/** Chroma of grey. */
const GREY = 128;

/** px of the picture's top left corner that its frame code covers. */
export const codeBox = (width: number): { width: number; height: number } => {
  const cell = frameCodeCell(width);
  return { width: BOX.across * cell, height: BOX.down * cell };
};

/** Writes number `n` as bars into an I420 picture: every picture that leaves the source has a name of its own. */
export const stampCode = (i420: Uint8Array, width: number, height: number, n: number): void => {
  const box = codeBox(width);
  const rgba = new Uint8ClampedArray(width * box.height * 4);
  drawFrameCode(rgba, width, box.height, n % 65_536);
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++)
      i420[y * width + x] = BLACK + (SPAN * rgba[(y * width + x) * 4]!) / 255;
  const [halfWidth, luma] = [width / 2, width * height];
  for (const plane of [luma, luma + luma / 4])
    for (let y = 0; y < box.height / 2; y++)
      i420.fill(GREY, plane + y * halfWidth, plane + y * halfWidth + box.width / 2);
};

/** Side of a cell the reader works with, px: the smallest that `readFrameCode` knows. */
const READ_CELL = 4;
/** px of the strip a frame code is scaled to before it is read. */
export const STRIP = { width: BOX.across * READ_CELL, height: BOX.down * READ_CELL } as const;

/** The number in a strip of STRIP's size; null when there is none. */
export const readStrip = (data: Uint8ClampedArray): number | null => readFrameCode({ ...STRIP, data });

/** Hex digest of the pictures; null where the browser has none (a page that is not secure). */
export const clipHash = async (clip: Clip): Promise<string | null> => {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', clip.data));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

import { type FaceFrameMessage, fromMessage } from '@carmine/face';
import type { GateResult } from '@carmine/skin';
import { type GatePresetName, liveCrop, liveGates, liveSize } from '@carmine/skin/live';
import { type Frame, frameSize } from '../frame-ledger.ts';

/** The gates of one frame, and what they cost. */
export interface Judged {
  readonly gates: readonly GateResult[];
  /** ms of the thread that judged. */
  readonly cost: number;
}

/** What the capture worker exposes; the same code runs on the page where there is no worker. */
export interface GateJudge {
  /** Takes `frame` over and closes it. */
  judge(frame: Frame, seen: FaceFrameMessage, preset: GatePresetName): Promise<Judged>;
}

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** One canvas for all frames: a reading a few times a second must not make garbage of that size. */
export const createJudge = (): GateJudge => {
  let context: Context | null = null;
  const contextOf = (width: number, height: number): Context | null => {
    context ??= newContext();
    if (!context) return null;
    if (context.canvas.width !== width) context.canvas.width = width;
    if (context.canvas.height !== height) context.canvas.height = height;
    return context;
  };
  return {
    judge: async (frame, message, preset) => {
      const begun = performance.now();
      const seen = fromMessage(message);
      try {
        const picture = frameSize(frame);
        const crop = liveCrop(seen, picture);
        if (!crop) return { gates: [], cost: performance.now() - begun };
        const { width, height } = liveSize(crop);
        const canvas = contextOf(width, height);
        if (!canvas) return { gates: [], cost: performance.now() - begun };
        canvas.drawImage(frame, crop.x, crop.y, crop.width, crop.height, 0, 0, width, height);
        const image = canvas.getImageData(0, 0, width, height, { colorSpace: 'srgb' });
        const gates = liveGates({ image, crop, ...picture }, seen, preset);
        return { gates, cost: performance.now() - begun };
      } finally {
        frame.close();
      }
    },
  };
};

const newContext = (): Context | null => {
  const options = { willReadFrequently: true, colorSpace: 'srgb' } as const;
  if (typeof OffscreenCanvas !== 'undefined')
    return new OffscreenCanvas(1, 1).getContext('2d', options) as Context | null;
  return document.createElement('canvas').getContext('2d', options) as Context | null;
};

import { SRGB8_TO_LINEAR } from '@carmine/color';
import { createRenderer, type Look } from '@carmine/makeup';
import { createTracker } from '@carmine/tracking';

/** Where a photograph stands in a frame: its middle at x, y px, turned by `turn` rad, `zoom` frame px a photograph px. */
interface Placed {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly zoom: number;
}

export interface SteadyJob {
  readonly assetBase: string;
  readonly photo: string;
  readonly frames: number;
  /** Middle of the face in the photograph and its width there, px. */
  readonly face: { readonly x: number; readonly y: number; readonly width: number };
  readonly moving: boolean;
  readonly look: Look;
}

export interface SteadyResult {
  /** Frames in which the outline could be followed. */
  readonly frames: number;
  /** RMS and 95th percentile of the product's outline around its mean place on the photograph, px of the frame. */
  readonly rms: number;
  readonly p95: number;
  /** Linear sRGB mean of the product in each frame; only of a clip that stands still. */
  readonly colours: readonly (readonly [number, number, number])[];
}

const SIZE = { width: 1280, height: 720 };
/** Width of the face in the frame, px: someone in front of a laptop. */
const FACE = 280;
/** Standard deviation of the camera's noise, codes of 255. */
const NOISE = 2;
const SPOKES = 48;
/** Frames at the start in which everything settles, not counted. */
const SETTLE = 8;
const FPS = 30;

/** The path: as quick as a turn of 60 degrees a second (a face's width a second), with roll and a step forward. */
const placedAt = (job: SteadyJob, frame: number): Placed => {
  const t = job.moving ? frame / FPS : 0;
  const base = FACE / job.face.width;
  const zoom = base * (1 + 0.06 * Math.sin(2.1 * t));
  const turn = 0.12 * Math.sin(1.7 * t);
  const at = { x: 640 + 110 * Math.sin(2.6 * t), y: 370 + 36 * Math.sin(3.3 * t) };
  return { ...at, turn, zoom };
};

/** Deterministic noise (mulberry32), unit variance by the sum of three. */
const noiseOf = (seed: number) => {
  let s = seed >>> 0;
  const uniform = () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => (uniform() + uniform() + uniform() - 1.5) * 2;
};

const paint = (
  context: OffscreenCanvasRenderingContext2D,
  photo: ImageBitmap,
  job: SteadyJob,
  placed: Placed,
  frame: number,
) => {
  context.resetTransform();
  context.fillStyle = '#7c8087';
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  context.imageSmoothingQuality = 'high';
  context.translate(placed.x, placed.y);
  context.rotate(placed.turn);
  context.scale(placed.zoom, placed.zoom);
  context.translate(-job.face.x, -job.face.y);
  context.drawImage(photo, 0, 0);
  const image = context.getImageData(0, 0, SIZE.width, SIZE.height);
  const noise = noiseOf(frame + 1);
  // The same noise in all channels is what 4:2:0 video leaves of it.
  for (let i = 0; i < image.data.length; i += 4) {
    const n = NOISE * noise();
    for (let k = 0; k < 3; k++) image.data[i + k]! += n;
  }
  context.putImageData(image, 0, 0);
};

/** Radius, px of the photograph, at which the product ends on each spoke from the mouth's middle; NaN where it does not. */
const outline = (
  mask: Uint8Array,
  job: SteadyJob,
  placed: Placed,
  mouth: readonly [number, number],
): Float64Array => {
  const [cos, sin] = [Math.cos(placed.turn) * placed.zoom, Math.sin(placed.turn) * placed.zoom];
  const sample = (x: number, y: number): number => {
    const [u, v] = [x - job.face.x, y - job.face.y];
    const fx = placed.x + cos * u - sin * v - 0.5;
    const fy = placed.y + sin * u + cos * v - 0.5;
    const [i, j] = [Math.floor(fx), Math.floor(fy)];
    if (i < 0 || j < 0 || i >= SIZE.width - 1 || j >= SIZE.height - 1) return 0;
    const [a, b] = [fx - i, fy - j];
    const at = (p: number, q: number) => mask[(j + q) * SIZE.width + i + p]!;
    return (at(0, 0) * (1 - a) + at(1, 0) * a) * (1 - b) + (at(0, 1) * (1 - a) + at(1, 1) * a) * b;
  };
  const reach = job.face.width * 0.4;
  const step = 0.25 / placed.zoom;
  return Float64Array.from({ length: SPOKES }, (_, s) => {
    const [dx, dy] = [Math.cos((2 * Math.PI * s) / SPOKES), Math.sin((2 * Math.PI * s) / SPOKES)];
    let last = 0;
    for (let r = reach; r > 0; r -= step) {
      const now = sample(mouth[0] + dx * r, mouth[1] + dy * r);
      if (now >= 128) return r + step * (now === last ? 0 : (now - 128) / (now - last));
      last = now;
    }
    return Number.NaN;
  });
};

const statistics = (
  rows: readonly Float64Array[],
  zooms: readonly number[],
): { rms: number; p95: number } => {
  const off: number[] = [];
  for (let s = 0; s < SPOKES; s++) {
    const values = rows.map((row) => row[s]!);
    if (values.some(Number.isNaN)) continue;
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    values.forEach((v, k) => {
      off.push(Math.abs(v - mean) * zooms[k]!);
    });
  }
  off.sort((a, b) => a - b);
  const rms = Math.sqrt(off.reduce((a, b) => a + b * b, 0) / Math.max(1, off.length));
  return { rms, p95: off[Math.floor(off.length * 0.95)] ?? Number.NaN };
};

const meanColour = (rgba: Uint8ClampedArray, mask: Uint8Array): [number, number, number] => {
  const sum: [number, number, number] = [0, 0, 0];
  let n = 0;
  mask.forEach((m, i) => {
    if (m < 250) return;
    n++;
    for (const k of [0, 1, 2] as const) sum[k] += SRGB8_TO_LINEAR[rgba[i * 4 + k]!]!;
  });
  return [sum[0] / n, sum[1] / n, sum[2] / n];
};

/** A photograph moved along a known path as a clip of 1280 x 720, tracked and made up frame by frame. */
export const measureSteadiness = async (job: SteadyJob): Promise<SteadyResult> => {
  const photo = await createImageBitmap(await (await fetch(job.photo)).blob());
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const renderer = await createRenderer({ canvas: new OffscreenCanvas(1, 1), backend: 'webgl2' });
  const tracker = await createTracker({ assetBase: job.assetBase, mode: 'video' });
  const rows: Float64Array[] = [];
  const zooms: number[] = [];
  const colours: [number, number, number][] = [];
  let mouth: [number, number] | null = null;
  try {
    await renderer.setLook(job.look);
    for (let k = 0; k < job.frames; k++) {
      const placed = placedAt(job, k);
      paint(context, photo, job, placed, k);
      const shown = new VideoFrame(canvas, { timestamp: Math.round((k * 1e6) / FPS) });
      const seen = await tracker.track(shown.clone(), { frameId: k, captureTime: (k * 1000) / FPS });
      try {
        const face = seen?.faces[0];
        if (!face || k < SETTLE) continue;
        renderer.draw(shown, seen);
        const mask = await renderer.readMask('lipstick');
        mouth ??= toPhoto(face.landmarks, job, placed);
        rows.push(outline(mask, job, placed, mouth));
        zooms.push(placed.zoom);
        if (!job.moving) colours.push(meanColour((await renderer.readPixels()).data, mask));
      } finally {
        shown.close();
      }
    }
  } finally {
    tracker.close();
    renderer.close();
    photo.close();
  }
  return { frames: rows.length, ...statistics(rows, zooms), colours };
};

/** Middle of the mouth (inner lips 13, 14) in the photograph. */
const toPhoto = (landmarks: Float32Array, job: SteadyJob, { x, y, turn, zoom }: Placed): [number, number] => {
  const fx = ((landmarks[13 * 3]! + landmarks[14 * 3]!) / 2) * SIZE.width - x;
  const fy = ((landmarks[13 * 3 + 1]! + landmarks[14 * 3 + 1]!) / 2) * SIZE.height - y;
  const [cos, sin] = [Math.cos(turn) / zoom, Math.sin(turn) / zoom];
  return [job.face.x + cos * fx + sin * fy, job.face.y - sin * fx + cos * fy];
};

declare global {
  interface Window {
    measureSteadiness: typeof measureSteadiness;
  }
}
window.measureSteadiness = measureSteadiness;

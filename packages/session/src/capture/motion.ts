import { FACE_OVAL, type FaceFrame, interOcularPx } from '@carmine/face';
import type { GatePresetName } from '@carmine/skin/live';
import type { Fault } from './checks.ts';

/** Eye distances a second: a face that moves faster is blurred, or seen elsewhere by the next frame. .35 at 62 mm is 22 mm/s, .7 mm
 *  within an exposure of 1/30 s. */
export const MOTION_LIMITS: Readonly<Record<GatePresetName, number>> = {
  lenient: 0.7,
  standard: 0.45,
  strict: 0.25,
};
/** How many times the limit is too fast for any reading. */
const BLOCK = 4;
/** ms over which the speed is averaged: landmarks tremble from frame to frame. */
const OVER = 200;

/** Corners of eyes and mouth, nose and chin: they move with the head and hardly with an expression. */
const POINTS = [33, 263, 133, 362, 1, 152, ...FACE_OVAL.filter((_, i) => i % 6 === 0)];

/** Mean speed of the face's points between two frames, eye distances a second. */
export const speedBetween = (a: FaceFrame, b: FaceFrame): number => {
  const [f, g] = [a.faces[0], b.faces[0]];
  if (!f || !g) return Number.POSITIVE_INFINITY;
  const eyes = interOcularPx(g, b);
  const way = POINTS.reduce(
    (sum, i) =>
      sum +
      Math.hypot(
        (g.landmarks[i * 3]! - f.landmarks[i * 3]!) * b.width,
        (g.landmarks[i * 3 + 1]! - f.landmarks[i * 3 + 1]!) * b.height,
      ),
    0,
  );
  const seconds = (b.captureTime - a.captureTime) / 1000;
  return eyes > 0 && seconds > 0 ? way / POINTS.length / eyes / seconds : Number.POSITIVE_INFINITY;
};

/** How fast the face moves, from frame to frame. */
export class MotionWatch {
  readonly #limit: number;
  #seen: FaceFrame[] = [];

  constructor(preset: GatePresetName) {
    this.#limit = MOTION_LIMITS[preset];
  }

  /** Eye distances a second up to this frame; 0 until two are there. The landmarks are kept, not the pixels. */
  take(seen: FaceFrame): number {
    const now = seen.captureTime;
    const face = seen.faces[0];
    if (!face || (this.#seen.at(-1)?.faces[0]?.id ?? face.id) !== face.id) this.#seen = [];
    if (!face) return 0;
    this.#seen.push(seen);
    while (this.#seen.length > 2 && now - this.#seen[1]!.captureTime >= OVER) this.#seen.shift();
    const first = this.#seen[0]!;
    return first === seen ? 0 : speedBetween(first, seen);
  }

  faults(seen: FaceFrame): readonly Fault[] {
    const speed = this.take(seen);
    if (speed < this.#limit) return [];
    return [{ hint: 'hold-still', level: speed < BLOCK * this.#limit ? 'warn' : 'block' }];
  }
}

import { type CropPlan, pictureToCrop } from '../crop.ts';
import type { ParsedFace, ParseScene } from '../types.ts';
import { features } from './features.ts';
import { Matcher } from './matcher.ts';
import { type FaceMemory, forwardOf, remember, turned } from './memory.ts';
import { REGISTER_POINTS } from './samples.ts';
import { applyNudge, fitNudge, type Nudge } from './similarity.ts';

/** Side of the crop, px, and the share of it that the face takes. */
const SIDE = 224;
const SHARE = 0.78;
/** How fast the landmarks take over from the skin's motion, a second: at rest, where they are exact, and on a head that moves in the
 *  picture's plane (from MOVING face sizes a second on), where they lag and the skin is exact. */
const TRUST_REST = 5;
const TRUST_MOVING = 0.4;
const MOVING = 0.5;
/** ... and more for each degree a head turns or nods a second: what turns away is seen less well. */
const TRUST_TURNING = 0.06;
/** Corrections beyond these are no lag: crop px, and growth or turn. */
const MOST_SHIFT = 9;
const MOST_CHANGE = 0.1;
/** Longest gap between two frames that is bridged, s. */
const LONGEST = 0.2;
const POINTS = REGISTER_POINTS.length / 3;

/**
 * Puts the landmarks back on the skin they belong to. MediaPipe's filter lags behind a moving head (rendering.md 6.2: up to .9 % of the face at an onset) and its
 * network errs towards where the face was; how the skin itself moved since the frame before is measured by aligning some 400 points of calm skin (Lucas & Kanade
 * 1981; robust, a similarity, the head's turn told by the pose) between the two frames, and the landmarks are moved by what they missed. The landmarks win in the
 * long run, so nothing drifts. Measured, not predicted; expression, which only the landmarks know, passes unfiltered.
 */
export class FaceRegister {
  readonly #memory = new Map<number, FaceMemory>();
  readonly #image = new Float32Array(SIDE * SIDE);
  readonly #scratch = new Float32Array(SIDE * SIDE);
  readonly #matcher = new Matcher(this.#image, SIDE, POINTS);
  /** The calm points as the landmarks have them, and where the skin of the frame before has gone; crop px. */
  readonly #told = new Float32Array(POINTS * 2);
  readonly #skin = new Float32Array(POINTS * 2);
  readonly #nudge: Nudge = { tx: 0, ty: 0, a: 0, b: 0 };

  /** Moves `face.landmarks` (x, y) in place on video; stills are left alone. true: they were moved. */
  align(face: ParsedFace, scene: ParseScene): boolean {
    if (scene.mode === 'image') return false;
    if (scene.cut) this.#memory.clear();
    const plan = planOf(face, scene);
    if (!plan) return false;
    features(scene.read(plan), this.#image, this.#scratch);
    this.#place(face, scene, plan);
    const before = this.#memory.get(face.id);
    const dt = before ? (scene.captureTime - before.time) / 1000 : Number.NaN;
    const moved = before !== undefined && dt > 0 && dt < LONGEST && this.#match(before, face, plan);
    if (moved) {
      const share = Math.exp(-dt * trust(before, face, plan, dt));
      this.#move(face, scene, plan, Math.min(share, 1 - 1 / (before.frames + 1)));
    }
    const pattern = this.#matcher.pattern(this.#told);
    remember(this.#memory, face, { plan, scene, points: this.#told, pattern, followed: moved });
    return moved;
  }

  /** The calm points of the face in the crop. */
  #place(face: ParsedFace, scene: ParseScene, plan: CropPlan): void {
    const [a, b, c, d, e, f] = pictureToCrop(plan);
    for (let i = 0; i < POINTS; i++) {
      let [x, y] = [0, 0];
      for (let k = 0; k < 3; k++) {
        const v = REGISTER_POINTS[i * 3 + k]! * 3;
        x += (face.landmarks[v]! * scene.width) / 3;
        y += (face.landmarks[v + 1]! * scene.height) / 3;
      }
      this.#told[i * 2] = a * x + b * y + c;
      this.#told[i * 2 + 1] = d * x + e * y + f;
    }
  }

  /** Finds where the skin of the frame before is now, and the nudge from what the landmarks tell to there; false: it is not seen. */
  #match(before: FaceMemory, face: ParsedFace, plan: CropPlan): boolean {
    const n = this.#nudge;
    const middle = SIDE / 2;
    // The points as they were, turned as the head turned, laid over what the landmarks tell: a start that is a few px off at most.
    turned(before, face.pose, plan.width / plan.span, this.#skin);
    fitNudge(this.#skin, this.#told, middle, middle, n);
    applyNudge(this.#skin, n, middle, middle);
    if (!this.#matcher.match(before.pattern, this.#skin)) return false;
    fitNudge(this.#told, this.#skin, middle, middle, n);
    return Math.hypot(n.tx, n.ty) < MOST_SHIFT && Math.hypot(n.a, n.b) < MOST_CHANGE;
  }

  /** Moves the landmarks by `share` of the nudge, and the points with them. */
  #move(face: ParsedFace, { width, height }: ParseScene, plan: CropPlan, share: number): void {
    const n = this.#nudge;
    applyNudge(this.#told, n, SIDE / 2, SIDE / 2, share);
    // The crop is upright: its px are the picture's, scaled.
    const zoom = plan.span / plan.width;
    const lm = face.landmarks;
    for (let v = 0; v < lm.length; v += 3) {
      const dx = lm[v]! * width - plan.centerX;
      const dy = lm[v + 1]! * height - plan.centerY;
      lm[v] = lm[v]! + (share * (n.tx * zoom + n.a * dx - n.b * dy)) / width;
      lm[v + 1] = lm[v + 1]! + (share * (n.ty * zoom + n.b * dx + n.a * dy)) / height;
    }
  }
}

/** How fast the landmarks take over now, a second. */
const trust = (before: FaceMemory, face: ParsedFace, plan: CropPlan, dt: number): number => {
  const speed = Math.hypot(plan.centerX - before.x, plan.centerY - before.y) / (plan.span * SHARE) / dt;
  const moving = Math.min(1, speed / MOVING);
  const [now, then] = [forwardOf(face.pose), forwardOf(before.pose)];
  const cosine = now[0] * then[0] + now[1] * then[1] + now[2] * then[2];
  const turning = (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI / dt;
  return TRUST_REST + (TRUST_MOVING - TRUST_REST) * moving + TRUST_TURNING * turning;
};

/** The upright square round the face; null: no face can be there. */
const planOf = ({ landmarks }: ParsedFace, { width, height }: ParseScene): CropPlan | null => {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let v = 0; v < 468 * 3; v += 3) {
    x0 = Math.min(x0, landmarks[v]!);
    x1 = Math.max(x1, landmarks[v]!);
    y0 = Math.min(y0, landmarks[v + 1]!);
    y1 = Math.max(y1, landmarks[v + 1]!);
  }
  const side = Math.max((x1 - x0) * width, (y1 - y0) * height);
  if (!(side >= 8 && side < 1e5)) return null;
  return {
    centerX: ((x0 + x1) / 2) * width,
    centerY: ((y0 + y1) / 2) * height,
    span: side / SHARE,
    turn: 0,
    width: SIDE,
    height: SIDE,
  };
};

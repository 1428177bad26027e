import {
  BROWS,
  CANONICAL_POSITIONS,
  EYE_ARCS,
  EYE_RINGS,
  FACE_OVAL,
  LID_HALOS,
  LIP_RINGS,
  MESH_VERTEX_COUNT,
  SIDES,
} from '@carmine/face';
import { INNER_LIP_AT, SKULL_AT, WATERLINE_AT } from './mesh/body.ts';
import { EYE_CENTRE, EYE_RADIUS } from './mesh/eye.ts';
import { SPOKES } from './mesh/skull.ts';

/** What the face does. All 0..1; all 0 is a resting face with closed lips and open eyes. */
export interface Expression {
  /** Jaw drop; 1 is a wide yawn (about 4 cm between the lips). */
  readonly mouthOpen: number;
  readonly smile: number;
  readonly pucker: number;
  /** 1 closes both eyes. */
  readonly blink: number;
  readonly browRaise: number;
}

export const REST: Expression = { mouthOpen: 0, smile: 0, pucker: 0, blink: 0, browRaise: 0 };

/** Jaw angle at mouthOpen 1, rad. */
const JAW_MAX = (22 * Math.PI) / 180;
/** Jaw hinge in the y-z plane, cm: just in front of the ear. */
export const HINGE = { y: 0.8, z: -1.5 } as const;
/** Lids rest a little wider than in the canonical mesh, whose eyes are half shut. cm. */
const LID_LIFT = 0.2;
const LID_DROP = 0.07;

const clamp01 = (v: number): number => Math.min(1, Math.max(0, v));
const smoothstep = (a: number, b: number, v: number): number => {
  const t = clamp01((v - a) / (b - a));
  return t * t * (3 - 2 * t);
};
const rest = (v: number, c: number): number => CANONICAL_POSITIONS[v * 3 + c]!;
const RING_LIST = [LIP_RINGS.inner, LIP_RINGS.semiInner, LIP_RINGS.semiOuter, LIP_RINGS.outer] as const;

const jawWeight = (v: number): number => {
  const [x, y, z] = [rest(v, 0), rest(v, 1), rest(v, 2)];
  const angle = Math.atan2(y - HINGE.y, z - HINGE.z);
  const line = Math.atan2(-4.27 - HINGE.y, 5.2 - HINGE.z);
  const band = 0.05 + 0.24 * smoothstep(1.2, 5.5, Math.abs(x));
  return smoothstep(-band, band, line - angle) * smoothstep(-3, 1.5, z);
};

/** Jaw weight of each face vertex, 0 on the upper lip, 1 on the chin. */
const buildJaw = (): Float32Array => {
  const w = Float32Array.from({ length: MESH_VERTEX_COUNT }, (_, v) => jawWeight(v));
  for (const ring of RING_LIST)
    ring.forEach((v, k) => {
      const fromCorner = Math.min(1, Math.min(k % 10, 10 - (k % 10)) / 2.5);
      const side = k > 10 ? 1 : 0;
      w[v] = k % 10 === 0 ? 0.45 : 0.45 + (side - 0.45) * fromCorner ** 0.7;
    });
  return w;
};

const JAW = buildJaw();

const rotateJaw = (p: Float32Array, v: number, angle: number): void => {
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  const y = p[v * 3 + 1]! - HINGE.y;
  const z = p[v * 3 + 2]! - HINGE.z;
  p[v * 3 + 1] = HINGE.y + c * y - s * z;
  p[v * 3 + 2] = HINGE.z + s * y + c * z;
};

const openJaw = (p: Float32Array, amount: number): void => {
  const angle = amount * JAW_MAX;
  for (let v = 0; v < MESH_VERTEX_COUNT; v++) if (JAW[v]! > 0) rotateJaw(p, v, JAW[v]! * angle);
  FACE_OVAL.forEach((oval, s) => {
    for (let r = 0; r < 4; r++)
      rotateJaw(p, SKULL_AT + r * SPOKES + s, JAW[oval]! * (1 - (r + 1) / 5) ** 1.5 * angle);
  });
};

/** The canonical mouth stands 5 mm open: bring the lips together. amount 1 = closed. */
const closeLips = (p: Float32Array, amount: number): void => {
  const share = [1.05, 0.62, 0.26, 0.06]; // a hair past the middle: no slit shows between the curves
  for (let k = 1; k < 10; k++) {
    const [up, low] = [LIP_RINGS.inner[k]!, LIP_RINGS.inner[20 - k]!];
    const half = ((rest(up, 1) - rest(low, 1)) / 2) * amount;
    const depth = ((rest(up, 2) + rest(low, 2)) / 2) * amount;
    RING_LIST.forEach((ring, r) => {
      const [u, l] = [ring[k]! * 3, ring[20 - k]! * 3];
      p[u + 1] = p[u + 1]! - half * share[r]!;
      p[l + 1] = p[l + 1]! + half * share[r]!;
    });
    for (const v of [up, low]) p[v * 3 + 2] = p[v * 3 + 2]! * (1 - amount) + depth - 0.06 * amount;
  }
};

const bump = (v: number, at: readonly [number, number, number], radius: number): number => {
  const d2 = (rest(v, 0) - at[0]) ** 2 + (rest(v, 1) - at[1]) ** 2 + (rest(v, 2) - at[2]) ** 2;
  return Math.exp(-d2 / (radius * radius));
};

const shift = (p: Float32Array, v: number, w: number, d: readonly [number, number, number]): void => {
  p[v * 3] = p[v * 3]! + w * d[0];
  p[v * 3 + 1] = p[v * 3 + 1]! + w * d[1];
  p[v * 3 + 2] = p[v * 3 + 2]! + w * d[2];
};

const smile = (p: Float32Array, amount: number): void => {
  for (let v = 0; v < MESH_VERTEX_COUNT; v++)
    for (const s of [-1, 1]) {
      shift(p, v, amount * bump(v, [s * 2.46, -4.34, 4.28], 1.5), [s * 0.5, 0.5, -0.4]);
      shift(p, v, amount * bump(v, [s * 4.2, -0.8, 3.9], 2), [s * 0.12, 0.28, 0.22]);
    }
};

const pucker = (p: Float32Array, amount: number): void => {
  for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
    const w = amount * Math.exp(-((rest(v, 0) / 3.2) ** 4) - ((rest(v, 1) + 4.3) / 1.8) ** 2);
    shift(p, v, w * smoothstep(1, 4, rest(v, 2)), [-0.32 * rest(v, 0), -0.2 * (rest(v, 1) + 4.3), 0.5]);
  }
};

const raiseBrows = (p: Float32Array, amount: number): void => {
  for (const side of SIDES)
    for (const v of [...BROWS[side].upper, ...BROWS[side].lower]) shift(p, v, amount, [0, 0.5, 0]);
};

/** Keeps a lid point outside the eyeball. */
const clearEye = (p: Float32Array, v: number, side: 'left' | 'right', gap: number): void => {
  const c = EYE_CENTRE[side];
  const d = [p[v * 3]! - c[0], p[v * 3 + 1]! - c[1], p[v * 3 + 2]! - c[2]] as const;
  const r = Math.hypot(...d);
  const least = EYE_RADIUS + gap;
  if (r < least) for (let k = 0; k < 3; k++) p[v * 3 + k] = c[k]! + (d[k]! * least) / r;
};

const lids = (p: Float32Array, blink: number): void => {
  for (const side of SIDES) {
    const { upper, lower } = EYE_ARCS[side];
    const arch = (i: number): number => Math.sin((Math.PI * i) / 8) ** 0.8;
    for (let i = 1; i < 8; i++) {
      const gap = rest(upper[i]!, 1) - rest(lower[i]!, 1);
      shift(p, upper[i]!, 1, [0, (1 - blink) * LID_LIFT * arch(i) - blink * gap * 0.86, blink * 0.06]);
      shift(p, lower[i]!, 1, [0, -(1 - blink) * LID_DROP * arch(i) + blink * gap * 0.1, 0]);
      const [lid, crease] = [LID_HALOS[side][0].upper[i - 1]!, LID_HALOS[side][1].upper[i - 1]!];
      shift(p, lid, 1, [0, (1 - blink) * LID_LIFT * 0.75 * arch(i) - blink * gap * 0.5, 0]);
      shift(p, crease, 1, [0, (1 - blink) * LID_LIFT * 0.35 - blink * gap * 0.1, 0]);
      for (const v of [upper[i]!, lower[i]!]) clearEye(p, v, side, 0.05);
      clearEye(p, lid, side, 0.1);
    }
  }
};

/** Rings that follow others: the lids' wet edges and the inner sides of the lips. */
const followers = (p: Float32Array): void => {
  for (const side of SIDES) {
    const c = EYE_CENTRE[side];
    EYE_RINGS[side].forEach((v, i) => {
      const to = (WATERLINE_AT[side] + i) * 3;
      const d = [0, 1, 2].map((k) => p[v * 3 + k]! - c[k]!);
      const r = Math.hypot(...d);
      const pull = Math.max(0, Math.min(0.16, r - EYE_RADIUS + 0.08)) / r;
      for (let k = 0; k < 3; k++) p[to + k] = p[v * 3 + k]! - d[k]! * pull;
    });
  }
  LIP_RINGS.inner.forEach((v, k) => {
    const up = k === 0 || k === 10 ? 0 : k < 10 ? 1 : -1;
    const [a, b] = [(INNER_LIP_AT[0] + k) * 3, (INNER_LIP_AT[1] + k) * 3];
    p.set([p[v * 3]! * 1.02, p[v * 3 + 1]! + up * 0.14, p[v * 3 + 2]! - 0.35], a);
    p.set([p[v * 3]! * 1.05, p[v * 3 + 1]! + up * 0.5, p[v * 3 + 2]! - 1.0], b);
  });
};

/** Writes the deformed bust into `out` (same layout as Body.positions). The first 468 are the truth landmarks. */
export const applyExpression = (restBody: Float32Array, e: Expression, out: Float32Array): Float32Array => {
  out.set(restBody);
  closeLips(out, 1 - smoothstep(0, 0.14, e.mouthOpen));
  if (e.smile > 0) smile(out, e.smile);
  if (e.pucker > 0) pucker(out, e.pucker);
  if (e.browRaise > 0) raiseBrows(out, e.browRaise);
  lids(out, e.blink);
  if (e.mouthOpen > 0) openJaw(out, e.mouthOpen);
  followers(out);
  return out;
};

/** Rotates a rigid part that hangs on the jaw (lower teeth, tongue). */
export const moveWithJaw = (p: Float32Array, from: number, to: number, mouthOpen: number): void => {
  for (let v = from; v < to; v++) rotateJaw(p, v, mouthOpen * JAW_MAX);
};

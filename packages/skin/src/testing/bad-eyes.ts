import { EYE_RINGS, SIDES, type Side } from '@carmine/face';
import { framed, type Light, type Picture, pointOf, relit } from './edit-picture.ts';

/** A glass before the eyes: its own light, the share that comes through, and whether the sky is mirrored in it. */
export interface Glass {
  readonly lens: Light;
  readonly through: number;
  readonly sky?: boolean;
}

/** Half width and height of a lens, widths of the eye, and the thickness of its rim. */
const LENS = { x: 1.05, y: 0.85, rim: 0.1 } as const;
/** Rounded oblong: the power of a superellipse. */
const ROUND = 3;

interface Eye {
  readonly x: number;
  readonly y: number;
  /** Along the line of the eyes, px of an eye's width. */
  readonly along: readonly [number, number];
  readonly width: number;
}

const eyeOf = (p: Picture, side: Side): Eye => {
  const ring = EYE_RINGS[side];
  const [a, b] = [pointOf(p, ring[0]!), pointOf(p, ring[8]!)];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const width = Math.hypot(dx, dy) || 1;
  const sign = dx < 0 ? -1 : 1;
  return {
    x: (a[0] + b[0]) / 2,
    y: (a[1] + b[1]) / 2,
    along: [(sign * dx) / width, (sign * dy) / width],
    width,
  };
};

/** Place in a lens: 1 on its edge. `down`: -1 at its top, 1 at its bottom. */
const inLens = (eye: Eye, x: number, y: number): { readonly at: number; readonly down: number } => {
  const [ux, uy] = eye.along;
  const [dx, dy] = [x + 0.5 - eye.x, y + 0.5 - eye.y - 0.1 * eye.width];
  const u = (dx * ux + dy * uy) / (LENS.x * eye.width);
  const v = (-dx * uy + dy * ux) / (LENS.y * eye.width);
  return { at: (Math.abs(u) ** ROUND + Math.abs(v) ** ROUND) ** (1 / ROUND), down: v };
};

const RIM: Light = [0.01, 0.01, 0.01];

/** Two lenses over the eyes, from the brow to the upper cheek. */
export const sunglasses =
  ({ lens, through, sky = false }: Glass) =>
  (p: Picture): Picture => {
    const eyes = SIDES.map((side) => eyeOf(p, side));
    return relit(p, (light, x, y) => {
      for (const eye of eyes) {
        const { at, down } = inLens(eye, x, y);
        if (at > 1 + LENS.rim) continue;
        if (at > 1) return RIM;
        const mirrored = sky ? 0.6 - 0.5 * down : 1;
        return [0, 1, 2].map((k) => lens[k]! * mirrored + through * light[k]!) as unknown as Light;
      }
      return light;
    });
  };

/** Ring places of the lower lid, corner to corner, and of the upper lid facing them. */
const LOWER = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const UPPER = [0, 15, 14, 13, 12, 11, 10, 9, 8];
/** How far the upper lid comes down: lids that meet. */
const SHUT = 0.96;
/** Skin above the lid that is drawn down over the eye, widths of the eye; lashes, px a width. */
const FROM = 0.4;
const LASHES = 0.05;

/** y of a lid at x, px: between its points; null beside the eye. */
const lidAt = (points: readonly (readonly [number, number])[], x: number): number | null => {
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const t = (x - a[0]) / (b[0] - a[0]);
    if (t >= 0 && t <= 1) return a[1] + t * (b[1] - a[1]);
  }
  return null;
};

/** Both eyes shut: the skin over them drawn down to the lower lid, and the landmarks with it. */
export const closedEyes = (p: Picture): Picture => {
  const { image } = p;
  const { width, height } = image;
  const data = image.data.slice();
  const face = p.frame.faces[0]!;
  const landmarks = face.landmarks.slice();
  for (const side of SIDES) {
    const ring = EYE_RINGS[side];
    const [lower, upper] = [LOWER, UPPER].map((list) => list.map((k) => pointOf(p, ring[k]!)));
    const eye = eyeOf(p, side);
    const xs = lower!.map(([x]) => x);
    for (let x = Math.ceil(Math.min(...xs)); x <= Math.max(...xs); x++) {
      const [top, low] = [lidAt(upper!, x), lidAt(lower!, x)];
      if (top === null || low === null || low <= top) continue;
      const from = top - FROM * eye.width;
      for (let y = Math.max(0, Math.floor(from)); y <= Math.min(height - 1, low); y++) {
        const source = Math.min(
          height - 1,
          Math.max(0, Math.round(from + ((y - from) * (top - 2 - from)) / (low - from))),
        );
        const lash = low - y < LASHES * eye.width ? 0.45 : 1;
        for (let k = 0; k < 3; k++)
          data[(y * width + x) * 4 + k] = image.data[(source * width + x) * 4 + k]! * lash;
      }
    }
    LOWER.forEach((k, i) => {
      const [under, over] = [ring[k]!, ring[UPPER[i]!]!];
      const y = landmarks[under * 3 + 1]!;
      landmarks[over * 3 + 1] = landmarks[over * 3 + 1]! + SHUT * (y - landmarks[over * 3 + 1]!);
    });
  }
  const frame = framed([{ landmarks, pose: face.pose, confidence: face.confidence }], image);
  return { image: { width, height, data }, frame };
};

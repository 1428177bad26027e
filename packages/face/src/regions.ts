import { MIRROR_VERTEX } from './mesh.ts';
import { EYE_RINGS, IRISES, LIP_RINGS, type Side } from './topology.ts';

/** Regions of the face where colour is sampled and products are placed; sides are the subject's. */
export const REGION_IDS = [
  'forehead',
  'temple-left',
  'temple-right',
  'cheek-upper-left',
  'cheek-upper-right',
  'cheek-lower-left',
  'cheek-lower-right',
  'nose',
  'chin',
  'jaw-left',
  'jaw-right',
  'under-eye-left',
  'under-eye-right',
  'lips',
  'sclera-left',
  'sclera-right',
] as const;
export type RegionId = (typeof REGION_IDS)[number];

/** A point on the mesh: a landmark, or the point a fraction `t` of the way from landmark a to landmark b. */
export type Anchor = number | readonly [a: number, b: number, t: number];

/** A region as rings of anchors: fits any per-landmark array (canonical UV, image px, 3D). */
export interface Region {
  readonly outline: readonly Anchor[];
  /** Cut out: the mouth of the lips. */
  readonly holes: readonly (readonly Anchor[])[];
  /** The iris of this eye is cut out too, where the points have irises (478 landmarks; the mesh has none). */
  readonly withoutIris?: Side;
}

/** Half of a region astride the midline, from its top to its bottom along the subject's right; ends lie on the midline. */
const MIDLINE: Readonly<Record<'forehead' | 'nose' | 'chin', readonly Anchor[]>> = {
  // Above the brows, below the hairline: the upper edge stops well before the oval, where fringes begin.
  forehead: [
    [151, 10, 0.4],
    [108, 109, 0.4],
    [69, 67, 0.4],
    [104, 103, 0.3],
    [63, 104, 0.35],
    [105, 104, 0.35],
    [66, 69, 0.3],
    [107, 108, 0.3],
    [9, 151, 0.35],
  ],
  // Below the bridge of spectacles, above the nostrils.
  nose: [6, [196, 174, 0.2], [236, 198, 0.3], [134, 198, 0.3], [220, 134, 0.3], [45, 220, 0.4], 1],
  chin: [
    [200, 18, 0.4],
    [201, 83, 0.3],
    [194, 201, 0.3],
    [32, 208, 0.4],
    [208, 171, 0.3],
    [171, 175, 0.3],
    [199, 175, 0.6],
  ],
};

/** The subject's right half of the paired regions. */
const RIGHT: Readonly<
  Record<'temple' | 'cheek-upper' | 'cheek-lower' | 'jaw' | 'under-eye', readonly Anchor[]>
> = {
  temple: [
    [71, 68, 0.6],
    [70, 71, 0.2],
    [156, 124, 0.3],
    [139, 156, 0.6],
    [71, 139, 0.25],
  ],
  'cheek-upper': [
    [116, 123, 0.25],
    [117, 50, 0.3],
    [118, 50, 0.5],
    [101, 119, 0.1],
    [100, 36, 0.35],
    [36, 205, 0.15],
    [205, 50, 0.2],
    [50, 187, 0.3],
    [123, 147, 0.2],
  ],
  'cheek-lower': [
    [147, 123, 0.3],
    [187, 50, 0.35],
    [205, 207, 0.4],
    [207, 216, 0.3],
    [214, 207, 0.6],
    [192, 214, 0.15],
    [213, 192, 0.3],
    [147, 177, 0.15],
  ],
  jaw: [
    [215, 192, 0.4],
    [192, 135, 0.45],
    [214, 210, 0.4],
    [210, 211, 0.2],
    [169, 170, 0.2],
    [150, 135, 0.5],
    [136, 135, 0.5],
    [172, 138, 0.5],
  ],
  // From the third lid halo (below the lower lashes) over the orbit's rim.
  'under-eye': [
    228,
    229,
    230,
    231,
    232,
    233,
    [121, 47, 0.5],
    [120, 100, 0.4],
    [119, 101, 0.3],
    [118, 50, 0.2],
  ],
};

const mirrored = (anchor: Anchor): Anchor =>
  typeof anchor === 'number'
    ? MIRROR_VERTEX[anchor]!
    : [MIRROR_VERTEX[anchor[0]]!, MIRROR_VERTEX[anchor[1]]!, anchor[2]];

const plain = (outline: readonly Anchor[]): Region => ({ outline, holes: [] });
const astride = (half: readonly Anchor[]): Region =>
  plain([...half, ...half.slice(1, -1).map(mirrored).reverse()]);
const sclera = (side: Side): Region => ({ outline: EYE_RINGS[side], holes: [], withoutIris: side });
const paired = (name: keyof typeof RIGHT, side: Side): Region =>
  plain(side === 'right' ? RIGHT[name] : RIGHT[name].map(mirrored).reverse());

export const REGIONS: Readonly<Record<RegionId, Region>> = {
  forehead: astride(MIDLINE.forehead),
  'temple-left': paired('temple', 'left'),
  'temple-right': paired('temple', 'right'),
  'cheek-upper-left': paired('cheek-upper', 'left'),
  'cheek-upper-right': paired('cheek-upper', 'right'),
  'cheek-lower-left': paired('cheek-lower', 'left'),
  'cheek-lower-right': paired('cheek-lower', 'right'),
  nose: astride(MIDLINE.nose),
  chin: astride(MIDLINE.chin),
  'jaw-left': paired('jaw', 'left'),
  'jaw-right': paired('jaw', 'right'),
  'under-eye-left': paired('under-eye', 'left'),
  'under-eye-right': paired('under-eye', 'right'),
  lips: { outline: LIP_RINGS.outer, holes: [LIP_RINGS.inner] },
  'sclera-left': sclera('left'),
  'sclera-right': sclera('right'),
};

/** Per-landmark points to place a region in: canonical UV (stride 2), landmarks (stride 3); x, y come first. */
export interface PointArray {
  readonly points: ArrayLike<number>;
  readonly stride: number;
  /** Multiplies x and y: image width and height turn landmarks into px. Default 1. */
  readonly scaleX?: number;
  readonly scaleY?: number;
}

const IRIS_SEGMENTS = 16;
/** The limbus is soft: cut a little more than the iris. */
const IRIS_MARGIN = 1.12;

/** The rings of a region as x, y pairs: the outline first, then the holes. Fill with the even-odd rule. */
export const regionRings = (id: RegionId, at: PointArray): Float32Array[] => {
  const region = REGIONS[id];
  const rings = [region.outline, ...region.holes].map((ring) => placeRing(ring, at));
  const side = region.withoutIris;
  if (side && at.points.length >= 478 * at.stride) rings.push(irisRing(side, at));
  return rings;
};

const placeRing = (ring: readonly Anchor[], at: PointArray): Float32Array => {
  const out = new Float32Array(ring.length * 2);
  ring.forEach((anchor, i) => {
    const [a, b, t] = typeof anchor === 'number' ? [anchor, anchor, 0] : anchor;
    for (const k of [0, 1]) {
      const from = at.points[a * at.stride + k]!;
      const to = at.points[b * at.stride + k]!;
      out[i * 2 + k] = (from + (to - from) * t) * ((k ? at.scaleY : at.scaleX) ?? 1);
    }
  });
  return out;
};

/** The iris as an ellipse through its edge points: half axes from opposite edges, which foreshortening keeps conjugate. */
const irisRing = (side: Side, at: PointArray): Float32Array => {
  const { center, edge } = IRISES[side];
  const [e0, e1, e2, e3, c] = [...edge, center].map((v) => placeRing([v], at)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const out = new Float32Array(IRIS_SEGMENTS * 2);
  for (let i = 0; i < IRIS_SEGMENTS; i++) {
    const [cos, sin] = [
      Math.cos((i / IRIS_SEGMENTS) * 2 * Math.PI),
      Math.sin((i / IRIS_SEGMENTS) * 2 * Math.PI),
    ];
    for (const k of [0, 1]) {
      const along = ((e0[k]! - e2[k]!) / 2) * cos + ((e1[k]! - e3[k]!) / 2) * sin;
      out[i * 2 + k] = c[k]! + along * IRIS_MARGIN;
    }
  }
  return out;
};

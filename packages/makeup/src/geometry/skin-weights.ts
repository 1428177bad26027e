import {
  BROWS,
  CANONICAL_TRIANGLES,
  EYE_RINGS,
  FACE_OVAL,
  LID_HALOS,
  LIP_RINGS,
  MESH_VERTEX_COUNT,
  SIDES,
} from '@carmine/face';

/** Neighbours of each mesh vertex. */
export const NEIGHBOURS: readonly ReadonlySet<number>[] = (() => {
  const out = Array.from({ length: MESH_VERTEX_COUNT }, () => new Set<number>());
  for (let t = 0; t < CANONICAL_TRIANGLES.length; t += 3)
    for (let k = 0; k < 3; k++) {
      const a = CANONICAL_TRIANGLES[t + k]!;
      const b = CANONICAL_TRIANGLES[t + ((k + 1) % 3)]!;
      out[a]!.add(b);
      out[b]!.add(a);
    }
  return out;
})();

/** Nostril openings: the rims seen from the front (subject's right, left). */
export const NOSTRILS: readonly number[] = [79, 239, 238, 20, 242, 141, 309, 459, 458, 250, 462, 370];

const set = (out: Float32Array, vertices: Iterable<number>, weight: number): void => {
  for (const v of vertices) out[v] = Math.min(out[v]!, weight);
};

/**
 * Foundation on each of the 468 vertices, 0..1: none on the inner lips; a little thinner on lids, brows and the jaw's outline; full
 * elsewhere. Between vertices it is interpolated and eased. Open eyes are cut out per pixel.
 */
export const SKIN_WEIGHTS: Float32Array = (() => {
  const out = new Float32Array(MESH_VERTEX_COUNT).fill(1);
  // The fade across the outline is the skirt's (skirt.ts).
  set(out, FACE_OVAL.slice(10, 27), 0.85);
  for (const side of SIDES) {
    set(out, EYE_RINGS[side], 0.9);
    set(out, LID_HALOS[side][0].upper, 0.9);
    set(out, LID_HALOS[side][0].lower, 0.9);
    set(out, BROWS[side].upper, 0.8);
    set(out, BROWS[side].lower, 0.8);
  }
  set(out, LIP_RINGS.inner, 0);
  set(out, LIP_RINGS.semiInner, 0.3);
  set(out, NOSTRILS, 0.8);
  return out;
})();

/** Vertices where the skin is plain: what the face's light and colour are read from. */
export const SKIN_SAMPLES: readonly number[] = (() => {
  const lips = new Set(Object.values(LIP_RINGS).flat() as number[]);
  const eyes = new Set(
    SIDES.flatMap((s) => [...EYE_RINGS[s], ...LID_HALOS[s].flatMap((h) => [...h.upper, ...h.lower])]),
  );
  // Near the outline there may be hair.
  const rim = new Set(FACE_OVAL.flatMap((v) => [v, ...NEIGHBOURS[v]!]));
  const out: number[] = [];
  for (let v = 0; v < MESH_VERTEX_COUNT; v++)
    if (SKIN_WEIGHTS[v] === 1 && !lips.has(v) && !eyes.has(v) && !rim.has(v)) out.push(v);
  return out;
})();

/** Places on the forehead: between a vertex of a brow's upper edge (the first) and one near the hairline, by this share. Too near to hair to be read of a
 *  face whose cheeks are seen. */
export const FOREHEAD_SAMPLES: readonly (readonly [brow: number, above: number, share: number])[] = (
  [
    [9, 151],
    [107, 108],
    [66, 69],
    [105, 104],
    [63, 68],
    [336, 337],
    [296, 299],
    [334, 333],
    [293, 298],
  ] as const
).flatMap(([brow, above]) => [0.35, 0.7].map((share) => [brow, above, share] as const));

/** Mid-cheek vertices, flat and away from nose and shadow, right and left. */
const CHEEKS = [50, 205, 101, 118, 280, 425, 330, 347];

/** Both cheeks: where the light on the face is told from (rendering.md 3.2). */
export const CHEEK_SAMPLES: readonly number[] = [
  ...new Set(CHEEKS.flatMap((v) => [v, ...NEIGHBOURS[v]!])),
].sort((a, b) => a - b);

/** How much a vertex may be something else than skin, 0..1: the oval runs through hair, hats and the air beside the cheek. */
export const SKIN_DOUBTS: Float32Array = (() => {
  const out = new Float32Array(MESH_VERTEX_COUNT);
  for (const v of FACE_OVAL) out[v] = 1;
  for (const v of [...FACE_OVAL.slice(0, 9), ...FACE_OVAL.slice(28)])
    for (const n of NEIGHBOURS[v]!) out[n] = Math.max(out[n]!, 0.4);
  return out;
})();

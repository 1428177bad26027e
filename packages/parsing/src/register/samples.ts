import {
  EYE_RINGS,
  FACE_OVAL,
  LID_HALOS,
  LIP_RINGS,
  MESH_VERTEX_COUNT,
  OPEN_TRIANGLES,
  SIDES,
} from '@carmine/face';

/** What moves by itself: lids, lips and what hangs on them, and the outline, beside which there is no face. */
const RESTLESS: ReadonlySet<number> = (() => {
  const out = new Set<number>([
    ...(Object.values(LIP_RINGS).flat() as number[]),
    ...FACE_OVAL,
    ...SIDES.flatMap((side) => [
      ...EYE_RINGS[side],
      ...LID_HALOS[side].flatMap((halo) => [...halo.upper, ...halo.lower]),
    ]),
  ]);
  const first = new Set(out);
  for (let t = 0; t < OPEN_TRIANGLES.length; t += 3) {
    const corners = [OPEN_TRIANGLES[t]!, OPEN_TRIANGLES[t + 1]!, OPEN_TRIANGLES[t + 2]!];
    if (corners.some((v) => first.has(v) && !FACE_OVAL.includes(v))) for (const v of corners) out.add(v);
  }
  return out;
})();

/** Points of the face that its expressions hardly move: three mesh vertices and a share of each, as index triples. A vertex is itself
 *  three times; a triangle stands for its middle. */
export const REGISTER_POINTS: Uint16Array = (() => {
  const calm = Array.from({ length: MESH_VERTEX_COUNT }, (_, v) => v).filter((v) => !RESTLESS.has(v));
  const out = calm.flatMap((v) => [v, v, v]);
  for (let t = 0; t < OPEN_TRIANGLES.length; t += 3) {
    const corners = [OPEN_TRIANGLES[t]!, OPEN_TRIANGLES[t + 1]!, OPEN_TRIANGLES[t + 2]!];
    if (corners.every((v) => !RESTLESS.has(v))) out.push(...corners);
  }
  return Uint16Array.from(out);
})();

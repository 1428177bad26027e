import { labelOf } from '../measures/condition.ts';
import { decodeMaps, MAP_INPUTS, type MapNet, type NetMaps } from '../model/map-net.ts';
import { median } from '../pixels/statistics.ts';
import { type FaceMap, TEXEL_CLIPPED, TEXEL_NONE, TEXEL_OK } from '../pixels/unwrap.ts';
import { type FaceReading, flatFace, labelsFor } from '../reading.ts';
import { SKIN_REGIONS } from '../token-regions.ts';
import type { SkinColor } from '../types.ts';
import { faceLabels } from './face-labels.ts';

/** MapNet's input and where it holds skin. A contract with models/skin-maps (carmine_maps/planes.py). Planes of size^2:
 *  0-2  ln of linear R, G, B against the median of the face's skin, -2.5..2.5
 *  3    1 where skin was seen
 *  4    1 where it was clipped
 *  5    (L* - 50) / 25 of the face's diffuse colour (ColourNet): how pigment shows depends on it
 *  6    log2(px of the picture per texel) / 2, -1..1: what the picture resolves
 *  All are 0 where no skin was seen. The median carries light and exposure away, so no gain of the light is needed. */
export interface MapInput {
  readonly planes: Float32Array;
  readonly valid: Uint8Array;
  readonly map: FaceMap;
}

const LIMIT = 2.5;
/** Linear light below which a logarithm is noise. */
const DARKEST = 0.001;
/** From this many px a texel upwards the face is laid flat twice as fine and averaged, so that nothing aliases. */
const FINE_PX_PER_TEXEL = 1.4;

/** The planes that MapNet reads, from a face and the colour of its skin. Null: too little skin was seen. */
export const mapInput = (
  reading: FaceReading,
  skin: Pick<SkinColor, 'lab'>,
  size: number,
): MapInput | null => {
  const map = flatAt(reading, size);
  const middle = skinMedian(map);
  return middle && { ...mapPlanes(map, faceLabels(size), { middle, lightness: skin.lab[0] }), map };
};

/** The planes of a laid-flat face; `labels` is 0 where no skin is, `middle` the median ln of linear R, G, B of its skin. */
export const mapPlanes = (
  map: FaceMap,
  labels: Uint8Array,
  { middle, lightness }: { readonly middle: readonly number[]; readonly lightness: number },
): Pick<MapInput, 'planes' | 'valid'> => {
  const n = map.size * map.size;
  const planes = new Float32Array(MAP_INPUTS * n);
  const valid = new Uint8Array(n);
  const tone = (lightness - 50) / 25;
  const { rgb, state, area } = map;
  // A triangle of the mesh has one area: its logarithm is taken once for each run of texels.
  let [last, resolved] = [Number.NaN, 0];
  for (let i = 0; i < n; i++) {
    if (!labels[i] || state[i] === TEXEL_NONE) continue;
    valid[i] = 1;
    for (let k = 0; k < 3; k++)
      planes[k * n + i] = clamp(Math.log(Math.max(DARKEST, rgb[i * 3 + k]!)) - middle[k]!, LIMIT);
    planes[3 * n + i] = 1;
    if (state[i] === TEXEL_CLIPPED) planes[4 * n + i] = 1;
    planes[5 * n + i] = tone;
    if (area[i] !== last) {
      last = area[i]!;
      resolved = clamp(Math.log2(Math.max(1e-3, last)) / 4, 1);
    }
    planes[6 * n + i] = resolved;
  }
  return { planes, valid };
};

/** Runs MapNet on a face. Null: too little skin was seen. */
export const netMaps = async (
  reading: FaceReading,
  skin: Pick<SkinColor, 'lab'>,
  net: MapNet,
): Promise<NetMaps | null> => {
  const input = mapInput(reading, skin, net.size);
  if (!input) return null;
  const { valid, map } = input;
  return decodeMaps(await net.run(input.planes), {
    size: net.size,
    perMm: map.perMm,
    pxPerMm: reading.pxPerMm,
    valid,
  });
};

const clamp = (v: number, limit: number): number => Math.min(limit, Math.max(-limit, v));

/** The face at `size`; a picture finer than that is read at twice the size and averaged. */
const flatAt = (reading: FaceReading, size: number): FaceMap => {
  const pxPerTexel = (reading.pxPerMm / reading.map.perMm) * (reading.map.size / size);
  return pxPerTexel < FINE_PX_PER_TEXEL ? flatFace(reading, size) : halved(flatFace(reading, 2 * size));
};

/** A map of half the size: the mean of the texels seen of each four; clipped as soon as one is. */
const halved = (fine: FaceMap): FaceMap => {
  const size = fine.size / 2;
  const n = size * size;
  const out = {
    size,
    perMm: fine.perMm / 2,
    rgb: new Float32Array(n * 3),
    state: new Uint8Array(n),
    facing: new Float32Array(n),
    area: new Float32Array(n),
  };
  for (let y = 0; y < size; y++)
    for (let x = 0, i = y * size; x < size; x++, i++) meanOfFour(fine, 2 * y * fine.size + 2 * x, out, i);
  return out;
};

/** Texel `i` of `out` from the four of `fine` from `first` on. */
const meanOfFour = (fine: FaceMap, first: number, out: FaceMap, i: number): void => {
  let [seen, state, r, g, b, facing, area] = [0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < 4; k++) {
    const j = first + (k & 1) + (k >> 1) * fine.size;
    if (fine.state[j] === TEXEL_NONE) continue;
    seen++;
    // Summed as the planes hold them.
    r = Math.fround(r + fine.rgb[j * 3]!);
    g = Math.fround(g + fine.rgb[j * 3 + 1]!);
    b = Math.fround(b + fine.rgb[j * 3 + 2]!);
    facing = Math.fround(facing + fine.facing[j]!);
    area = Math.fround(area + fine.area[j]!);
    state = Math.max(state, fine.state[j]!);
  }
  if (!seen) return;
  out.rgb[i * 3] = r / seen;
  out.rgb[i * 3 + 1] = g / seen;
  out.rgb[i * 3 + 2] = b / seen;
  out.facing[i] = facing / seen;
  out.area[i] = area * (4 / seen);
  out.state[i] = state;
};

const SKIN_LABELS = Uint8Array.from({ length: 256 }, (_, l) => Number(SKIN_REGIONS.map(labelOf).includes(l)));
/** Fewer texels of bare skin than this are no face. */
const FEWEST = 200;

/** Median ln of linear R, G, B over the regions of bare skin, clipped texels left out. */
const skinMedian = (map: FaceMap): [number, number, number] | null => {
  const labels = labelsFor(map.size);
  const found = new Int32Array(labels.length);
  let n = 0;
  for (let i = 0; i < labels.length; i++)
    if (map.state[i] === TEXEL_OK && SKIN_LABELS[labels[i]!]) found[n++] = i;
  if (n < FEWEST) return null;
  const values = new Float64Array(n);
  const channel = (k: number): number => {
    for (let j = 0; j < n; j++) values[j] = map.rgb[found[j]! * 3 + k]!;
    return Math.log(Math.max(DARKEST, median(values)));
  };
  return [channel(0), channel(1), channel(2)];
};

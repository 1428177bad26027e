import { luminance } from '@carmine/color';
import { MAP_SIZE, mapOfUv } from '../geometry/face-map.ts';
import {
  type FilmRow,
  GATE_BROW,
  GATE_EYE,
  LIP_LINE,
  ON_LIPS,
  ON_SKIN,
  PAIR_FIRST,
  WHOLE_SKIN,
} from '../look/film-row.ts';
import { MAX_FILMS } from '../look/film-table.ts';
import { MIN_AMOUNT } from '../model/constants.ts';
import { type LipPoint, lineShare, lipShare } from '../model/lip-amount.ts';
import { smoothstep } from '../model/smooth.ts';
import type { Bands } from './bands.ts';
import type { FacePass } from './face-pass.ts';
import { sampleBand } from './lowpass.ts';
import { doubtOf } from './raster.ts';
import { skinLevel } from './shade.ts';
import { glossOf } from './stats.ts';
import {
  channel,
  clipping,
  hairGate,
  lashGate,
  mouthGate,
  onset,
  openEye,
  skinGate,
  specular,
} from './surface.ts';
import { visibleAt } from './visibility.ts';

/** One pixel on its way from camera to made-up light. Colours are linear, free of the light's level and colour. */
export interface Pixel {
  /** Light as seen. */
  readonly c: Float64Array;
  /** Specular part, the same in all channels. */
  s: number;
  /** Luminance of the lips round the pixel: see Bands.around. */
  around: number;
  /** Lowpasses of the diffuse light at the pixel. */
  readonly fine: Float32Array;
  readonly coarse: Float32Array;
  /** Amount of each film, 0..1. */
  readonly amounts: Float64Array;
  /** Share of the pixel that belongs to the lips rather than the skin, 0..1. */
  lipShare: number;
  readonly lip: LipPoint;
  /** Canonical UV, and x and y of the skin's normal; see SkinMesh. */
  readonly uv: [number, number];
  readonly normal: [number, number];
}

export const createPixel = (): Pixel => ({
  c: new Float64Array(3),
  s: 0,
  around: 0,
  fine: new Float32Array(3),
  coarse: new Float32Array(3),
  amounts: new Float64Array(MAX_FILMS),
  lipShare: 0,
  lip: { out: 0, side: 0, across: 0, along: 0 },
  uv: [0, 0],
  normal: [0, 0],
});

/** Amounts, bands and specular split of a pixel into `p`; false where there is no product. */
export const readPixel = (f: FacePass, x: number, y: number, p: Pixel): boolean => {
  const { surface, mask } = f;
  const at = (y - mask.roi.y0) * mask.width + (x - mask.roi.x0);
  if (!mayWear(f, at)) return false;
  const byte = (y * surface.image.width + x) * 4;
  for (let k = 0; k < 3; k++) p.c[k] = channel(surface, byte, k);
  readCharts(f, at, p);
  p.lipShare = mask.data[at * 4 + 1]! / 255;
  if (!readAmounts(f, x, y, at, p)) return false;
  const seen = f.presence * (f.visibility ? visibleAt(f.visibility, surface.image, x + 0.5, y + 0.5) : 1);
  let most = 0;
  for (let i = 0; i < f.films.length; i++) {
    p.amounts[i] = p.amounts[i]! * seen;
    most = Math.max(most, p.amounts[i]!);
  }
  if (most < MIN_AMOUNT) return false;
  return readBands(f, x + 0.5, y + 0.5, p);
};

/** Whether anything at all may lie on the pixel. */
const mayWear = (f: FacePass, at: number): boolean => {
  const { mask, strokes, lips } = f;
  if (mask.data[at * 4]! > 0 || mask.data[at * 4 + 1]! > 0) return true;
  if (lips && lips[at * 4]! > -f.lineReach) return true;
  return (
    strokes !== null &&
    (strokes[at * 4]! | strokes[at * 4 + 1]! | strokes[at * 4 + 2]! | strokes[at * 4 + 3]!) > 0
  );
};

const readCharts = ({ face, lips }: FacePass, at: number, p: Pixel): void => {
  if (face) {
    p.uv[0] = face[at * 4]!;
    p.uv[1] = face[at * 4 + 1]!;
    p.normal[0] = face[at * 4 + 2]!;
    p.normal[1] = face[at * 4 + 3]!;
  }
  if (lips) {
    p.lip.out = lips[at * 4]!;
    p.lip.side = lips[at * 4 + 1]!;
    p.lip.across = lips[at * 4 + 2]!;
    p.lip.along = lips[at * 4 + 3]!;
  }
};

/** Amounts before visibility; false where there are none. */
const readAmounts = (f: FacePass, x: number, y: number, at: number, p: Pixel): boolean => {
  const { mask, stats } = f;
  const [r, g, b] = p.c as unknown as [number, number, number];
  const skinRaw = mask.data[at * 4]! / 255;
  const doubt = doubtOf(mask.data, at * 4);
  const light = luminance(r, g, b);
  const level = skinLevel(f.shade, stats, { x: x + 0.5, y: y + 0.5, light });
  const hair = hairGate(light, level);
  const own = skinGate(r, g, b, doubt, stats, level);
  const gate = hair * own;
  const eye = openEye(mask.data[at * 4 + 3]! / 255, doubt, gate);
  const bare = onset(smoothstep(0, 1, skinRaw)) * (1 - p.lipShare) * (1 - eye);
  const skin = bare * gate;
  const lid = bare * own * lashGate(light, level);
  const mouth = mouthGate(r, g, b, p.lipShare > 0 ? mask.data[at * 4 + 2]! / 255 : 0, stats);
  const lip = onset(p.lipShare) * mouth;
  // A line beside the lips lies on skin: hair hides it, and it turns away with the cheek.
  const beside = hair * Math.min(1, 1.5 * skinRaw);
  const line = beside + (mouth - beside) * p.lipShare;
  let any = false;
  for (let i = 0; i < f.films.length; i++) {
    const film = f.films[i]!;
    let amount = 0;
    if (film.place === ON_SKIN) {
      const here = film.gate === GATE_EYE ? lid : skin;
      amount = here > 0 ? here * mapAmount(f, film.slot, p) : 0;
    } else if (film.place === ON_LIPS)
      amount =
        film.slot === LIP_LINE
          ? line * lineShare(p.lip, film.width, f.lipEdge)
          : lip > 0
            ? lip * (film.pair === PAIR_FIRST ? 1 : lipShare(film.slot, p.lip, f.lipEdge))
            : 0;
    else
      amount =
        strokeAmount(f, film, at) * (film.gate === GATE_EYE ? 1 - eye : film.gate === GATE_BROW ? hair : 1);
    p.amounts[i] = amount;
    any ||= amount >= MIN_AMOUNT;
  }
  return any;
};

const strokeAmount = ({ strokes }: FacePass, film: FilmRow, at: number): number =>
  strokes ? onset(strokes[at * 4 + film.slot]! / 255) : 0;

/** Amount of a shape at the pixel's place on the face, bilinear. */
const mapAmount = (f: FacePass, slot: number, p: Pixel): number => {
  if (slot === WHOLE_SKIN) return 1;
  const map = f.maps[slot]!;
  const limit = (v: number): number => Math.min(MAP_SIZE - 1.001, Math.max(0, v));
  const [u, v] = [limit(mapOfUv(p.uv[0]) - 0.5), limit(mapOfUv(p.uv[1]) - 0.5)];
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const at = j * MAP_SIZE + i;
  const top = map[at]! + (map[at + 1]! - map[at]!) * (u - i);
  const low = map[at + MAP_SIZE]! + (map[at + MAP_SIZE + 1]! - map[at + MAP_SIZE]!) * (u - i);
  return (top + (low - top) * (v - j)) / 255;
};

const lipFine = new Float32Array(3);
const lipCoarse = new Float32Array(3);

const lipAround = new Float32Array(3);

/** Specular part of a colour of the picture in a region; `around`: luminance of the lips round it. */
const glossIn = (f: FacePass, v: ArrayLike<number>, lipShare: number, around?: number): number =>
  specular(
    v[0]!,
    v[1]!,
    v[2]!,
    clipping(v[0]!, v[1]!, v[2]!, f.surface.scale),
    glossOf(f.stats, lipShare, around),
  );

/** Takes the specular part out of a lowpass of the skin, and gives it. */
const takeGloss = (f: FacePass, band: Float32Array): number => {
  const s = glossIn(f, band, 0);
  for (let k = 0; k < 3; k++) band[k] = band[k]! - s;
  return s;
};

/**
 * The two lowpasses of the diffuse light at a point and the specular part, mixed between the regions at the lip's edge. False where neither region is;
 * there only strokes can lie. Skin is split in its lowpasses, where its colour is told without noise, and its fine relief is
 * shared alike by both parts: what a film does to one of them leaves pores and lines as they are. Lips shine in points and are split pixel by pixel.
 */
const readBands = (f: FacePass, x: number, y: number, p: Pixel): boolean => {
  const { fine, coarse } = p;
  const skin = f.skin !== null && p.lipShare < 1 && read(f.skin, x, y, fine, coarse);
  const lip = f.lip !== null && p.lipShare > 0 && read(f.lip, x, y, lipFine, lipCoarse);
  p.around = lip ? aroundLip(f.lip!, x, y) : f.stats.lipMedian;
  if (skin) {
    const y0 = Math.max(luminance(fine[0]!, fine[1]!, fine[2]!), 1e-4);
    const s = takeGloss(f, fine);
    takeGloss(f, coarse);
    p.s = (s * luminance(p.c[0]!, p.c[1]!, p.c[2]!)) / y0;
  }
  if (!lip) return skin || readOwn(f, p);
  const s = glossIn(f, p.c, p.lipShare, p.around);
  // Without skin bands there is no foundation to need them.
  const share = skin ? p.lipShare : 1;
  p.lipShare = share;
  p.s = skin ? p.s + (s - p.s) * share : s;
  for (let k = 0; k < 3; k++) {
    fine[k] = skin ? fine[k]! + (lipFine[k]! - fine[k]!) * share : lipFine[k]!;
    coarse[k] = skin ? coarse[k]! + (lipCoarse[k]! - coarse[k]!) * share : lipCoarse[k]!;
  }
  return true;
};

const aroundLip = (b: Bands, x: number, y: number): number => {
  sampleBand(b.around!, b, x, y, lipAround);
  return Math.max(luminance(lipAround[0]!, lipAround[1]!, lipAround[2]!), 1e-3);
};

const read = (b: Bands, x: number, y: number, fine: Float32Array, coarse: Float32Array): boolean =>
  sampleBand(b.fine, b, x, y, fine) > 0 && sampleBand(b.coarse, b, x, y, coarse) > 0;

/** Far from any skin (lashes over the eye) a stroke takes the pixel's own light for its surroundings'. */
const readOwn = (f: FacePass, p: Pixel): boolean => {
  if (!f.strokes) return false;
  p.s = glossIn(f, p.c, p.lipShare);
  for (let k = 0; k < 3; k++) p.fine[k] = p.coarse[k] = Math.max(p.c[k]! - p.s, 1e-4);
  return true;
};

import { HAIRLINE_COLUMNS, HAIRLINE_MOST_MM, HAIRLINE_SIDE, type VisibilityMap } from '@carmine/face';
import type { ParsedFace, ParseScene } from '../types.ts';
import { beyond } from './colors.ts';
import { FLOATS, Forehead, INSIDE, PAST, SAMPLE_MM, SAMPLES, WAYS } from './forehead.ts';

/** Numbers of a sample: see Forehead. */
const [LIGHT, ROUGH, RED, BLUE, IN_PICTURE, SEEN] = [0, 1, 2, 3, 4, 5] as const;
/** Samples inside the oval that tell what the forehead looks like: the last two may be hair already. */
const FOREHEAD = INSIDE - 2;
/** Of a way so many of them must be seen, and of all. */
const LEAST_OF_WAY = 4;
const LEAST_OF_ALL = 40;
/** Distance from the forehead at which a sample speaks neither for skin nor against it, at least (chosen on photographs, decision 0280): ln(r/g) and ln(g/b),
 *  roughness, ln luminance where it is darker, and where it is brighter. */
const HUE = 0.16;
const ROUGHNESS = 0.05;
const DARKER = 0.45;
const BRIGHTER = 0.6;
/** ... and at least this many times the median distance on the forehead. */
const SPREAD = 2.5;
/** What a sample adds at most where it is as the forehead, and takes at most. */
const [MOST, LEAST] = [1, -2];
/** Light and colour follow slowly what was taken for skin, by this share a sample, up to so many tolerances of colour and so much ln luminance. */
const FOLLOW = 0.15;
const DRIFT = 0.7;
const DRIFT_LIGHT = 0.9;
/** Share of the forehead's light in its darkest channel that may be shine (chosen on 184 faces, decision 0421). */
const SHINE_MOST = 0.6;
/** Luminance (linear) from which that is believed, and fully: in what is darker dull skin and hair lie a few codes apart. */
const [SHINE_FROM, SHINE_FULL] = [0.04, 0.1];
/** What a step of a sample from one way to the next costs. */
const STEP = 0.65;
/** What cannot be. */
const NEVER = -1e9;

/** What skin looks like on a way, and how far from it may still be skin. */
interface Look {
  light: number;
  rough: number;
  red: number;
  blue: number;
}

/**
 * Tells where bare skin ends above the forehead: by what the forehead looks like, followed over the skull along ways, and a line through all ways that changes
 * little from one to the next (dynamic programming). Hair of the skin's own colour is told by its roughness; where skin shines it turns brighter and less coloured,
 * where it shines less than the forehead darker and more coloured.
 */
export class HairlineReader {
  readonly #forehead = new Forehead();
  readonly #room = new Float32Array(WAYS * FOREHEAD);
  /** WAYS x PAST: what speaks for skin up to each sample. */
  readonly #sums = new Float32Array(WAYS * PAST);
  readonly #best = new Float32Array(WAYS * PAST);
  readonly #from = new Uint8Array(WAYS * PAST);

  /** mm by column, new each time; null where too little of the forehead is seen. `turn`: roll of the face, see CropPlan. */
  read(face: ParsedFace, scene: ParseScene, map: VisibilityMap, turn: number): Float32Array | null {
    if (!this.#forehead.read(face, scene, map, turn)) return null;
    const middle: Look = { light: 0, rough: 0, red: 0, blue: 0 };
    const spread: Look = { light: 0, rough: 0, red: 0, blue: 0 };
    for (const [key, k] of LOOK) {
      const seen = this.#median(0, WAYS, k);
      if (seen.count < LEAST_OF_ALL) return null;
      middle[key] = seen.median;
      spread[key] = SPREAD * this.#median(0, WAYS, k, seen.median).median;
    }
    for (let way = 0; way < WAYS; way++) this.#follow(way, middle, spread);
    return this.#line();
  }

  /** Median over the forehead's samples of ways `from` to `to` of number `k`, or of its distance from `around`. */
  #median(from: number, to: number, k: number, around?: number): { median: number; count: number } {
    const [s, room] = [this.#forehead.samples, this.#room];
    let count = 0;
    for (let way = from; way < to; way++)
      for (let i = 0; i < FOREHEAD; i++) {
        const at = (way * SAMPLES + i) * FLOATS;
        if (!s[at + IN_PICTURE] || !s[at + SEEN]) continue;
        room[count++] = around === undefined ? s[at + k]! : Math.abs(s[at + k]! - around);
      }
    return { median: room.subarray(0, count).sort()[count >> 1] ?? 0, count };
  }

  /** Sums up along a way what speaks for skin. */
  #follow(way: number, middle: Look, spread: Look): void {
    const [s, sums] = [this.#forehead.samples, this.#sums];
    const own = this.#median(way, way + 1, LIGHT);
    const known = own.count >= LEAST_OF_WAY;
    const look = { ...middle, light: own.median };
    const [hueRed, hueBlue] = [Math.max(HUE, spread.red), Math.max(HUE, spread.blue)];
    const rough = Math.max(ROUGHNESS, spread.rough);
    let sum = 0;
    sums[way * PAST] = 0;
    for (let i = 1; i < PAST; i++) {
      const at = (way * SAMPLES + INSIDE + i) * FLOATS;
      let told = 0;
      if (!known) told = -1;
      else if (s[at + IN_PICTURE]) {
        const [light, red, blue] = [s[at + LIGHT]!, s[at + RED]!, s[at + BLUE]!];
        const more = light - look.light;
        // What shines adds the lamp's light to the skin's: the more, the less colour is left.
        const left = Math.exp(-Math.max(0, more));
        const dull = unshining(middle, own.median, light);
        const dr = beyond(red, Math.max(look.red, dull.red), look.red * left) / hueRed;
        const db = beyond(blue, Math.max(look.blue, dull.blue), look.blue * left) / hueBlue;
        const dl = more / (more < 0 ? DARKER : BRIGHTER);
        const dq = Math.max(0, s[at + ROUGH]! - middle.rough) / rough;
        told = Math.max(LEAST, MOST - (dr * dr + db * db + dl * dl + dq * dq));
        if (told > 0) {
          look.light = towards(look.light, light, own.median, DRIFT_LIGHT);
          look.red = towards(look.red, red, middle.red, DRIFT * hueRed);
          look.blue = towards(look.blue, blue, middle.blue, DRIFT * hueBlue);
        }
      }
      sum += told;
      sums[way * PAST + i] = sum;
    }
  }

  /** The line through all ways for which most speaks, as mm by column. */
  #line(): Float32Array {
    const [sums, best, from] = [this.#sums, this.#best, this.#from];
    for (let i = 0; i < PAST; i++) best[i] = i <= furthest(0) ? sums[i]! : NEVER;
    for (let way = 1; way < WAYS; way++)
      for (let i = 0; i < PAST; i++) {
        let [most, origin] = [NEVER, 0];
        for (let j = 0; j < PAST; j++) {
          const v = best[(way - 1) * PAST + j]! - STEP * Math.abs(i - j);
          if (v > most) [most, origin] = [v, j];
        }
        best[way * PAST + i] = i <= furthest(way) ? most + sums[way * PAST + i]! : NEVER;
        from[way * PAST + i] = origin;
      }
    let end = 0;
    for (let i = 1; i < PAST; i++) if (best[(WAYS - 1) * PAST + i]! > best[(WAYS - 1) * PAST + end]!) end = i;
    const out = new Float32Array(HAIRLINE_COLUMNS);
    for (let way = WAYS - 1; way >= 0; way--) {
      if (way % 2 === 0) out[way / 2] = end * SAMPLE_MM;
      end = from[way * PAST + end]!;
    }
    return out;
  }
}

const LOOK = [
  ['light', LIGHT],
  ['rough', ROUGH],
  ['red', RED],
  ['blue', BLUE],
] as const;

/** Colour of the forehead's skin at a place of ln luminance `to`, where it is the less light only for lack of shine: white light, up to SHINE_MOST. */
const unshining = ({ red, blue }: Look, from: number, to: number): Pick<Look, 'red' | 'blue'> => {
  if (to >= from) return { red, blue };
  // The inverse of how samples are told: see Forehead.
  const g = Math.exp(from - 0.3 * red + 0.1 * blue);
  const [r, b] = [g * Math.exp(red), g * Math.exp(-blue)];
  const sure = Math.min(1, Math.max(0, (Math.exp(from) - SHINE_FROM) / (SHINE_FULL - SHINE_FROM)));
  const shine = Math.min(Math.exp(from) - Math.exp(to), sure * SHINE_MOST * Math.min(r, g, b));
  return { red: Math.log((r - shine) / (g - shine)), blue: Math.log((g - shine) / (b - shine)) };
};

/** Last sample of a way that may be skin. */
const furthest = (way: number): number => {
  const c = Math.abs(way / 2 - HAIRLINE_SIDE);
  const [a, b] = [HAIRLINE_MOST_MM[Math.floor(c)]!, HAIRLINE_MOST_MM[Math.ceil(c)]!];
  return Math.min(PAST - 1, Math.round((a + (b - a) * (c % 1)) / SAMPLE_MM));
};

/** `v` moved by FOLLOW towards `to`, within `reach` of `middle`. */
const towards = (v: number, to: number, middle: number, reach: number): number =>
  Math.min(middle + reach, Math.max(middle - reach, v + FOLLOW * (to - v)));

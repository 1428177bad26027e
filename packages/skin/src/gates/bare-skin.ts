import type { RegionId } from '@carmine/face';
import { median } from '../pixels/statistics.ts';
import type { FaceReading } from '../reading.ts';
import { CHEEKS, SCLERAS, TOKEN_REGIONS } from '../token-regions.ts';
import { TOKEN_CHANNELS, type Tokens } from '../tokens.ts';
import type { GateResult } from '../types.ts';
import { borderPixels } from './border.ts';
import { colourVariety } from './colour.ts';
import { below } from './gate.ts';
import { type GatePreset, gatePreset } from './presets.ts';

/** ln(R/G) and ln(B/G) of linear light. */
interface Tint {
  readonly rg: number;
  readonly bg: number;
}

const FIELD: readonly RegionId[] = [
  'forehead',
  'cheek-upper-left',
  'cheek-upper-right',
  'cheek-lower-left',
  'cheek-lower-right',
  'nose',
  'chin',
];

/** What bare skin looks like in a picture, whatever its tone: ln(R/G) of .24 to 1.13, ln(B/G) of -.81 to -.07 and lips at least .15
 *  away from it on most photographs at hand. Each line: the value at which nothing is said, and the step to a value of one. Tinted
 *  light has room: cool daylight on very light skin reaches ln(R/G) .15 (the palest Monk swatch has .08 in neutral light) and ln(B/G) .17, a bulb on deep skin ln(B/G) -1.2. */
const BAND = {
  green: { from: 0.1, step: -0.045 },
  red: { from: 1.2, step: 0.4 },
  blue: { from: 0.1, step: 0.25 },
  yellow: { from: -1.3, step: -0.4 },
} as const;

/** What is all of one stuff, as a statue or a mask is, has lips of the skin's colour and one colour for each brightness (`colourVariety`): both
 *  lines must be passed. Real faces: lips .06 and more away, variety .16 and more, hardly ever both low (.06 with .18); made of marble,
 *  stone, bronze, gold, wood, clay or plaster, stained and grainy: lips .01-.06, variety .06-.09 (docs/decisions/0252). */
const STUFF = {
  lips: { from: 0.1, step: -0.02 },
  variety: { from: 0.15, step: -0.025 },
} as const;

/** Stains of a statue are of any colour, but lie anywhere: lips of blood are redder than the white of an eye, ln(R/G) .54 and more on 41 of 43
 *  photographs whose eyes are seen, .31 and .34 on the others; of stained stone, clay, gold, wood or plaster .1 and less on two of three
 *  (docs/decisions/0297). */
const WHITES = { from: 0.34, step: -0.12 } as const;
/** Light tints the whites of the eyes as it tints the skin; paint does not. Skin over its own whites has ln(R/G) of -.1 to 1.1 and ln(B/G) of -.5 to
 *  .2 on 40 photographs; red paint 1.8 and more, gold -.8 and less (docs/decisions/0376). */
const OVER_WHITES = {
  red: { from: 1.2, step: 0.15 },
  yellow: { from: -0.6, step: -0.12 },
} as const;
/** What skin may be yellow for being red: melanin takes blue as it takes green, and vivid colours make brown skin more of both, up to ln(R/G) 1.1 with
 *  ln(B/G) -.9 over its whites. Gold is yellow with ln(R/G) of -.3 to .35 (docs/decisions/0411). */
const YELLOW_OF_RED = { from: 0.35, share: 0.8 } as const;
/** An eye this much darker than the skin, ln G, is behind a dark glass or in its lid's shadow and tells nothing; so do fewer pixels. */
const SHADED = -1;
const FEWEST_OF_EYE = 12;

/** Surroundings this much greener or bluer than grey, together with the face, are the light's doing. */
const LIT = 0.15;
/** Fewer pixels of the border tell nothing. */
const FEWEST_AROUND = 40;

/** Whether what was seen looks like skin at all: 1 at the edge of what light and tone can do, 2 far beyond. Face paint, masks,
 *  statues and strongly coloured light end here. Medians of regions, so that a beard or a plaster does not count. */
export const surfaceGate = (
  reading: FaceReading,
  tokens: Tokens,
  preset: GatePreset = gatePreset(),
): GateResult => {
  const skin = skinTint(tokens);
  if (!skin) return below('surface', 0, preset.surface, '');
  const tint = Math.max(0, ...strangeness(skin));
  const plain = oneStuff(lipDistance(tokens, skin), colourVariety(reading.regions));
  const whites = whitesOf(reading, tokens);
  const stuff = Math.max(plain, past(lipsOverWhites(whites, tokens), WHITES), paintOverWhites(whites, skin));
  // Light tints whatever it falls on, the whites of the eyes too, but takes no colour differences away.
  const lit = litStrangely(reading, skin) || explained(skin, whites);
  const hint = tint > stuff && lit ? 'neutral-light' : 'bare-skin';
  return below('surface', Math.max(tint, stuff), preset.surface, hint);
};

const tintOf = (tokens: Tokens, id: RegionId): Tint | null => {
  const i = TOKEN_REGIONS.indexOf(id);
  if (!tokens.valid[i]) return null;
  const [r, g, b] = tokens.values.subarray(i * TOKEN_CHANNELS, i * TOKEN_CHANNELS + 3);
  return { rg: r! - g!, bg: b! - g! };
};

const skinTint = (tokens: Tokens): Tint | null => {
  const seen = FIELD.flatMap((id) => tintOf(tokens, id) ?? []);
  if (!seen.length) return null;
  return { rg: median(seen.map((t) => t.rg)), bg: median(seen.map((t) => t.bg)) };
};

/** Distance of the lips from the skin; not seen: they say nothing. */
const lipDistance = (tokens: Tokens, skin: Tint): number => {
  const lips = tintOf(tokens, 'lips');
  return lips ? Math.hypot(lips.rg - skin.rg, lips.bg - skin.bg) : STUFF.lips.from;
};

/** Tint of the whites of the eyes, where they are seen and no dark glass lies over them. */
const whitesOf = ({ regions }: FaceReading, tokens: Tokens): readonly Tint[] => {
  const level = Math.max(
    ...CHEEKS.flatMap((id) => tokens.values[TOKEN_REGIONS.indexOf(id) * TOKEN_CHANNELS + 1] || []),
  );
  return SCLERAS.flatMap((id) => {
    const { rgb } = regions[id];
    const n = rgb.length / 3;
    if (n < FEWEST_OF_EYE) return [];
    const ln = (k: number): number =>
      Math.log(median(Float64Array.from({ length: n }, (_, i) => Math.max(1e-3, rgb[i * 3 + k]!))));
    return ln(1) - level < SHADED ? [] : [{ rg: ln(0) - ln(1), bg: ln(2) - ln(1) }];
  });
};

/** How much redder the lips are than the whites of the eyes, ln(R/G); where either is not seen, enough. */
const lipsOverWhites = (whites: readonly Tint[], tokens: Tokens): number => {
  const lips = tintOf(tokens, 'lips');
  return lips && whites.length ? lips.rg - Math.min(...whites.map((w) => w.rg)) : WHITES.from;
};

/** How far the skin is redder or yellower than the whites that come nearest to it. */
const paintOverWhites = (whites: readonly Tint[], skin: Tint): number => {
  const red = Math.min(...whites.map((w) => skin.rg - w.rg));
  const yellow = Math.max(...whites.map((w) => skin.bg - w.bg));
  const ofRed = Math.max(0, red - YELLOW_OF_RED.from) * YELLOW_OF_RED.share;
  return whites.length ? Math.max(past(red, OVER_WHITES.red), past(yellow + ofRed, OVER_WHITES.yellow)) : 0;
};

/** A line: the value from which something is strange, and the step to one. */
interface Line {
  readonly from: number;
  readonly step: number;
}

const past = (value: number, { from, step }: Line): number => (value - from) / step;

const strangeness = ({ rg, bg }: Tint): number[] => [
  past(rg, BAND.green),
  past(rg, BAND.red),
  past(bg, BAND.blue),
  past(bg, BAND.yellow),
];

const oneStuff = (lips: number, variety: number): number =>
  Math.max(0, Math.min(past(lips, STUFF.lips), past(variety, STUFF.variety)));

/** Whether the skin is no stranger than skin against the whites of its own eyes: then the light tints both. */
const explained = (skin: Tint, whites: readonly Tint[]): boolean =>
  whites.some((w) => Math.max(...strangeness({ rg: skin.rg - w.rg, bg: skin.bg - w.bg })) < 1);

/** Whether the picture's border is tinted the way the face is: then it is the light. */
const litStrangely = ({ image }: FaceReading, skin: Tint): boolean => {
  const rgb = borderPixels(image);
  const n = rgb.length / 3;
  if (n < FEWEST_AROUND) return false;
  const middle = (k: 0 | 2): number =>
    median(
      Float64Array.from({ length: n }, (_, i) =>
        Math.log((rgb[i * 3 + k]! + 1e-3) / (rgb[i * 3 + 1]! + 1e-3)),
      ),
    );
  const wall: Tint = { rg: middle(0), bg: middle(2) };
  const tinted = Math.hypot(wall.rg, wall.bg) > LIT;
  // Skin is redder and less blue than a grey wall in the same light.
  return tinted && skin.rg - wall.rg > 0 && skin.bg - wall.bg < LIT;
};

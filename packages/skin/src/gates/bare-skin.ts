import type { RegionId } from '@carmine/face';
import { readLinear } from '../pixels/image.ts';
import { median } from '../pixels/statistics.ts';
import type { FaceReading } from '../reading.ts';
import { TOKEN_REGIONS } from '../token-regions.ts';
import { TOKEN_CHANNELS, type Tokens } from '../tokens.ts';
import type { GateResult } from '../types.ts';
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
 *  away from it on the photographs at hand. Each line: the value at which nothing is said, and the step to a value of one. Tinted
 *  light has room: cool daylight on very light skin reaches ln(R/G) .15 (the palest Monk swatch has .08 in neutral light) and ln(B/G) .17, a bulb on deep skin ln(B/G) -1.2. */
const BAND = {
  green: { from: 0.1, step: -0.045 },
  red: { from: 1.2, step: 0.4 },
  blue: { from: 0.1, step: 0.25 },
  yellow: { from: -1.3, step: -0.4 },
  lips: { from: 0.13, step: -0.05 },
} as const;

/** Surroundings this much greener or bluer than grey, together with the face, are the light's doing. */
const LIT = 0.15;

/** Whether what was seen looks like skin at all: 1 at the edge of what light and tone can do, 2 far beyond. Face paint, masks,
 *  statues and strongly coloured light end here. Medians of regions, so that a beard or a plaster does not count. */
export const surfaceGate = (
  reading: FaceReading,
  tokens: Tokens,
  preset: GatePreset = gatePreset(),
): GateResult => {
  const skin = skinTint(tokens);
  if (!skin) return below('surface', 0, preset.surface, '');
  const value = Math.max(0, ...strangeness(skin, lipDistance(tokens, skin)));
  return below('surface', value, preset.surface, litStrangely(reading, skin) ? 'neutral-light' : 'bare-skin');
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

const lipDistance = (tokens: Tokens, skin: Tint): number => {
  const lips = tintOf(tokens, 'lips');
  return lips ? Math.hypot(lips.rg - skin.rg, lips.bg - skin.bg) : BAND.lips.from;
};

const strangeness = ({ rg, bg }: Tint, lips: number): number[] => {
  const at = (value: number, { from, step }: { readonly from: number; readonly step: number }): number =>
    (value - from) / step;
  return [at(rg, BAND.green), at(rg, BAND.red), at(bg, BAND.blue), at(bg, BAND.yellow), at(lips, BAND.lips)];
};

const pixel = { r: 0, g: 0, b: 0, bad: false };

/** Whether the picture's border is tinted the way the face is: then it is the light. */
const litStrangely = ({ image }: FaceReading, skin: Tint): boolean => {
  const around: Tint[] = [];
  for (let k = 0; k < 400; k++) {
    const t = (k % 100) / 100;
    const edge = 0.03;
    const [x, y] = [
      [t, edge],
      [t, 1 - edge],
      [edge, t],
      [1 - edge, t],
    ][Math.floor(k / 100)] as [number, number];
    if (!readLinear(image, x * image.width, y * image.height, pixel) || pixel.bad) continue;
    around.push({
      rg: Math.log((pixel.r + 1e-3) / (pixel.g + 1e-3)),
      bg: Math.log((pixel.b + 1e-3) / (pixel.g + 1e-3)),
    });
  }
  if (around.length < 40) return false;
  const wall: Tint = { rg: median(around.map((t) => t.rg)), bg: median(around.map((t) => t.bg)) };
  const tinted = Math.hypot(wall.rg, wall.bg) > LIT;
  // Skin is redder and less blue than a grey wall in the same light.
  return tinted && skin.rg - wall.rg > 0 && skin.bg - wall.bg < LIT;
};

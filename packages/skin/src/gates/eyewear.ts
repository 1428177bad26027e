import { EYE_RINGS, type Side } from '@carmine/face';
import { readLinear } from '../pixels/image.ts';
import { fillRings } from '../pixels/polygon.ts';
import { quantile } from '../pixels/statistics.ts';
import type { FaceReading } from '../reading.ts';
import { eyeOpenness, OPENNESS_MIN } from '../region-pixels.ts';
import type { GateResult } from '../types.ts';
import { below } from './gate.ts';
import { type GatePreset, gatePreset } from './presets.ts';

const SIDES: readonly Side[] = ['left', 'right'];
/** An eye has something bright in it, its white or its lid: the brightest tenth reaches .42 of the cheek on every photograph at
 *  hand. Below this, ln, something dark lies over it. */
const COVERED = -1.3;
const FEWEST = 12;
/** In an open eye iris and white differ by .98 and more, ln G of its brightest to its darkest tenth, on every photograph whose eyes are bare; behind an
 *  opaque glass by .6 and less. On deep skin a black glass may be as bright as the cheek, and only this tells it (docs/decisions/0375). */
const FLAT = 0.7;
/** A tinted or mirrored glass lies over the skin under the eyes too: this much darker than the cheek below, ln G, or less red, ln(R/G), on both
 *  sides. Bare faces: -.4 and -.5 on the side that shows less of it (docs/decisions/0376). */
const VEILED = { level: -0.9, red: -0.85 } as const;

/** Share of the eyes seen that are dark all over, or 1 where the skin under both lies behind a glass: sunglasses. Clear glasses are not told. */
export const glassesGate = (reading: FaceReading, preset: GatePreset = gatePreset()): GateResult => {
  const seen = SIDES.flatMap((side) => isCovered(reading, side) ?? []);
  const covered = seen.filter(Boolean).length;
  const share = seen.length ? covered / seen.length : 0;
  return below('glasses', veiled(reading) ? 1 : share, preset.glasses, 'remove-glasses');
};

/** Whether a glass lies over the skin under both eyes. */
const veiled = ({ regions }: FaceReading): boolean => {
  const off = SIDES.map((side) => {
    const [under, cheek] = [lnOf(regions[`under-eye-${side}`].rgb), lnOf(regions[`cheek-lower-${side}`].rgb)];
    return under && cheek ? { level: under.g - cheek.g, red: under.r - under.g - cheek.r + cheek.g } : null;
  });
  return (['level', 'red'] as const).some((k) => off.every((side) => side !== null && side[k] < VEILED[k]));
};

/** Median ln of red and green; null: too little was seen. */
const lnOf = (rgb: Float32Array): { readonly r: number; readonly g: number } | null => {
  const n = rgb.length / 3;
  if (n < FEWEST) return null;
  const ln = (k: number): number =>
    Math.log(
      quantile(
        Float64Array.from({ length: n }, (_, i) => rgb[i * 3 + k]!),
        0.5,
      ) + 1e-3,
    );
  return { r: ln(0), g: ln(1) };
};

const pixel = { r: 0, g: 0, b: 0, bad: false };

/** Whether something dark, or something flat, lies over an eye; null: too little was seen. */
const isCovered = ({ image, face, regions }: FaceReading, side: Side): boolean | null => {
  const outline = EYE_RINGS[side].flatMap((v) => [
    face.landmarks[v * 3]! * image.width,
    face.landmarks[v * 3 + 1]! * image.height,
  ]);
  const levels: number[] = [];
  fillRings([Float32Array.from(outline)], image, (x, y) => {
    if (readLinear(image, x + 0.5, y + 0.5, pixel)) levels.push(pixel.g);
  });
  const cheek = regions[`cheek-lower-${side}`].rgb;
  if (levels.length < FEWEST || cheek.length < 3 * FEWEST) return null;
  const greens = Float64Array.from({ length: cheek.length / 3 }, (_, i) => cheek[i * 3 + 1]!);
  const over = (q: number, level: number): number => Math.log((quantile(levels, q) + 1e-3) / (level + 1e-3));
  const open = eyeOpenness(face, side, image.height / image.width) >= OPENNESS_MIN;
  const flat = -over(0.1, quantile(levels, 0.9)) < FLAT;
  return over(0.9, quantile(greens, 0.5)) < COVERED || (open && flat);
};

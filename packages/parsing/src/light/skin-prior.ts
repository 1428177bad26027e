/**
 * Skin albedos of every tone as cameras show them: ln(r/g) and ln(b/g) by luminance, with their standard deviations. The mean of the facial
 * locus of packages/color and of the ten Monk swatches (which differ by up to .4 in ln(b/g)); the deviations cover both, a camera's
 * saturation, and blood and melanin from face to face (docs/decisions/0125). Rows: Y, ln(r/g), ln(b/g), sd, sd.
 */
const TABLE: readonly (readonly [number, number, number, number, number])[] = [
  [0.019, 0.45, -0.22, 0.3, 0.17],
  [0.031, 0.45, -0.24, 0.3, 0.18],
  [0.062, 0.62, -0.35, 0.34, 0.2],
  [0.113, 0.82, -0.48, 0.27, 0.21],
  [0.184, 0.78, -0.5, 0.23, 0.22],
  [0.281, 0.7, -0.44, 0.2, 0.22],
  [0.407, 0.54, -0.35, 0.19, 0.2],
  [0.53, 0.4, -0.3, 0.18, 0.19],
  [0.715, 0.28, -0.22, 0.17, 0.16],
  [0.84, 0.2, -0.18, 0.15, 0.14],
];

/** Tones from the deepest to the lightest, evenly spaced in ln luminance. */
export const TONES = 30;
const FROM = Math.log(TABLE[0]![0]);
const TO = Math.log(TABLE[TABLE.length - 1]![0]);
export const TONE_STEP = (TO - FROM) / (TONES - 1);

/** TONES x (ln Y, ln(r/g), ln(b/g), variance, variance). */
export const SKIN_PRIOR: Float64Array = (() => {
  const out = new Float64Array(TONES * 5);
  for (let i = 0; i < TONES; i++) {
    const y = FROM + i * TONE_STEP;
    let k = 0;
    while (k < TABLE.length - 2 && Math.log(TABLE[k + 1]![0]) < y) k++;
    const [a, b] = [TABLE[k]!, TABLE[k + 1]!];
    const t = (y - Math.log(a[0])) / (Math.log(b[0]) - Math.log(a[0]));
    const at = (j: 1 | 2 | 3 | 4) => a[j] + (b[j] - a[j]) * t;
    out.set([y, at(1), at(2), at(3) ** 2, at(4) ** 2], i * 5);
  }
  return out;
})();

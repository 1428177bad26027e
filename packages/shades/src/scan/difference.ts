const POW25_7 = 25 ** 7;
const TURN = 2 * Math.PI;
const DEG = Math.PI / 180;
const [C30, S30] = [Math.cos(30 * DEG), Math.sin(30 * DEG)];
const [C6, S6] = [Math.cos(6 * DEG), Math.sin(6 * DEG)];
const [C63, S63] = [Math.cos(63 * DEG), Math.sin(63 * DEG)];

/** Hue angle 0..2 pi; 0 of a neutral. */
const hueOf = (a: number, b: number): number => {
  const h = Math.atan2(b, a);
  return h < 0 ? h + TURN : h;
};

/** CIEDE2000 of two CIELAB colours given as plain numbers, kL = kC = kH = 1 (Sharma, Wu, Dalal, Color Res. Appl. 30, 2005): what `deltaE2000` of
 *  @carmine/color gives, without making anything, for loops over many colours. A formula in the paper's order. */
export const difference2000 = (
  l1: number,
  a1: number,
  b1: number,
  l2: number,
  a2: number,
  b2: number,
): number => {
  const mean = (Math.sqrt(a1 * a1 + b1 * b1) + Math.sqrt(a2 * a2 + b2 * b2)) / 2;
  const mean7 = mean ** 7;
  const stretch = 1 + 0.5 * (1 - Math.sqrt(mean7 / (mean7 + POW25_7)));
  const [x1, x2] = [a1 * stretch, a2 * stretch];
  const [c1, c2] = [Math.sqrt(x1 * x1 + b1 * b1), Math.sqrt(x2 * x2 + b2 * b2)];
  const [h1, h2] = [hueOf(x1, b1), hueOf(x2, b2)];
  const coloured = c1 * c2 > 0;
  let turn = coloured ? h2 - h1 : 0;
  let h = coloured ? (h1 + h2) / 2 : h1 + h2;
  if (Math.abs(turn) > Math.PI) {
    turn += turn > 0 ? -TURN : TURN;
    h += h1 + h2 < TURN ? Math.PI : -Math.PI;
  }
  const [dL, dC, dH] = [l2 - l1, c2 - c1, 2 * Math.sqrt(c1 * c2) * Math.sin(turn / 2)];
  const [L, C] = [(l1 + l2) / 2 - 50, (c1 + c2) / 2];
  const [c, s] = [Math.cos(h), Math.sin(h)];
  const [cos2, sin2] = [2 * c * c - 1, 2 * s * c];
  const [cos3, sin3] = [c * cos2 - s * sin2, s * cos2 + c * sin2];
  const [cos4, sin4] = [2 * cos2 * cos2 - 1, 2 * sin2 * cos2];
  const T =
    1 -
    0.17 * (c * C30 + s * S30) +
    0.24 * cos2 +
    0.32 * (cos3 * C6 - sin3 * S6) -
    0.2 * (cos4 * C63 + sin4 * S63);
  const C7 = C ** 7;
  const blue = (h / DEG - 275) / 25;
  const RT = -2 * Math.sqrt(C7 / (C7 + POW25_7)) * Math.sin(60 * DEG * Math.exp(-blue * blue));
  const l = dL / (1 + (0.015 * L * L) / Math.sqrt(20 + L * L));
  const chroma = dC / (1 + 0.045 * C);
  const hue = dH / (1 + 0.015 * C * T);
  return Math.sqrt(l * l + chroma * chroma + hue * hue + RT * chroma * hue);
};

/** Largest SL of CIEDE2000: at L* 0 or 100. */
const SL_MOST = 1 + (0.015 * 2500) / Math.sqrt(2520);
/** Most that the stretched chroma is of C*ab, and least of the squared chroma and hue difference that the rotation term leaves: sin(60 deg) of it in
 *  deep blue, all of it where both b* are positive, since 275 degrees are then 95 away. */
const STRETCH_MOST = 1.5;
const [BLUE_LEAVES, WARM_LEAVES] = [1 - Math.sin(60 * DEG), 1 - 1e-5];

/** A number that the square of `difference2000` is never below, at a fraction of its cost: lets a search leave most colours out. */
export const leastSquare2000 = (
  l1: number,
  a1: number,
  b1: number,
  l2: number,
  a2: number,
  b2: number,
): number => {
  const C = (Math.sqrt(a1 * a1 + b1 * b1) + Math.sqrt(a2 * a2 + b2 * b2)) / 2;
  const S = 1 + 0.045 * STRETCH_MOST * C;
  const [dL, da, db] = [(l2 - l1) / SL_MOST, (a2 - a1) / S, (b2 - b1) / S];
  return dL * dL + (da * da + db * db) * (b1 > 0 && b2 > 0 ? WARM_LEAVES : BLUE_LEAVES);
};

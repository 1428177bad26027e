import type { Crop } from '../../packages/parsing/src/crop.ts';
import type { Point } from './rays.ts';
import type { Seeded } from './seeded.ts';

/** sRGB, 0..255: everything here multiplies or mixes what the camera wrote. */
type Colour = readonly [number, number, number];

/** Opening, mm, from which there is room for teeth and tongue. */
const ROOM_MM = 2;
/** Distance from the edge of a lip, and height, of what is drawn beside it, mm. */
const BESIDE_MM = [-0.2, 1] as const;
const TEETH_MM = [1, 3.5] as const;
/** Share of what was there that a drawn tooth or tongue hides: some of the light beneath stays. */
const COVERS = 0.9;
/** Lower teeth stand in the shade of the upper ones and of the lip, and mirror it: their share of the upper teeth's light, and of the lips' colour. */
const TEETH_LIGHT = [0.35, 1.05] as const;
const TEETH_FLUSH = 0.35;
/** Width of a lower tooth, mm. */
const TOOTH_MM = [3.5, 6] as const;

const between = (r: Seeded, [lo, hi]: readonly [number, number]): number => lo + (hi - lo) * r.uniform();

/** y of the first and the last crossing of a closed outline with the column at x; null: none. */
const span = (outline: readonly Point[], x: number): readonly [number, number] | null => {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  outline.forEach(([ax, ay], i) => {
    const [bx, by] = outline[(i + 1) % outline.length]!;
    if (ax > x === bx > x) return;
    const y = ay + ((by - ay) * (x - ax)) / (bx - ax);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  return bottom > top ? [top, bottom] : null;
};

const widthOf = (line: readonly Point[]): readonly [number, number] => {
  const xs = line.map(([x]) => x);
  return [Math.min(...xs), Math.max(...xs)];
};

const pixel = ({ width, data }: Crop, x: number, y: number): Colour => {
  const at = (y * width + x) * 4;
  return [data[at]!, data[at + 1]!, data[at + 2]!];
};

const levelOf = ([red, green, blue]: Colour): number => 0.3 * red + 0.6 * green + 0.1 * blue;

/** Lays a colour over the part `top`..`bottom` of a column, its ends soft by a pixel. */
const paint = (
  { width, height, data }: Crop,
  x: number,
  [top, bottom]: readonly [number, number],
  colour: Colour,
): void => {
  for (let y = Math.max(0, Math.floor(top - 1)); y <= Math.min(height - 1, bottom + 1); y++) {
    const part =
      COVERS *
      Math.max(0, Math.min(1, y + 1 - top, bottom - y, bottom - top)) *
      (x >= 0 && x < width ? 1 : 0);
    if (part <= 0) continue;
    const at = (y * width + x) * 4;
    for (let k = 0; k < 3; k++) data[at + k]! += (colour[k]! - data[at + k]!) * part;
  }
};

/** The mean colour of the lips: inside the outer outline, outside the inner one. */
const lipColour = (crop: Crop, outer: readonly Point[], inner: readonly Point[]): Colour => {
  const sum = [0, 0, 0, 0];
  const [from, to] = widthOf(outer);
  for (let x = Math.max(0, Math.ceil(from)); x < Math.min(crop.width, to); x++) {
    const lips = span(outer, x + 0.5);
    if (!lips) continue;
    const hole = inner.length ? span(inner, x + 0.5) : null;
    for (let y = Math.max(0, Math.ceil(lips[0])); y < Math.min(crop.height, lips[1]); y++) {
      if (hole && y + 1 > hole[0] && y < hole[1]) continue;
      pixel(crop, x, y).forEach((v, k) => {
        sum[k]! += v;
      });
      sum[3]!++;
    }
  }
  return [0, 1, 2].map((k) => sum[k]! / Math.max(1, sum[3]!)) as unknown as Colour;
};

const shade = ([red, green, blue]: Colour, factor: number, redder = 1): Colour => [
  Math.min(255, red * factor * redder),
  Math.min(255, green * factor),
  Math.min(255, blue * factor),
];

/** Teeth as bright as this mouth's own light: nine tenths up among the opening's colours, or paler than its lips. */
const toothColour = (crop: Crop, inner: readonly Point[], lip: Colour, r: Seeded): Colour => {
  const found: Colour[] = [];
  const [from, to] = widthOf(inner);
  for (let x = Math.max(0, Math.ceil(from)); x < Math.min(crop.width, to); x++) {
    const hole = span(inner, x + 0.5);
    if (hole)
      for (let y = Math.max(0, Math.ceil(hole[0] + 1)); y < Math.min(crop.height, hole[1] - 1); y++)
        found.push(pixel(crop, x, y));
  }
  found.sort((a, b) => levelOf(a) - levelOf(b));
  const own = found[Math.floor(found.length * 0.9)];
  const level = levelOf(lip);
  const pale: Colour = own && levelOf(own) > 1.2 * level ? own : shade([level, level, 0.88 * level], 1.6);
  return shade(pale, Math.exp(0.2 * r.normal() - 0.1));
};

/** Draws a band beside the lower or the upper edge of the opening. `at` 0..1 across the opening: how much of it is there, and its colour. */
const band = (
  crop: Crop,
  inner: readonly Point[],
  lower: boolean,
  [away, thick]: readonly [number, number],
  at: (u: number, x: number) => { readonly share: number; readonly colour: Colour },
): void => {
  const [left, right] = widthOf(inner);
  for (let x = Math.ceil(left); x < right; x++) {
    const hole = span(inner, x + 0.5);
    if (!hole) continue;
    const u = (2 * (x + 0.5 - left)) / (right - left) - 1;
    const { share, colour } = at(u, x);
    const reach = Math.min(thick * share, 0.75 * (hole[1] - hole[0]));
    const edge = lower ? hole[1] - away : hole[0] + away;
    const part = lower ? [edge - reach, Math.min(edge, hole[1])] : [Math.max(edge, hole[0]), edge + reach];
    if (reach > 0.5) paint(crop, x, part as [number, number], colour);
  }
};

/** Puts lower teeth, a tongue and the gum above the teeth into an open mouth (outlines in px of the crop): what is taken for lip most easily. */
export const furnish = (
  crop: Crop,
  outer: readonly Point[],
  inner: readonly Point[],
  pxPerMm: number,
  r: Seeded,
): void => {
  const middle = span(inner, widthOf(inner).reduce((a, b) => a + b) / 2);
  if (!middle || middle[1] - middle[0] < ROOM_MM * pxPerMm) return;
  const lip = lipColour(crop, outer, inner);
  const tooth = toothColour(crop, inner, lip, r);
  const fleshy = (): Colour => shade(lip, Math.exp(0.2 * r.normal()), Math.exp(0.06 * r.normal()));
  const beside = (): number => between(r, BESIDE_MM) * pxPerMm;
  const round = (wide: number) => (u: number) => Math.sqrt(Math.max(0, 1 - (u / wide) ** 2));
  if (r.uniform() < 0.4) {
    const [colour, shape] = [fleshy(), round(between(r, [0.5, 0.95]))];
    const thick = between(r, [0.3, 0.7]) * (middle[1] - middle[0]);
    band(crop, inner, true, [beside(), thick], (u) => ({ share: shape(u), colour }));
  }
  if (r.uniform() < 0.5) {
    const [wide, tooths, start] = [between(r, [0.4, 0.9]), between(r, TOOTH_MM) * pxPerMm, r.uniform()];
    const thick = between(r, TEETH_MM) * pxPerMm;
    const flush = TEETH_FLUSH * r.uniform();
    const light = TEETH_LIGHT[0] * (TEETH_LIGHT[1] / TEETH_LIGHT[0]) ** r.uniform();
    const dim = shade(tooth, light).map((v, k) => v + (lip[k]! - v) * flush) as unknown as Colour;
    band(crop, inner, true, [beside(), thick], (u, x) => {
      const seam = Math.abs(((x / tooths + start) % 1) - 0.5);
      const lit = (seam > 0.42 ? 0.85 : 1) * (1 - 0.35 * (u / wide) ** 2);
      return { share: Math.abs(u) < wide ? 1 : 0, colour: shade(dim, lit) };
    });
  }
  if (r.uniform() < 0.25) {
    const [colour, shape] = [fleshy(), round(between(r, [0.6, 0.95]))];
    band(crop, inner, false, [beside(), between(r, [0.8, 2.5]) * pxPerMm], (u) => ({
      share: shape(u),
      colour,
    }));
  }
};

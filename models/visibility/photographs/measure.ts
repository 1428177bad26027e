/** Measures the net on the photographs: what was drawn by hand in occluders.json against the map as the product uses it.
 *  usage: tsx models/visibility/photographs/measure.ts <PNG folder> <landmark folder> [weights] [sheet.png] */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANONICAL_TRIANGLES, LIP_RINGS, VISIBILITY_SIZE } from '@carmine/face';
import { type ParsedFace, type ParseScene, pictureToCrop, readCrop } from '@carmine/parsing';
import { PNG } from 'pngjs';
import { VisibilityReader, visibilityCrop } from '../../../packages/parsing/src/visibility/index.ts';
import { drawPrior, PRIOR_CHANNELS, PRIOR_SIZE } from '../../../packages/parsing/src/visibility/prior.ts';
import { fillPolygon, fillStroke, type Point } from './draw.ts';

const here = import.meta.dirname;
const [pictures = '', landmarks = '', weights = join(here, '../weights/visibility.bin'), sheet = ''] =
  process.argv.slice(2);
const SIZE = VISIBILITY_SIZE;
const TEXELS = SIZE * SIZE;
/** Covered from here on. */
const COVERED = 128;

interface Shape {
  readonly area?: Point[];
  readonly line?: Point[];
  readonly width?: number;
  readonly closed?: boolean;
}
interface Labels {
  readonly photographs: Record<string, { readonly what: string; readonly shapes: Shape[] }>;
  readonly bare: Record<string, number>;
  readonly turned: string[];
}
const labels = JSON.parse(readFileSync(join(here, 'occluders.json'), 'utf8')) as Labels;
const bytes = readFileSync(weights);
const reader = VisibilityReader.fromWeights(new Uint8Array(bytes).buffer);

const load = (id: string): { face: ParsedFace; scene: ParseScene } | null => {
  const told = join(landmarks, `${id}.json`);
  const file = join(pictures, `${id}.png`);
  if (!existsSync(told) || !existsSync(file)) return null;
  const { faces } = JSON.parse(readFileSync(told, 'utf8')) as { faces: { landmarks: number[][] }[] };
  if (!faces[0]) return null;
  const { width, height, data } = PNG.sync.read(readFileSync(file));
  const picture = { width, height, data: new Uint8ClampedArray(data) };
  return {
    face: { landmarks: Float32Array.from(faces[0].landmarks.flat()), pose: new Float32Array(16), id: 0 },
    scene: { width, height, captureTime: 0, mode: 'image', read: (plan) => readCrop(picture, plan) },
  };
};

const look = (id: string) => {
  const met = load(id);
  if (!met) return null;
  const { face, scene } = met;
  const plan = visibilityCrop(face, scene);
  const [a, b, c, d, e, f] = pictureToCrop(plan);
  const place = (x: number, y: number): Point => [a * x + b * y + c, d * x + e * y + f];
  const at = (i: number): Point =>
    place(face.landmarks[i * 3]! * scene.width, face.landmarks[i * 3 + 1]! * scene.height);
  const mesh = new Uint8Array(TEXELS);
  for (let t = 0; t < CANONICAL_TRIANGLES.length; t += 3)
    fillPolygon(
      [0, 1, 2].map((k) => at(CANONICAL_TRIANGLES[t + k]!)),
      mesh,
      SIZE,
    );
  const lips = fillPolygon(LIP_RINGS.outer.map(at), new Uint8Array(TEXELS), SIZE);
  const truth = new Uint8Array(TEXELS);
  const scale = Math.hypot(a, b);
  for (const s of labels.photographs[id]?.shapes ?? []) {
    const points = (s.area ?? s.line ?? []).map(([x, y]) => place(x, y));
    if (s.area) fillPolygon(points, truth, SIZE);
    else fillStroke(points, { width: (s.width ?? 1) * scale, closed: s.closed ?? false }, truth, SIZE);
  }
  const prior = drawPrior(face, scene, plan, new Uint8Array(PRIOR_SIZE ** 2 * PRIOR_CHANNELS));
  return { crop: scene.read(plan), map: reader.see(face, scene).data, mesh, lips, truth, prior };
};

/** Texels of the mesh at least this share of the half-width away from the oval's rim, where hair of every face lies. */
const inner = (prior: Uint8Array): Uint8Array => {
  const points: Point[] = [];
  for (let i = 0; i < TEXELS; i++)
    if (prior[((((i / SIZE) | 0) >> 1) * PRIOR_SIZE + ((i % SIZE) >> 1)) * PRIOR_CHANNELS] === 1)
      points.push([i % SIZE, (i / SIZE) | 0]);
  const mean = (k: 0 | 1) => points.reduce((s, p) => s + p[k], 0) / points.length;
  const [cx, cy] = [mean(0), mean(1)];
  const held = new Set(points.map(([x, y]) => y * SIZE + x));
  const out = new Uint8Array(TEXELS);
  for (const [x, y] of points) {
    const far = Math.round(cy + (y - cy) / 0.86) * SIZE + Math.round(cx + (x - cx) / 0.86);
    if (held.has(far)) out[y * SIZE + x] = 1;
  }
  return out;
};

const share = (map: Uint8Array, where: (i: number) => boolean): number => {
  let [covered, all] = [0, 0];
  for (let i = 0; i < TEXELS; i++) {
    if (!where(i)) continue;
    all++;
    if (map[i]! < COVERED) covered++;
  }
  return covered / Math.max(1, all);
};
const percent = (v: number): string => `${(100 * v).toFixed(1)} %`;

const tiles: { id: string; seen: NonNullable<ReturnType<typeof look>> }[] = [];
const ids = Array.from({ length: 50 }, (_, i) => String(i * 2 + 1).padStart(3, '0'));
/** Share called covered of bare faces, inside and on the lips, by group of tones; turned faces apart. */
const groups = new Map<string, { inside: number; lips: number; count: number }>();
const groupOf = (id: string): string => {
  if (labels.turned.includes(id)) return 'turned';
  const tone = labels.bare[id]!;
  return tone < 4 ? 'Monk 1-3' : tone < 7 ? 'Monk 4-6' : 'Monk 7-10';
};
const addBare = (id: string, inside: number, lips: number): void => {
  const group = groups.get(groupOf(id)) ?? { inside: 0, lips: 0, count: 0 };
  groups.set(groupOf(id), {
    inside: group.inside + inside,
    lips: group.lips + lips,
    count: group.count + 1,
  });
};
let [sumBoth, sumAny, sumTruth] = [0, 0, 0];
for (const id of ids) {
  const seen = look(id);
  if (!seen) continue;
  tiles.push({ id, seen });
  const { map, mesh, lips, truth, prior } = seen;
  const line = [`lips ${percent(share(map, (i) => lips[i] === 1 && truth[i] === 0))}`];
  const label = labels.photographs[id];
  if (label) {
    let [both, any, all] = [0, 0, 0];
    for (let i = 0; i < TEXELS; i++) {
      if (!mesh[i]) continue;
      const [t, c] = [truth[i] === 1, map[i]! < COVERED];
      if (t && c) both++;
      if (t || c) any++;
      if (t) all++;
    }
    sumBoth += both;
    sumAny += any;
    sumTruth += all;
    line.unshift(
      `${label.what}: IoU ${(both / any).toFixed(2)}, found ${percent(both / all)} of ${all} texels`,
    );
  } else {
    const middle = inner(prior);
    if (id in labels.bare)
      addBare(
        id,
        share(map, (i) => middle[i] === 1),
        share(map, (i) => lips[i] === 1),
      );
    line.unshift(
      `${id in labels.bare ? 'bare' : 'not drawn'}: false ${percent(share(map, (i) => middle[i] === 1))} inside, ${percent(share(map, (i) => mesh[i] === 1))} of the mesh`,
    );
  }
  console.log(id, line.join('; '));
}
for (const [name, { inside, lips, count }] of [...groups].sort())
  console.log(
    `bare, ${name} (${count}): false ${percent(inside / count)} inside, lips ${percent(lips / count)}`,
  );
console.log(`all drawn: IoU ${(sumBoth / sumAny).toFixed(3)}, found ${percent(sumBoth / sumTruth)}`);

if (sheet) {
  const columns = 10;
  const png = new PNG({ width: columns * SIZE, height: Math.ceil(tiles.length / columns) * SIZE * 2 });
  for (const [n, { seen }] of tiles.entries())
    for (let i = 0; i < TEXELS; i++) {
      const hide = 1 - seen.map[i]! / 255;
      const [x, y] = [
        (n % columns) * SIZE + (i % SIZE),
        Math.floor(n / columns) * SIZE * 2 + ((i / SIZE) | 0),
      ];
      for (const [row, amount] of [
        [y, 0],
        [y + SIZE, 0.6 * hide],
      ] as const)
        for (let k = 0; k < 4; k++) {
          const red = k === 0 || k === 3 ? 255 : 0;
          const own = k === 3 ? 255 : seen.crop.data[i * 4 + k]!;
          png.data[(row * png.width + x) * 4 + k] = own + amount * (red - own);
        }
    }
  writeFileSync(sheet, PNG.sync.write(png));
}

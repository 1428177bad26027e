/**
 * The lip edge through the CPU renderer: node_modules/.bin/tsx models/lips/evaluate.ts WORK [FOLDS.json]
 * WORK by prepare.py. FOLDS.json by train.py --folds: {photograph: [outer, inner weights]}, trained without that photograph; else the shipped
 * weights; RAW=1: landmarks alone. Definitions are those of `pnpm fidelity` (tests/fidelity/rows/photographs.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACE_STRIDE, fromMessage, packFace, packFaceLight } from '../../packages/face/src/index.ts';
import { renderReference } from '../../packages/makeup/src/reference/index.ts';
import { LightReader, LipRefiner, readCrop } from '../../packages/parsing/src/index.ts';
import { deltaAt } from '../../tests/fidelity/measure/color.ts';
import {
  boundary,
  fillHoles,
  fillPolygon,
  grow,
  iou,
  outlineDistance,
  type Polygon,
  walk,
} from '../../tests/fidelity/measure/polygon.ts';

const SIZE = 1000;
const MOUTH_MM = 49.1;
const SPILL_MM = 1.5;
/** No light is told of a face looked at from the front, half a metre away. */
const POSE = new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -50, 1]);
const LOOK = {
  version: 1,
  layers: [{ product: 'lipstick', color: '#9b1c31', finish: 'satin', coverage: 0.75 }],
} as const;

const [work = '', folds] = process.argv.slice(2);
const labels = JSON.parse(readFileSync(join(work, 'lips.json'), 'utf8')) as Record<
  string,
  { outer: Polygon; inner: Polygon; drawn?: boolean }
>;
const weights = folds
  ? (JSON.parse(readFileSync(folds, 'utf8')) as Record<string, [string, string]>)
  : undefined;

const renderWith = (id: string) => {
  const image = {
    width: SIZE,
    height: SIZE,
    data: new Uint8ClampedArray(readFileSync(join(work, `${id}.rgba`))),
  };
  const landmarks = Float32Array.from(
    (JSON.parse(readFileSync(join(work, `${id}.json`), 'utf8')) as number[][]).flat(),
  );
  const scene = {
    width: SIZE,
    height: SIZE,
    read: (plan: Parameters<typeof readCrop>[1]) => readCrop(image, plan),
    captureTime: 0,
    mode: 'image' as const,
  };
  const face = { landmarks, pose: POSE, id: 0 };
  const light = new Float32Array(16);
  packFaceLight(new LightReader().read(face, scene), light);
  if (process.env.RAW !== '1') new LipRefiner(weights?.[id]).refine(face, scene);
  const packed = new Float32Array(FACE_STRIDE);
  packFace(packed, 0, { landmarks, pose: POSE, confidence: 1, light });
  const frame = fromMessage({
    frameId: 0,
    captureTime: 0,
    width: SIZE,
    height: SIZE,
    inferenceMs: 0,
    faceCount: 1,
    packed,
  });
  return { image, rendered: renderReference(image, frame, LOOK) };
};

const measure = (id: string) => {
  const { image, rendered } = renderWith(id);
  const { outer: outline, inner } = labels[id]!;
  const outer = fillPolygon(outline, SIZE, SIZE);
  const opening = inner.length ? fillPolygon(inner, SIZE, SIZE) : new Uint8Array(SIZE * SIZE);
  const drawn = outer.map((v, i) => v & (1 - opening[i]!));
  const worn = Uint8Array.from(rendered.masks.lipstick!, (v) => (v >= 128 ? 1 : 0));
  const xs = outline.map(([x]) => x);
  const mouth = Math.max(...xs) - Math.min(...xs);
  const near = grow(outer, SIZE, SIZE, (SPILL_MM / MOUTH_MM) * mouth);
  const delta = (i: number): number => deltaAt(image.data, rendered.image.data, i);
  const result = { id, iou: iou(worn, drawn), outline: 0, seen: 0, inside: 0, spill: 0 };
  result.outline = outlineDistance(boundary(fillHoles(worn, SIZE, SIZE), SIZE), walk(outline)) / mouth;
  let [area, spilt] = [0, 0];
  for (let i = 0; i < outer.length; i++) {
    area += drawn[i]!;
    if (opening[i]) {
      result.inside++;
      if (delta(i) > 3) result.seen++;
    }
    if (!near[i] && rendered.masks.lipstick![i]! > 0 && delta(i) > 1) spilt++;
  }
  result.spill = spilt / area;
  return result;
};

const results = Object.keys(labels)
  .filter((id) => labels[id]!.drawn !== false && (!weights || weights[id]))
  .map(measure)
  .sort((a, b) => a.iou - b.iou);
const sum = (of: (r: (typeof results)[number]) => number, from = results): number =>
  from.reduce((total, r) => total + of(r), 0);
const mean = (of: (r: (typeof results)[number]) => number, from = results): number =>
  sum(of, from) / from.length;
for (const r of results)
  console.log(
    `${r.id} IoU ${r.iou.toFixed(3)} outline ${(100 * r.outline).toFixed(2)} % spill ${(100 * r.spill).toFixed(2)} %` +
      (r.inside ? ` opening ${((100 * r.seen) / r.inside).toFixed(1)} %` : ''),
  );
console.log(
  `IoU ${mean((r) => r.iou).toFixed(4)}, worst tenth ${mean((r) => r.iou, results.slice(0, Math.ceil(results.length / 10))).toFixed(3)}, ` +
    `three worst ${mean((r) => r.iou, results.slice(0, 3)).toFixed(3)}, outline ${(100 * mean((r) => r.outline)).toFixed(2)} %, ` +
    `opening ${((100 * sum((r) => r.seen)) / sum((r) => r.inside)).toFixed(2)} %, spill ${(100 * mean((r) => r.spill)).toFixed(2)} %`,
);

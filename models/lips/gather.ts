/**
 * Training records of the lip networks: node_modules/.bin/tsx models/lips/gather.ts WORK COPIES OUT
 * COPIES of each drawn photograph, half as many of each other one. WORK has NNN.rgba (1000 x 1000), NNN.json (landmarks, as `carmine track` prints them) and lips.json with `seam`, all by prepare.py.
 * A record, float32: photograph, copy (0: as it is), separation, px a step; crop to picture (6); targets 2 x 40 in steps (NaN: none);
 * origins and directions 2 x 40 x 2 each, px of the crop; facts 40 x 5; pixels 2 x 40 x 37 x 4.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { cropToPicture } from '../../packages/parsing/src/crop.ts';
import { mouthView } from '../../packages/parsing/src/lips/mouth-view.ts';
import { Spokes } from '../../packages/parsing/src/lips/spokes.ts';
import { STEP_MM, Strips } from '../../packages/parsing/src/lips/strips.ts';
import { Tissue } from '../../packages/parsing/src/lips/tissue.ts';
import { readCrop } from '../../packages/parsing/src/read-crop.ts';
import { furnish } from './openings.ts';
import { meet, type Point } from './rays.ts';
import { Seeded } from './seeded.ts';
import { misplace, recapture, recolor } from './vary.ts';
import { growBeard } from './whiskers.ts';

const SIZE = 1000;
/** Added to the place of photographs whose outlines are not drawn by hand. */
const NOT_DRAWN = 1000;
const [work = '', copies = '1', out = ''] = process.argv.slice(2);

/** Share of the copies of open mouths that are given teeth and tongue. */
const FURNISHED = 0.5;

interface Label {
  readonly outer: readonly Point[];
  readonly inner: readonly Point[];
  /** The line between closed lips. */
  readonly seam: readonly Point[];
  /** The inner outline reaches from corner to corner. */
  readonly wide: boolean;
  /** By hand; others are never held out. */
  readonly drawn: boolean;
}

const random = new Seeded(12345);
const spokes = new Spokes();
const strips = new Strips();
const tissue = new Tissue();

/** Where the edges lie along the spokes, in steps. Lines in px of the cut-out. */
const targetsOf = ({ outer, inner, seam, wide }: Label, step: number): Float32Array => {
  const target = new Float32Array(80);
  for (let k = 0; k < 40; k++) {
    const ray = (ring: 0 | 1): [Point, Point] => [
      [spokes.origins[ring][k * 2]!, spokes.origins[ring][k * 2 + 1]!],
      [spokes.directions[ring][k * 2]!, spokes.directions[ring][k * 2 + 1]!],
    ];
    target[k] = meet(outer, ...ray(0), 'out') / step;
    let edge = inner.length ? meet(inner, ...ray(1), 'in') : Number.NaN;
    if (!Number.isFinite(edge) && !wide && k % 20 !== 0) edge = meet(seam, ...ray(1), 'any');
    target[40 + k] = edge / step;
  }
  return target;
};

/** How far the landmarks of a copy are misplaced, see `misplace`: wide smiles in beards are off by up to 5 mm. */
const misplacement = (share: number): number =>
  share < 0.25 ? 0 : share < 0.65 ? 0.7 : share < 0.9 ? 1.4 : 2.4;

/** A label with its lines in px of the cut-out. */
const cropped = (label: Label, toCrop: (p: Point) => Point): Label => ({
  ...label,
  outer: label.outer.map(toCrop),
  inner: label.inner.map(toCrop),
  seam: label.seam.map(toCrop),
});

/** Gives the mouth in the cut-out other colours, teeth and tongue, a beard, another camera. */
const vary = ({ outer, inner }: Label, crop: ReturnType<typeof readCrop>, pxPerMm: number): void => {
  if (random.uniform() < 0.6) recolor(crop, outer, inner, random);
  if (inner.length && random.uniform() < FURNISHED) furnish(crop, outer, inner, pxPerMm, random);
  if (random.uniform() < 0.2) growBeard(crop, outer, pxPerMm, random);
  recapture(crop, random);
};

const record = (
  photograph: number,
  copy: number,
  picture: Parameters<typeof readCrop>[0],
  label: Label,
  truth: Float64Array,
): Float32Array | null => {
  const lm = truth.slice();
  const amount = copy === 0 ? 0 : misplacement(random.uniform());
  misplace(lm, mouthView(lm, SIZE, SIZE)!, SIZE, amount, random);
  const view = mouthView(lm, SIZE, SIZE)!;
  spokes.place(lm, SIZE, SIZE, view);
  const crop = readCrop(picture, view.plan);
  const [a, b, c, d, e, f] = view.toCrop;
  const toCrop = ([x, y]: Point): Point => [a * x + b * y + c, d * x + e * y + f];
  const seen = cropped(label, toCrop);
  if (copy > 0) vary(seen, crop, view.pxPerMm);
  if (!tissue.learn(crop, spokes, view.pxPerMm)) return null;
  // Larger and smaller mouths.
  const scale = view.pxPerMm * (copy === 0 ? 1 : Math.exp(random.normal() * 0.12));
  strips.fill(crop, spokes, tissue, scale);
  const step = STEP_MM * scale;
  return Float32Array.of(
    ...[photograph, copy, tissue.separation, step],
    ...cropToPicture(view.plan),
    ...targetsOf(seen, step),
    ...[...spokes.origins, ...spokes.directions].flatMap((v) => [...v]),
    ...strips.facts,
    ...strips.pixels.flatMap((v) => [...v]),
  );
};

const labels = JSON.parse(readFileSync(join(work, 'lips.json'), 'utf8')) as Record<string, Label>;
const file = openSync(out, 'w');
Object.keys(labels).forEach((id, place) => {
  const photograph = labels[id]!.drawn ? place : place + NOT_DRAWN;
  const data = new Uint8ClampedArray(readFileSync(join(work, `${id}.rgba`)));
  const landmarks = JSON.parse(readFileSync(join(work, `${id}.json`), 'utf8')) as number[][];
  const truth = Float64Array.from(landmarks.flat());
  const count = Math.ceil(Number(copies) / (labels[id]!.drawn ? 1 : 2));
  for (let copy = 0; copy < count; copy++) {
    const one = record(photograph, copy, { width: SIZE, height: SIZE, data }, labels[id]!, truth);
    if (one) writeSync(file, Buffer.from(one.buffer));
  }
});
closeSync(file);

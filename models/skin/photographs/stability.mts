// C5 and C6 of skin.md 8 on photographs: how far the reading moves when exposure, white balance, gamma and JPEG quality of the
// same picture are changed, as a share of how far the literally read cheek moves; and within a burst of five noisy frames.
// Photographs carry no colour truth.
//   tsx stability.mts FOLDER_OF_PREPARE_PY [lips.json [OUT.md]]   -> markdown, printed and written
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  deltaE2000,
  ita,
  type Lab,
  likelyUndertone,
  linearToLab,
  linearToSrgb8,
  SRGB8_TO_LINEAR,
  undertoneProbabilities,
} from '@carmine/color';
import { FACE_STRIDE, type FaceFrame, fromMessage, packFace } from '@carmine/face';
import { bothWays } from '../../../packages/skin/src/model/input.ts';
import { parseMeta } from '../../../packages/skin/src/model/meta.ts';
import { createOrtNet } from '../../../packages/skin/src/model/ort.ts';
import { decodeOutputs } from '../../../packages/skin/src/model/posterior.ts';
import type { PixelImage } from '../../../packages/skin/src/pixels/image.ts';
import { readFace } from '../../../packages/skin/src/reading.ts';
import { CHEEKS } from '../../../packages/skin/src/token-regions.ts';
import { buildTokens } from '../../../packages/skin/src/tokens.ts';
import { average, icc31, normals, rankCorrelation, rms, spread } from './numbers.mts';

const [folder = '.', tonesFile, outFile] = process.argv.slice(2);
const weights = new URL('../weights/', import.meta.url);
const net = await createOrtNet({
  meta: parseMeta(readFileSync(new URL('colournet.json', weights), 'utf8')),
  model: new Uint8Array(readFileSync(new URL('colournet.onnx', weights))),
});

interface Change {
  readonly name: string;
  readonly gain: readonly [number, number, number];
  readonly gamma: number;
}
/** About 3 degrees of white balance, half a stop, and gamma. */
const CHANGES: readonly Change[] = [
  { name: 'EV +.5', gain: [Math.SQRT2, Math.SQRT2, Math.SQRT2], gamma: 1 },
  { name: 'EV -.5', gain: [Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2], gamma: 1 },
  { name: 'white balance warm', gain: [1.06, 1, 0.92], gamma: 1 },
  { name: 'white balance cool', gain: [0.94, 1, 1.08], gamma: 1 },
  { name: 'gamma .92', gain: [1, 1, 1], gamma: 0.92 },
  { name: 'gamma 1.08', gain: [1, 1, 1], gamma: 1.08 },
];
const JPEG = 'JPEG quality 60';
/** Frames of a burst, noise of a channel (8-bit codes) and of a landmark (px): hand-held video in room light. */
const FRAMES = 5;
const NOISE = 2.5;
const JITTER = 0.3;
/** Steps of the Monk scale whose depth is told together. */
const MONK_GROUPS = [
  [1, 3],
  [4, 6],
  [7, 10],
] as const;

const changed = (image: PixelImage, { gain, gamma }: Change): PixelImage => {
  const tables = gain.map((g) =>
    Uint8ClampedArray.from({ length: 256 }, (_, v) =>
      Math.round(255 * (linearToSrgb8(Math.min(1, SRGB8_TO_LINEAR[v]! * g)) / 255) ** gamma),
    ),
  );
  return { ...image, data: image.data.map((v, i) => (i % 4 === 3 ? v : tables[i % 4]![v]!)) };
};

interface Read {
  readonly lab: Lab;
  readonly naive: Lab;
  readonly r90: number;
  readonly undertone: string;
}

const read = async (image: PixelImage, frame: FaceFrame): Promise<Read | null> => {
  const reading = readFace(image, frame, frame.faces[0]!);
  const tokens = buildTokens(reading.regions);
  const p = decodeOutputs(await net.run(bothWays(tokens, net.meta)), net.meta);
  const rgb: [number, number, number] = [0, 0, 0];
  let n = 0;
  for (const id of CHEEKS) {
    const pixels = reading.regions[id].rgb;
    for (let i = 0; i < pixels.length; i++) rgb[i % 3]! += pixels[i]!;
    n += pixels.length / 3;
  }
  const undertone = likelyUndertone(undertoneProbabilities(p.lab, p.cov));
  const naive = linearToLab([rgb[0] / n, rgb[1] / n, rgb[2] / n]);
  return n < 50 ? null : { lab: p.lab, naive, r90: p.r90, undertone };
};

interface StoredFace {
  readonly width: number;
  readonly height: number;
  readonly landmarks: readonly number[];
  readonly pose: readonly number[];
}

const frameOf = (face: StoredFace): FaceFrame => {
  const packed = new Float32Array(FACE_STRIDE);
  packFace(packed, 0, { ...face, confidence: 1 });
  const { width, height } = face;
  return fromMessage({ frameId: 0, captureTime: 0, width, height, inferenceMs: 0, faceCount: 1, packed });
};

/** Readings of five frames of one picture: noise of the sensor, landmarks that tremble. */
const burst = async (image: PixelImage, face: StoredFace, seed: number): Promise<Lab[]> => {
  const normal = normals(seed);
  const labs: Lab[] = [];
  for (let f = 0; f < FRAMES; f++) {
    const data = image.data.map((v, i) => (i % 4 === 3 ? v : v + NOISE * normal()));
    const size = [image.width, image.height, image.width];
    const landmarks = face.landmarks.map((v, i) => v + (JITTER * normal()) / size[i % 3]!);
    const got = await read({ ...image, data }, frameOf({ ...face, landmarks }));
    if (got) labs.push(got.lab);
  }
  return labs;
};

interface Row extends Read {
  readonly name: string;
  readonly sd: number;
  readonly naiveSd: number;
  readonly frames: readonly Lab[];
}

const shifts = new Map<string, { net: number[]; naive: number[] }>();
const rows: Row[] = [];
const names = readdirSync(folder).flatMap((f) => (f.endsWith('.face.json') ? [f.slice(0, -10)] : []));
for (const [index, name] of names.entries()) {
  const face = JSON.parse(readFileSync(`${folder}/${name}.face.json`, 'utf8')) as StoredFace;
  const frame = frameOf(face);
  const load = (suffix: string): PixelImage => ({
    width: face.width,
    height: face.height,
    data: new Uint8ClampedArray(readFileSync(`${folder}/${name}${suffix}.rgba`)),
  });
  const image = load('');
  const base = await read(image, frame);
  if (!base) continue;
  const all = [base];
  const versions: [string, PixelImage][] = CHANGES.map((c) => [c.name, changed(image, c)]);
  versions.push([JPEG, load('.jpeg60')]);
  for (const [label, version] of versions) {
    const got = await read(version, frame);
    if (!got) continue;
    const row = shifts.get(label) ?? { net: [], naive: [] };
    row.net.push(deltaE2000(base.lab, got.lab));
    row.naive.push(deltaE2000(base.naive, got.naive));
    shifts.set(label, row);
    all.push(got);
  }
  rows.push({
    ...base,
    name,
    sd: spread(all.map((r) => r.lab)),
    naiveSd: spread(all.map((r) => r.naive)),
    frames: await burst(image, face, index + 1),
  });
}

const lines: string[] = ['| Change | net, dE00 | cheek read literally | ratio |', '|---|---|---|---|'];
for (const [label, { net: a, naive: b }] of shifts)
  lines.push(
    `| ${label} | ${rms(a).toFixed(2)} | ${rms(b).toFixed(2)} | ${((100 * rms(a)) / rms(b)).toFixed(0)} % |`,
  );
const told = rows.filter((r) => r.r90 <= 8);
const groups = [
  ['every picture', rows],
  ['pictures told (r90 <= 8)', told],
] as const;
for (const [what, list] of groups) {
  const [a, b] = [average(list.map((r) => r.sd)), average(list.map((r) => r.naiveSd))];
  lines.push(
    `| **C5 SD over all, ${what}, n ${list.length}** | ${a.toFixed(2)} | ${b.toFixed(2)} | **${((100 * a) / b).toFixed(0)} %** (target 35) |`,
  );
}
lines.push(
  '',
  '| C6 burst of five | SD dE00, mean (median) | ICC(3,1) L* | ICC(3,1) ITA |',
  '|---|---|---|---|',
);
for (const [what, list] of groups) {
  const full = list.filter((r) => r.frames.length === FRAMES);
  const sd = full.map((r) => spread(r.frames)).sort((a, b) => a - b);
  const icc = (of: (lab: Lab) => number): string => icc31(full.map((r) => r.frames.map(of))).toFixed(3);
  lines.push(
    `| ${what}, n ${full.length} | ${average(sd).toFixed(2)} (${sd[sd.length >> 1]!.toFixed(2)}; target .6) | ${icc((l) => l[0])} | ${icc((l) => ita(l))} |`,
  );
}
lines.push('');
for (const [what, list] of groups) {
  const share = (word: string): number => list.filter((r) => r.undertone === word).length;
  const mean = [0, 1, 2].map((k) => average(list.map((r) => r.lab[k]!)).toFixed(1)).join(' / ');
  lines.push(
    `- ${what}: mean Lab ${mean}; undertone cool ${share('cool')}, neutral ${share('neutral')}, warm ${share('warm')}, olive ${share('olive')}.`,
  );
}
const tones =
  tonesFile && existsSync(tonesFile)
    ? (JSON.parse(readFileSync(tonesFile, 'utf8')) as Record<string, { tone?: number }>)
    : {};
for (const [what, list] of groups) {
  const ranked = list.filter((r) => tones[r.name]?.tone);
  if (ranked.length < 5) continue;
  const tone = ranked.map((r) => tones[r.name]!.tone!);
  const of = (lab: (r: Row) => Lab): string =>
    rankCorrelation(
      ranked.map((r) => -lab(r)[0]),
      tone,
    ).toFixed(2);
  lines.push(
    `- ${what}: Spearman of depth with the Monk estimates ${of((r) => r.lab)} (n ${ranked.length}); cheek read literally ${of((r) => r.naive)}.`,
  );
}
lines.push(
  '',
  '| Monk estimate | pictures | mean L*, net | cheek read literally | told (r90 <= 8) |',
  '|---|---|---|---|---|',
);
for (const [from, to] of MONK_GROUPS) {
  const list = rows.filter((r) => (tones[r.name]?.tone ?? 0) >= from && tones[r.name]!.tone! <= to);
  if (list.length === 0) continue;
  const depth = (lab: (r: Row) => Lab): string => average(list.map((r) => lab(r)[0])).toFixed(0);
  lines.push(
    `| ${from}-${to} | ${list.length} | ${depth((r) => r.lab)} | ${depth((r) => r.naive)} | ${list.filter((r) => r.r90 <= 8).length} |`,
  );
}
console.log(lines.join('\n'));
if (outFile) writeFileSync(outFile, `${lines.join('\n')}\n`);
await net.close();

// C5 of skin.md 8 on photographs: how far the report moves when exposure, white balance, gamma and JPEG quality of the same
// picture are changed, as a share of how far the literally read cheek moves. Photographs carry no colour truth.
//   tsx stability.mts OUT_FOLDER_OF_LANDMARKS_PY [lips.json [WEIGHTS_FOLDER]]   -> prints a table and, with tones, the rank correlation
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { deltaE2000, type Lab, linearToLab, linearToSrgb8, SRGB8_TO_LINEAR } from '@carmine/color';
import { FACE_STRIDE, type FaceFrame, fromMessage, packFace } from '@carmine/face';
import { netInput } from '../../../packages/skin/src/model/input.ts';
import { parseMeta } from '../../../packages/skin/src/model/meta.ts';
import { createOrtNet } from '../../../packages/skin/src/model/ort.ts';
import { decodeOutputs } from '../../../packages/skin/src/model/posterior.ts';
import type { PixelImage } from '../../../packages/skin/src/pixels/image.ts';
import { readFace } from '../../../packages/skin/src/reading.ts';
import { CHEEKS } from '../../../packages/skin/src/token-regions.ts';
import { buildTokens } from '../../../packages/skin/src/tokens.ts';

const folder = process.argv[2] ?? '.';
const weights = process.argv[4]
  ? pathToFileURL(`${process.argv[4]}/`)
  : new URL('../weights/', import.meta.url);
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
  { name: 'WB warm', gain: [1.06, 1, 0.92], gamma: 1 },
  { name: 'WB cool', gain: [0.94, 1, 1.08], gamma: 1 },
  { name: 'gamma .92', gain: [1, 1, 1], gamma: 0.92 },
  { name: 'gamma 1.08', gain: [1, 1, 1], gamma: 1.08 },
];

const changed = (image: PixelImage, { gain, gamma }: Change): PixelImage => {
  const tables = gain.map((g) =>
    Uint8ClampedArray.from({ length: 256 }, (_, v) =>
      Math.round(255 * (linearToSrgb8(Math.min(1, SRGB8_TO_LINEAR[v]! * g)) / 255) ** gamma),
    ),
  );
  const data = image.data.map((v, i) => (i % 4 === 3 ? v : tables[i % 4]![v]!));
  return { ...image, data };
};

const read = async (
  image: PixelImage,
  frame: FaceFrame,
): Promise<{ lab: Lab; naive: Lab; r90: number } | null> => {
  const reading = readFace(image, frame, frame.faces[0]!);
  const tokens = buildTokens(reading.regions);
  const p = decodeOutputs(await net.run(netInput(tokens, net.meta)), net.meta);
  const rgb = [0, 0, 0];
  let n = 0;
  for (const id of CHEEKS) {
    const pixels = reading.regions[id].rgb;
    for (let i = 0; i < pixels.length; i += 3) for (let k = 0; k < 3; k++) rgb[k]! += pixels[i + k]!;
    n += pixels.length / 3;
  }
  return n < 50
    ? null
    : { lab: p.lab, naive: linearToLab([rgb[0]! / n, rgb[1]! / n, rgb[2]! / n]), r90: p.r90 };
};

/** Root mean square dE00 from the mean colour of a picture's versions. */
const spread = (labs: readonly Lab[]): number => {
  const middle = [0, 1, 2].map((k) => labs.reduce((x, l) => x + l[k]!, 0) / labs.length) as unknown as Lab;
  return rms(labs.map((l) => deltaE2000(l, middle)));
};
const rms = (list: readonly number[]): number => Math.sqrt(list.reduce((x, v) => x + v * v, 0) / list.length);

const names = readdirSync(folder)
  .filter((f) => f.endsWith('.face.json'))
  .map((f) => f.slice(0, -10));
const shifts = new Map<string, { net: number[]; naive: number[] }>();
const rows: { name: string; lab: Lab; r90: number; sd: number; naiveSd: number }[] = [];
for (const name of names) {
  const face = JSON.parse(readFileSync(`${folder}/${name}.face.json`, 'utf8'));
  const packed = new Float32Array(FACE_STRIDE);
  packFace(packed, 0, { ...face, confidence: 1 });
  const { width, height } = face;
  const frame = fromMessage({
    frameId: 0,
    captureTime: 0,
    width,
    height,
    inferenceMs: 0,
    faceCount: 1,
    packed,
  });
  const load = (suffix: string): PixelImage => ({
    width,
    height,
    data: new Uint8ClampedArray(readFileSync(`${folder}/${name}${suffix}.rgba`)),
  });
  const image = load('');
  const base = await read(image, frame);
  if (!base) continue;
  const labs: { net: Lab[]; naive: Lab[] } = { net: [base.lab], naive: [base.naive] };
  const versions: [string, PixelImage][] = CHANGES.map((c) => [c.name, changed(image, c)]);
  versions.push(['JPEG q60', load('.jpeg60')]);
  for (const [label, version] of versions) {
    const got = await read(version, frame);
    if (!got) continue;
    const row = shifts.get(label) ?? { net: [], naive: [] };
    labs.net.push(got.lab);
    labs.naive.push(got.naive);
    row.net.push(deltaE2000(base.lab, got.lab));
    row.naive.push(deltaE2000(base.naive, got.naive));
    shifts.set(label, row);
  }
  rows.push({ name, lab: base.lab, r90: base.r90, sd: spread(labs.net), naiveSd: spread(labs.naive) });
}
for (const [label, { net: a, naive: b }] of shifts) {
  console.log(
    `${label.padEnd(11)} net ${rms(a).toFixed(2)}  cheek ${rms(b).toFixed(2)}  ${((100 * rms(a)) / rms(b)).toFixed(0)} %`,
  );
}
const average = (list: readonly number[]): number => list.reduce((x, v) => x + v, 0) / list.length;
for (const [what, list] of [
  ['all', rows],
  ['told (r90 <= 8)', rows.filter((r) => r.r90 <= 8)],
] as const) {
  const [a, b] = [average(list.map((r) => r.sd)), average(list.map((r) => r.naiveSd))];
  console.log(
    `SD over the changes, ${what}: net ${a.toFixed(2)}, cheek ${b.toFixed(2)}: ${((100 * a) / b).toFixed(0)} % (n ${list.length}, target 35)`,
  );
}

const tones =
  process.argv[3] && existsSync(process.argv[3]) ? JSON.parse(readFileSync(process.argv[3], 'utf8')) : {};
const ranked = rows.filter((r) => tones[r.name]?.tone);
const ranks = (list: readonly number[]): number[] =>
  list.map((v) => list.filter((w) => w < v).length + (list.filter((w) => w === v).length - 1) / 2);
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [x, y] = [ranks(a), ranks(b)];
  const m = (x.length - 1) / 2;
  const dot = (p: number[], q: number[]): number => p.reduce((s, v, i) => s + (v - m) * (q[i]! - m), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
};
if (ranked.length > 4) {
  const tone = ranked.map((r) => tones[r.name].tone as number);
  console.log(
    `Spearman of -L* and Monk estimate: ${correlation(
      ranked.map((r) => -r.lab[0]),
      tone,
    ).toFixed(2)} (n ${ranked.length})`,
  );
  const told = ranked.filter((r) => r.r90 <= 8);
  const toneTold = told.map((r) => tones[r.name].tone as number);
  console.log(
    `of those told (r90 <= 8): ${correlation(
      told.map((r) => -r.lab[0]),
      toneTold,
    ).toFixed(2)} (n ${told.length})`,
  );
}

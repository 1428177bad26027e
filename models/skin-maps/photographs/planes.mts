// What MapNet reads of photographs, for sheet.py: npx tsx models/skin-maps/photographs/planes.mts PICTURES LANDMARKS OUT
// PICTURES: NNN.rgba of `pictures.py` with NNN.size; LANDMARKS: NNN.json of `carmine render --json`; OUT: NNN.planes, float32.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACE_STRIDE, type FaceFrame, fromMessage, packFace } from '@carmine/face';
import { mapInput } from '../../../packages/skin/src/maps/net-input.ts';
import { bothWays } from '../../../packages/skin/src/model/input.ts';
import { parseMeta } from '../../../packages/skin/src/model/meta.ts';
import { createOrtNet } from '../../../packages/skin/src/model/ort.ts';
import { decodeOutputs } from '../../../packages/skin/src/model/posterior.ts';
import { readFace } from '../../../packages/skin/src/reading.ts';
import { buildTokens } from '../../../packages/skin/src/tokens.ts';

const SIZE = 512;
const [pictures, landmarks, out] = process.argv.slice(2) as [string, string, string];
const weights = new URL('../../skin/weights/', import.meta.url);
const net = await createOrtNet({
  meta: parseMeta(readFileSync(new URL('colournet.json', weights), 'utf8')),
  model: new Uint8Array(readFileSync(new URL('colournet.onnx', weights))),
});

interface Tracked {
  readonly faces: readonly { readonly landmarks: number[][]; readonly confidence: number }[];
}

const frameOf = (tracked: Tracked, width: number, height: number): FaceFrame => {
  const face = tracked.faces[0]!;
  const packed = new Float32Array(FACE_STRIDE);
  const pose = new Float32Array(16);
  packFace(packed, 0, {
    landmarks: Float32Array.from(face.landmarks.flat()),
    pose,
    confidence: face.confidence,
  });
  return fromMessage({ frameId: 1, captureTime: 0, inferenceMs: 0, width, height, faceCount: 1, packed });
};

mkdirSync(out, { recursive: true });
const index: object[] = [];
for (const file of readdirSync(pictures).filter((f) => f.endsWith('.rgba'))) {
  const id = file.slice(0, -5);
  const json = join(landmarks, `${id}.json`);
  if (!existsSync(json)) continue;
  const tracked = JSON.parse(readFileSync(json, 'utf8')) as Tracked;
  if (!tracked.faces?.length) continue;
  const [width, height] = readFileSync(join(pictures, `${id}.size`), 'utf8')
    .split(' ')
    .map(Number) as [number, number];
  const image = { width, height, data: new Uint8ClampedArray(readFileSync(join(pictures, file))) };
  const frame = frameOf(tracked, width, height);
  const reading = readFace(image, frame, frame.faces[0]!);
  const { lab, r90 } = decodeOutputs(
    await net.run(bothWays(buildTokens(reading.regions), net.meta)),
    net.meta,
  );
  const input = mapInput(reading, { lab }, SIZE);
  if (!input) continue;
  writeFileSync(join(out, `${id}.planes`), input.planes);
  index.push({ id, lab, r90, pxPerMm: reading.pxPerMm });
}
writeFileSync(join(out, 'index.json'), JSON.stringify(index, null, 1));
await net.close();

/** Writes synthetic heads and their landmarks for the training: NAME.png (RGB) and NAME.json ({yaw: degrees, landmarks: [[x, y] x 478] in
 *  px}), and the triangles of the face mesh (triangles.json), with which faces.py turns portraits.
 *  usage: tsx models/visibility/inputs/heads.ts <folder> [count] [first number] */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANONICAL_TRIANGLES } from '@carmine/face';
import { LIGHTS, type LightName, renderHead } from '@carmine/head';
import { PNG } from 'pngjs';

const [folder = '', count = '400', first = '0'] = process.argv.slice(2);
const SIZE = 288;
/** Half ranges of yaw and pitch, degrees: of heads up to number FACING about what a mirror sees, beyond it up to near profile. */
const FACING = 400;
const NEAR = { yaw: 38, pitch: 20 } as const;
const FAR = { yaw: 75, pitch: 30 } as const;

/** Mulberry32: small, seeded, good enough to scatter parameters. */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

const lights = Object.keys(LIGHTS) as LightName[];

const draw = (index: number): void => {
  const next = random(index + 1);
  const spread = (half: number) => (next() * 2 - 1) * half;
  const turn = index < FACING ? NEAR : FAR;
  const open = next() < 0.5 ? 0 : next() * 0.7;
  const light = lights[Math.floor(next() * lights.length)] ?? 'studio';
  const brightness = 0.45 + next() * 0.75;
  const pose = {
    yaw: spread(turn.yaw),
    pitch: spread(turn.pitch),
    roll: spread(12),
    distance: 62 + next() * 10,
  };
  const head = renderHead({
    width: SIZE,
    height: SIZE,
    tone: (index % 10) + 1,
    light,
    brightness,
    pose,
    expression: { mouthOpen: open, smile: next(), pucker: next() * 0.3, blink: next() < 0.15 ? 1 : 0 },
    texture: { variation: 1, pores: next(), freckles: next() < 0.2 ? 200 : 0, redness: next() * 0.3 },
    shine: { amount: next() * 2, tZone: next() },
    hair: next() < 0.8,
    hairColor:
      ['auto', '#2b1c12', '#6b4526', '#b58a52', '#8a8a88', '#1a1a1a'][Math.floor(next() * 6)] ?? 'auto',
    seed: index,
    quality: 'live',
    truth: false,
  });
  const png = new PNG({ width: SIZE, height: SIZE });
  png.data.set(head.image.data);
  const name = `head${String(index).padStart(4, '0')}`;
  writeFileSync(join(folder, `${name}.png`), PNG.sync.write(png));
  const landmarks = Array.from({ length: 478 }, (_, i) => [
    +(head.landmarks[i * 3]! * SIZE).toFixed(2),
    +(head.landmarks[i * 3 + 1]! * SIZE).toFixed(2),
  ]);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ yaw: +pose.yaw.toFixed(1), landmarks }));
};

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'triangles.json'), JSON.stringify([...CANONICAL_TRIANGLES]));
for (let i = 0; i < Number(count); i++) draw(Number(first) + i);

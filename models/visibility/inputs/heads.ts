/** Writes synthetic heads and their landmarks for the training: NAME.png (RGB) and NAME.json ({landmarks: [[x, y] x 478] in px}).
 *  usage: tsx models/visibility/inputs/heads.ts <folder> [count] */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIGHTS, type LightName, renderHead } from '@carmine/head';
import { PNG } from 'pngjs';

const [folder = '', count = '400'] = process.argv.slice(2);
const SIZE = 288;

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
  const open = next() < 0.5 ? 0 : next() * 0.7;
  const head = renderHead({
    width: SIZE,
    height: SIZE,
    tone: (index % 10) + 1,
    light: lights[Math.floor(next() * lights.length)] ?? 'studio',
    brightness: 0.45 + next() * 0.75,
    pose: { yaw: spread(38), pitch: spread(20), roll: spread(12), distance: 62 + next() * 10 },
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
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ landmarks }));
};

mkdirSync(folder, { recursive: true });
for (let i = 0; i < Number(count); i++) draw(i);

import { expect, it } from 'vitest';
import type { FaceMap } from '../pixels/unwrap.ts';
import { type FlatSkin, syntheticSkin } from '../testing/synthetic-skin.ts';
import { labelOf, prepareCondition } from './condition.ts';
import { lips } from './lips.ts';

/** Light that a film of water lends all channels, share of white: waves of 5 mm. */
const wetted = (map: FaceMap, labels: Uint8Array, amount: number): FaceMap => {
  const rgb = map.rgb.slice();
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== labelOf('lips')) continue;
    const wave = 0.5 + 0.5 * Math.sin((2 * Math.PI * (i % map.size)) / (5 * map.perMm));
    for (let k = 0; k < 3; k++) rgb[i * 3 + k]! += amount * wave;
  }
  return { ...map, rgb };
};

const TONES: [string, FlatSkin['lab'], number][] = [
  ['light', [66, 11, 14.5], 0.03],
  ['deep', [36, 13, 18], 0.01],
];

it.each(TONES)('a film of water on %s lips is not unevenness', (_, lab, film) => {
  const read = (lipMottle: number, wet: number): number => {
    const { map, labels } = syntheticSkin({ size: 512, lipMottle, lab });
    return lips(prepareCondition(wetted(map, labels, wet), labels, { lab, pxPerMm: 2.6 })!).value;
  };
  const plain = read(0.15, 0);
  const more = read(0.3, 0) - plain;
  expect(more).toBeGreaterThan(1);
  expect(Math.abs(read(0.15, film) - plain)).toBeLessThan(0.3 * more);
});

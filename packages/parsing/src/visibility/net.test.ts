import { readFileSync } from 'node:fs';
import { CarmineError } from '@carmine/errors';
import { VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { VisibilityNet } from './net.ts';
import { normalise } from './normalise.ts';
import { drawPrior, PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';
import { visibilityCrop } from './visibility-crop.ts';

const MODEL = new URL('../../../../models/visibility/', import.meta.url);
const weights = (): ArrayBuffer =>
  new Uint8Array(readFileSync(new URL('weights/visibility.bin', MODEL))).buffer;

/** What the Python that trained it says of a synthetic head and a pattern (models/visibility, export.py). */
interface Fixture {
  readonly landmarks: number[];
  readonly plan: Record<'centerX' | 'centerY' | 'span' | 'turn', number>;
  readonly prior: string;
  readonly colors: number[];
  readonly logits: number[];
}
const fixture = JSON.parse(readFileSync(new URL('fixtures/net.json', MODEL), 'utf8')) as Fixture;
const face = {
  id: 0,
  pose: new Float32Array(16),
  landmarks: Array.from({ length: 478 * 3 }, (_, i) =>
    i % 3 === 2 ? 0 : fixture.landmarks[Math.floor(i / 3) * 2 + (i % 3)]!,
  ),
};
/** The landmarks are px. */
const SIZE = { width: 1, height: 1 };
const plan = visibilityCrop(face, SIZE);
const prior = drawPrior(face, SIZE, plan, new Uint8Array(PRIOR_SIZE ** 2 * PRIOR_CHANNELS));
const pattern = Uint8ClampedArray.from({ length: VISIBILITY_SIZE ** 2 * 4 }, (_, i) => {
  const [x, y, k] = [(i >> 2) % VISIBILITY_SIZE, Math.floor((i >> 2) / VISIBILITY_SIZE), i & 3];
  const check = ((x >> 4) + (y >> 4)) % 3;
  return k === 3 ? 255 : (7 * x + 13 * y + 29 * k + 3 * ((x * y) % 31) + 40 * check) % 256;
});
const colors = new Float32Array(VISIBILITY_SIZE ** 2 * 3);
normalise(pattern, prior, colors);

test('the cut-out, the prior and the colours are those the net was trained on', () => {
  // The fixture keeps landmarks to a tenth of a px.
  for (const key of ['centerX', 'centerY', 'span'] as const)
    expect(plan[key]).toBeCloseTo(fixture.plan[key], 0);
  expect(plan.turn).toBeCloseTo(fixture.plan.turn, 2);
  const bits = Buffer.from(fixture.prior, 'base64');
  let apart = 0;
  for (let i = 0; i < prior.length; i++) if (((bits[i >> 3]! >> (7 - (i & 7))) & 1) !== prior[i]) apart++;
  expect(apart).toBeLessThan(12);
  for (const [i, value] of fixture.colors.entries()) {
    const at = (64 * VISIBILITY_SIZE + Math.floor(i / 3) * 16) * 3 + (i % 3);
    expect(colors[at]).toBeCloseTo(value, 1);
  }
});

test('the logits are those of the net that was trained', () => {
  const exact = new Uint8Array(prior.length);
  const bits = Buffer.from(fixture.prior, 'base64');
  for (let i = 0; i < exact.length; i++) exact[i] = (bits[i >> 3]! >> (7 - (i & 7))) & 1;
  const input = new Float32Array(colors.length);
  normalise(pattern, exact, input);
  const logits = VisibilityNet.fromWeights(weights()).run(input, exact);
  for (const [i, value] of fixture.logits.entries()) {
    const at = Math.floor(i / 16) * 8 * VISIBILITY_SIZE + (i % 16) * 8;
    // Weights are kept in float16: about one part in a thousand of logits that reach 10.
    expect(Math.abs(logits[at]! - value)).toBeLessThan(0.05);
  }
});

test('the same picture gives the same map, whatever came before', () => {
  const net = VisibilityNet.fromWeights(weights());
  const first = net.run(colors, prior).slice();
  net.run(new Float32Array(colors.length).fill(1), prior);
  expect(net.run(colors, prior)).toEqual(first);
});

const spoiled = (change: (bytes: Uint8Array) => void): ArrayBuffer => {
  const bytes = new Uint8Array(weights());
  change(bytes);
  return bytes.buffer;
};

test.each<[string, () => ArrayBuffer]>([
  ['nothing', () => new ArrayBuffer(0)],
  ['a page', () => new TextEncoder().encode('<!doctype html><title>Not found</title>').buffer as ArrayBuffer],
  [
    'another version',
    () =>
      spoiled((b) => {
        b[4] = 9;
      }),
  ],
  ['half a file', () => weights().slice(0, 5000)],
  [
    'a flipped byte',
    () =>
      spoiled((b) => {
        b[4000]! ^= 1;
      }),
  ],
])('%s in place of the weights is refused', (_, bytes) => {
  const make = () => VisibilityNet.fromWeights(bytes());
  expect(make).toThrow(CarmineError);
  expect(make).toThrow(expect.objectContaining({ code: 'model-invalid' }));
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapPlanes } from '../maps/net-input.ts';
import type { FaceMap } from '../pixels/unwrap.ts';
import { parseMapMeta } from './map-meta.ts';
import { decodeMaps, MAP_CHANNELS, MAP_INPUTS, type MapNet } from './map-net.ts';
import { createOrtMapNet } from './ort-map-net.ts';

const folder = new URL('../../../../models/skin-maps/', import.meta.url);
const text = readFileSync(new URL('weights/mapnet.json', folder), 'utf8');
const weights = new Uint8Array(readFileSync(new URL('weights/mapnet.onnx', folder)));
/** Written by models/skin-maps (export.py): Python and onnxruntime on the same weights. */
const fixture = JSON.parse(readFileSync(new URL('fixtures/net.json', folder), 'utf8'));

const floats = (base64: string): Float32Array => {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
};
const worst = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i]!)), 0);

describe('the weights', () => {
  let net: MapNet;
  beforeAll(async () => {
    net = await createOrtMapNet(parseMapMeta(text), weights);
  });
  afterAll(() => net.close());

  it('are the ones their description speaks of, and small', () => {
    const meta = parseMapMeta(text);
    expect([createHash('sha256').update(weights).digest('hex'), weights.length]).toEqual([
      meta.sha256,
      meta.bytes,
    ]);
    expect(meta.bytes).toBeLessThan(200_000);
  });

  it('say in the browser runtime what they say in Python', async () => {
    const maps = await net.run(floats(fixture.net.planes));
    expect(maps).toHaveLength(MAP_CHANNELS.length * fixture.net.size ** 2);
    // Other orders of summation: float32 leaves about 1e-5.
    expect(worst(maps, floats(fixture.net.maps))).toBeLessThan(1e-3);
  });

  it('refuse to start when they are broken', async () => {
    await expect(createOrtMapNet(parseMapMeta(text), weights.slice(0, 5000))).rejects.toMatchObject({
      code: 'asset-corrupt',
    });
  });
});

describe('parseMapMeta', () => {
  it.each([
    ['<!doctype html>'],
    [JSON.stringify({ ...JSON.parse(text), channels: ['line'] })],
    [JSON.stringify({ ...JSON.parse(text), size: 100 })],
    ['null'],
  ])('refuses %.20s', (other) => {
    expect(() => parseMapMeta(other)).toThrow(expect.objectContaining({ code: 'asset-corrupt' }));
  });
});

describe('mapPlanes', () => {
  it('writes the planes that the net was trained on', () => {
    const { size, rgb, clipped, seen, pxPerTexel, middle, lightness, planes } = fixture.texels;
    const map: FaceMap = {
      size,
      rgb: floats(rgb),
      state: Uint8Array.from(seen as number[], (s, i) => (s ? 1 + clipped[i] : 0)),
      facing: new Float32Array(size * size).fill(1),
      area: new Float32Array(size * size).fill(pxPerTexel ** 2),
      perMm: 2.2,
    };
    const made = mapPlanes(map, new Uint8Array(size * size).fill(1), { middle, lightness });
    expect(made.planes).toHaveLength(MAP_INPUTS * size * size);
    expect(worst(made.planes, floats(planes))).toBeLessThan(1e-4);
    expect([...made.valid]).toEqual(seen);
  });
});

describe('decodeMaps', () => {
  it('cuts the planes apart and keeps nothing where no skin was seen', () => {
    const output = Float32Array.from({ length: 8 * 4 }, (_, i) => i + 1);
    const maps = decodeMaps(output, { size: 2, perMm: 2, pxPerMm: 5, valid: Uint8Array.of(1, 0, 1, 1) });
    expect([...maps.melanin]).toEqual([1, 0, 3, 4]);
    expect([...maps.pore]).toEqual([29, 0, 31, 32]);
  });
});

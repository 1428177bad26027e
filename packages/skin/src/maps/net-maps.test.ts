import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeMapped } from '../analyze.ts';
import type { ColourNet } from '../model/colour-net.ts';
import { parseMapMeta } from '../model/map-meta.ts';
import { MAP_CHANNELS, type MapNet } from '../model/map-net.ts';
import { parseMeta } from '../model/meta.ts';
import { createOrtNet } from '../model/ort.ts';
import { createOrtMapNet } from '../model/ort-map-net.ts';
import { readFace } from '../reading.ts';
import { paintFace } from '../testing/paint-face.ts';
import { mapInput, netMaps } from './net-input.ts';

const models = new URL('../../../../models/', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, models), 'utf8');
const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, models)));
let net: ColourNet;
let mapNet: MapNet;

beforeAll(async () => {
  const meta = parseMeta(text('skin/weights/colournet.json'));
  net = await createOrtNet({ meta, model: bytes('skin/weights/colournet.onnx') });
  mapNet = await createOrtMapNet(
    parseMapMeta(text('skin-maps/weights/mapnet.json')),
    bytes('skin-maps/weights/mapnet.onnx'),
  );
});
afterAll(() => Promise.all([net.close(), mapNet.close()]));

const LAB = [62, 12, 16] as const;
const readingOf = (exposure: number, light: readonly [number, number, number] = [1, 1, 1]) => {
  const { image, frame } = paintFace({ size: 320, skin: LAB, exposure, light });
  return readFace(image, frame, frame.faces[0]!);
};

describe('the maps of an analysis', () => {
  it('are eight, of the size of the net, in their ranges, and empty where no skin is', async () => {
    const { image, frame } = paintFace({ size: 320, skin: LAB });
    const { maps, report } = await analyzeMapped(image, frame, net, { mapNet });
    expect(maps!.size).toBe(mapNet.size);
    expect(report.timings.maps).toBeGreaterThan(0);
    expect(maps!.maps.map((m) => m.id)).toEqual([...MAP_CHANNELS]);
    const first = maps!.maps[0]!.values;
    for (const { id, unit, values } of maps!.maps) {
      expect(values).toHaveLength(mapNet.size ** 2);
      expect(
        values.every((v, i) => Number.isNaN(v) === Number.isNaN(first[i]!)),
        id,
      ).toBe(true);
      const told = values.filter((v) => !Number.isNaN(v));
      expect(told.length, id).toBeGreaterThan(1e5);
      if (unit === 'probability' || unit === 'share')
        expect(
          told.every((v) => v >= 0 && v <= 1),
          id,
        ).toBe(true);
    }
  });
});

describe('mapInput', () => {
  it('does not change with exposure or the colour of the light, but for clipping and 8 bits', () => {
    const plain = mapInput(readingOf(0.7), { lab: LAB }, 128)!;
    const other = mapInput(readingOf(0.45, [1.08, 1, 0.9]), { lab: LAB }, 128)!;
    expect(other.valid.every((v, i) => v === plain.valid[i])).toBe(true);
    const gaps = plain.planes.map((v, i) => Math.abs(v - other.planes[i]!)).sort();
    expect(gaps[Math.floor(gaps.length * 0.99)]).toBeLessThan(0.06);
  });

  it('is not there when no skin is seen', () => {
    const { image, frame } = paintFace({ size: 320, skin: LAB });
    const dark = { ...image, data: new Uint8ClampedArray(image.data.length) };
    expect(mapInput(readFace(dark, frame, frame.faces[0]!), { lab: LAB }, 128)).toBeNull();
  });

  it('netMaps tells the scale it was read at', async () => {
    const reading = readingOf(0.7);
    const maps = await netMaps(reading, { lab: LAB }, mapNet);
    expect(maps!.pxPerMm).toBe(reading.pxPerMm);
    expect(maps!.perMm / mapNet.size).toBeCloseTo(reading.map.perMm / reading.map.size, 3);
  });
});

import {
  decodeSrgb,
  deltaE2000,
  filmOver,
  hexToLinear,
  type Lab,
  linearToLab,
  luminance,
  productFilm,
} from '@carmine/color';
import { renderHead } from '@carmine/head';
import { describe, expect, test } from 'vitest';
import type { FoundationFinish, LipstickFinish, Look } from '../types.ts';
import { renderReference } from './index.ts';

type Head = ReturnType<typeof renderHead>;
const head = (input: Parameters<typeof renderHead>[0]) => renderHead({ width: 360, height: 450, ...input });
const foundation = (color: string, coverage: number, finish: FoundationFinish = 'natural'): Look => ({
  version: 1,
  layers: [{ product: 'foundation', color, finish, coverage }],
});
const lipstick = (finish: LipstickFinish, color = '#9b1c31'): Look => ({
  version: 1,
  layers: [{ product: 'lipstick', color, finish }],
});

const compare = (a: Uint8ClampedArray, b: Uint8ClampedArray): number =>
  Buffer.compare(Buffer.from(a.buffer), Buffer.from(b.buffer));

/** Mean colour of pixels `at`, decoded. */
const mean = (data: Uint8ClampedArray, at: readonly number[]): [number, number, number] => {
  const sum: [number, number, number] = [0, 0, 0];
  for (const i of at) {
    const c = decodeSrgb([data[i * 4]! / 255, data[i * 4 + 1]! / 255, data[i * 4 + 2]! / 255]);
    for (let k = 0; k < 3; k++) sum[k]! += c[k]! / at.length;
  }
  return sum;
};

const patch = (h: Head, region: 'leftCheek' | 'rightCheek', radius = 7): number[] => {
  const { x, y } = h.regions[region]!;
  const out: number[] = [];
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++) out.push((y + dy) * h.image.width + x + dx);
  return out;
};

/** What the layer model says the cheek must look like: KM over the true albedo under the true light. */
const predicted = (h: Head, at: readonly number[], color: string, coverage: number): Lab => {
  const film = productFilm(hexToLinear(color), coverage);
  const sum: [number, number, number] = [0, 0, 0];
  for (const i of at) {
    const { albedo, shading, specular } = h.truth;
    const worn = filmOver(film, [albedo[i * 3]!, albedo[i * 3 + 1]!, albedo[i * 3 + 2]!]);
    for (let k = 0; k < 3; k++) {
      const light = worn[k]! * shading[i * 3 + k]! + 0.7 * specular[i * 3 + k]!;
      sum[k]! += Math.min(1, h.exposure * light) / at.length;
    }
  }
  return linearToLab(sum);
};

describe('renderReference', () => {
  test('without a product it is the picture, byte for byte', () => {
    const h = head({ tone: 5 });
    const bare = renderReference(h.image, h.truthFaceFrame(), { version: 1, layers: [] });
    expect(compare(bare.image.data, h.image.data)).toBe(0);
    const noFace = renderReference(h.image, null, lipstick('satin'));
    expect(compare(noFace.image.data, h.image.data)).toBe(0);
  });

  test('changes nothing outside its masks, and has clean eyes and mouth', () => {
    const h = head({ tone: 4, expression: { mouthOpen: 0.4 } });
    const look: Look = {
      version: 1,
      layers: [...foundation('#6b432b', 0.9).layers, ...lipstick('matte').layers],
    };
    const { image, masks } = renderReference(h.image, h.truthFaceFrame(), look);
    const { truth } = h;
    let changed = 0;
    let [eyes, eyeProduct, mouth, mouthProduct] = [0, 0, 0, 0];
    for (let i = 0; i < truth.width * truth.height; i++) {
      if (masks.lipstick![i] === 0 && masks.foundation![i] === 0)
        for (let k = 0; k < 3; k++) if (image.data[i * 4 + k] !== h.image.data[i * 4 + k]) changed++;
      const amount = Math.max(masks.lipstick![i]!, masks.foundation![i]!) / 255;
      if (truth.masks.leftEye[i] === 255 || truth.masks.rightEye[i] === 255)
        [eyes, eyeProduct] = [eyes + 1, eyeProduct + amount];
      if (truth.masks.mouth[i] === 255) [mouth, mouthProduct] = [mouth + 1, mouthProduct + amount];
    }
    expect(changed).toBe(0);
    expect(eyes).toBeGreaterThan(100);
    expect(eyeProduct / eyes).toBeLessThan(0.03);
    expect(mouth).toBeGreaterThan(100);
    expect(mouthProduct / mouth).toBeLessThan(0.1);
  });

  test('lip mask covers the true lips', () => {
    const h = head({ tone: 3 });
    const { masks } = renderReference(h.image, h.truthFaceFrame(), lipstick('satin'));
    let [both, either] = [0, 0];
    masks.lipstick!.forEach((m, i) => {
      const [a, b] = [m >= 128, h.truth.masks.lip[i]! >= 128];
      if (a && b) both++;
      if (a || b) either++;
    });
    expect(both / either).toBeGreaterThan(0.85);
  });

  test.each([
    [2, '#c68d60', 0.6],
    [2, '#e0b48c', 0.9],
    [5, '#c68d60', 0.6],
    [5, '#6b432b', 0.9],
    [9, '#6b432b', 0.6],
    [9, '#e0b48c', 0.6],
  ])('Monk %i in %s at %f: the cheek is where the layer model puts it', (tone, color, coverage) => {
    const h = head({ tone });
    const { image } = renderReference(h.image, h.truthFaceFrame(), foundation(color, coverage));
    for (const cheek of ['leftCheek', 'rightCheek'] as const) {
      const at = patch(h, cheek);
      const got = linearToLab(mean(image.data, at));
      // The issue's own bound.
      expect(deltaE2000(got, predicted(h, at, color, coverage))).toBeLessThan(1.5);
    }
  });

  test.each([-20, 20])('a head turned by %i degrees: still there', (yaw) => {
    for (const tone of [2, 5, 9]) {
      const h = head({ tone, pose: { yaw }, shine: { amount: 0 } });
      const { image } = renderReference(h.image, h.truthFaceFrame(), foundation('#c68d60', 0.6));
      for (const cheek of ['leftCheek', 'rightCheek'] as const) {
        if (!h.regions[cheek]) continue;
        const at = patch(h, cheek);
        expect(deltaE2000(linearToLab(mean(image.data, at)), predicted(h, at, '#c68d60', 0.6))).toBeLessThan(
          1.5,
        );
      }
    }
  });

  test('a light shade on half-lit deep skin stays a film: the lit cheek does not glow', () => {
    const h = head({ tone: 9, light: 'side' });
    const { image } = renderReference(h.image, h.truthFaceFrame(), foundation('#d9a986', 0.6));
    const lit = (['leftCheek', 'rightCheek'] as const)
      .map((cheek) => patch(h, cheek))
      .sort((a, b) => mean(h.image.data, b)[1] - mean(h.image.data, a)[1])[0]!;
    const want = predicted(h, lit, '#d9a986', 0.6);
    // Which cheek stands for full light is anyone's guess; brighter than the true film in the true light would be a mask.
    expect(linearToLab(mean(image.data, lit))[0]).toBeLessThan(want[0] + 2);
  });

  test('foundation leaves the background and the hair to themselves', () => {
    const h = head({ tone: 4 });
    const { masks } = renderReference(h.image, h.truthFaceFrame(), foundation('#6b432b', 0.9));
    const { background, rest, skin } = h.truth.masks;
    const hair = (i: number) => rest[i] === 255 && mean(h.image.data, [i])[1] < 0.08;
    const meanAmount = (is: (i: number) => boolean): number => {
      const at = [...masks.foundation!.keys()].filter(is);
      expect(at.length).toBeGreaterThan(500);
      return at.reduce((sum, i) => sum + masks.foundation![i]! / 255, 0) / at.length;
    };
    expect(meanAmount((i) => background[i] === 255)).toBeLessThan(1e-4);
    expect(meanAmount(hair)).toBeLessThan(0.02);
    expect(meanAmount((i) => skin[i] === 255)).toBeGreaterThan(0.9);
  });

  test('an opaque shade shows its swatch on an evenly lit face', () => {
    const h = head({ tone: 4, light: 'flat', shine: { amount: 0 } });
    const { image } = renderReference(h.image, h.truthFaceFrame(), foundation('#9a6540', 0.99));
    const got = linearToLab(mean(image.data, patch(h, 'leftCheek')));
    expect(deltaE2000(got, linearToLab(hexToLinear('#9a6540')))).toBeLessThan(2);
  });

  test('exposure: the hint says what a white lit like the face reads', () => {
    const h = head({ tone: 5, brightness: 0.5 });
    const at = patch(h, 'leftCheek');
    const look = foundation('#c68d60', 0.9);
    const told = renderReference(h.image, h.truthFaceFrame(), look, { light: { exposure: 0.5 } });
    const want = predicted(h, at, '#c68d60', 0.9);
    expect(deltaE2000(linearToLab(mean(told.image.data, at)), want)).toBeLessThan(1.5);
  });

  test('finishes rank by their highlights: gloss > satin > matte', () => {
    const h = head({ tone: 5 });
    const lips = [...h.truth.masks.lip.keys()].filter((i) => h.truth.masks.lip[i] === 255);
    const contrast = (finish: LipstickFinish): number => {
      const { image } = renderReference(h.image, h.truthFaceFrame(), lipstick(finish));
      const y = lips.map((i) => mean(image.data, [i])[1]).sort((a, b) => a - b);
      // Light above the body colour, absolute: what an eye calls shine.
      return y[Math.floor(y.length * 0.99)]! - y[y.length >> 1]!;
    };
    const [gloss, satin, matte] = (['gloss', 'satin', 'matte'] as const).map(contrast);
    expect(gloss!).toBeGreaterThan(satin!);
    expect(satin!).toBeGreaterThan(matte!);
  });

  test('more intensity is more colour', () => {
    const h = head({ tone: 3 });
    const at = [...h.truth.masks.lip.keys()].filter((i) => h.truth.masks.lip[i] === 255);
    const bare = linearToLab(mean(h.image.data, at));
    const steps = [0.1, 0.3, 0.6, 1].map((intensity) => {
      const look: Look = { version: 1, layers: [{ ...lipstick('satin').layers[0]!, intensity }] };
      return deltaE2000(
        bare,
        linearToLab(mean(renderReference(h.image, h.truthFaceFrame(), look).image.data, at)),
      );
    });
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps[0]!).toBeGreaterThan(0.5);
  });
});

test('full foundation keeps the fine relief of pale, shining skin', () => {
  const h = head({ tone: 2, shine: { amount: 0.6 } });
  // Pores and lines: 3 px waves of 6 % over the whole picture, alike in all channels.
  const data = new Uint8ClampedArray(h.image.data);
  const wave = (i: number) => 1 + 0.06 * Math.sin((2 * Math.PI * (i % h.image.width)) / 3);
  for (let i = 0; i < data.length / 4; i++)
    for (let k = 0; k < 3; k++) data[i * 4 + k] = Math.round(data[i * 4 + k]! * 0.9 * wave(i));
  const { image } = renderReference({ ...h.image, data }, h.truthFaceFrame(), foundation('#c68d60', 0.9));
  const at = patch(h, 'leftCheek', 9);
  const contrast = (from: Uint8ClampedArray): number => {
    const logs = at.map((i) => Math.log(luminance(...mean(from, [i]))));
    const middle = logs.reduce((a, b) => a + b) / logs.length;
    return Math.sqrt(logs.reduce((a, b) => a + (b - middle) ** 2, 0) / logs.length);
  };
  expect(contrast(image.data) / contrast(data)).toBeGreaterThan(0.9);
  expect(contrast(image.data) / contrast(data)).toBeLessThan(1.15);
});

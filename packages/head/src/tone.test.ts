import { deltaE2000, hexToLab, linearToLab, MONK_SWATCHES } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { lipAlbedo, skinAlbedo } from './tone.ts';

describe.each(MONK_SWATCHES.map((hex, i) => [i + 1, hex] as const))('Monk %i', (tone, hex) => {
  const skin = linearToLab(skinAlbedo(tone));
  const lip = linearToLab(lipAlbedo(skinAlbedo(tone)));

  it('is its swatch', () => expect(deltaE2000(skin, hexToLab(hex))).toBeLessThan(0.01));
  it('has redder lips that can be told from the skin', () => {
    expect(lip[1]).toBeGreaterThan(skin[1] + 4);
    expect(deltaE2000(lip, skin)).toBeGreaterThan(5);
  });
  it('has lips darker than light skin and not much lighter than deep skin', () =>
    expect(lip[0]).toBeLessThan(skin[0] + (tone > 8 ? 8 : 0)));
});

it('takes Lab, hex and linear colours alike', () => {
  const lab = hexToLab('#a07e56');
  const close = (a: readonly number[], b: readonly number[]): void => {
    for (const k of [0, 1, 2]) expect(a[k]).toBeCloseTo(b[k]!, 6);
  };
  close(skinAlbedo({ lab }), skinAlbedo('#a07e56'));
  close(skinAlbedo({ linear: skinAlbedo(6) }), skinAlbedo(6));
});

import { expect, it } from 'vitest';
import { gatePreset, type LimitId } from './presets.ts';

const NAMES = ['lenient', 'standard', 'strict'] as const;
const IDS = Object.keys(gatePreset()) as LimitId[];

it.each(IDS)('%s: each preset asks at least as much as the one before', (id) => {
  const [a, b, c] = NAMES.map((name) => gatePreset(name)[id]) as [
    ReturnType<typeof gatePreset>[LimitId],
    ReturnType<typeof gatePreset>[LimitId],
    ReturnType<typeof gatePreset>[LimitId],
  ];
  const sign = a.good === 'high' ? 1 : -1;
  for (const key of ['warn', 'block'] as const) {
    expect(sign * a[key]).toBeLessThanOrEqual(sign * b[key]);
    expect(sign * b[key]).toBeLessThanOrEqual(sign * c[key]);
  }
});

it.each(NAMES)('%s: a picture is warned about before it is refused', (name) => {
  for (const { good, warn, block } of Object.values(gatePreset(name)))
    expect(good === 'high' ? warn >= block : warn <= block).toBe(true);
});

it('standard is the default', () => expect(gatePreset()).toBe(gatePreset('standard')));

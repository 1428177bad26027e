import type { SkinReport } from '@carmine/skin';
import { describe, expect, it } from 'vitest';
import { lightHint } from './light.ts';

const light = { exposure: 0.8, illuminant: [1.1, 1, 0.8] as const };
const report = (confidence: string | null, given: typeof light | null = light) =>
  ({ light: given, skin: confidence === null ? null : { confidence } }) as unknown as SkinReport;

describe('lightHint', () => {
  it.each([
    ['a photograph read well', report('high'), false, light],
    ['live video: no exposure', report('high'), true, { illuminant: light.illuminant }],
    ['a medium reading', report('medium'), false, undefined],
    ['a low reading', report('low'), false, undefined],
    ['an abstained reading', report('abstain'), false, undefined],
    ['a blocked analysis', report(null), false, undefined],
    ['no light known', report('high', null), false, undefined],
  ])('%s', (_, given, live, hint) => {
    expect(lightHint(given, live)).toEqual(hint);
  });
});

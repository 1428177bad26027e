import { deltaE2000, type Lab, type LinearRgb, linearToLab, type Triple } from '@carmine/color';
import type { HeadInput, HeadRender } from '@carmine/head';
import type { Look } from '@carmine/makeup';
import { linearAt } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import type { Context } from './context.ts';
import { cheekPixels, facePoints, headFile, lipPixels } from './heads.ts';

const TONES = [3, 6, 9];
/** Six lights: a studio, a window, a warm lamp, open shade, one hard side, the sun behind. */
const LIGHTS: readonly NonNullable<HeadInput['light']>[] = [
  'studio',
  'daylight',
  'warm',
  'cool',
  'side',
  'backlight',
];
const LOOK: Look = {
  version: 1,
  layers: [
    { product: 'foundation', color: '#b98260', finish: 'natural', coverage: 0.9 },
    { product: 'lipstick', color: '#9b1c31', finish: 'cream', coverage: 0.95 },
  ],
};

/** Mean of what is seen over what falls there: the worn colour, free of the scene's light. */
const normalised = (image: Uint8Array, { truth, exposure }: HeadRender, pixels: readonly number[]): Lab => {
  const seen: [number, number, number] = [0, 0, 0];
  const light: [number, number, number] = [0, 0, 0];
  for (const i of pixels) {
    const own = linearAt(image, i);
    const fall = (k: number) => exposure * truth.shading[i * 3 + k]!;
    for (const k of [0, 1, 2] as const) {
      seen[k] += own[k];
      light[k] += fall(k);
    }
  }
  return linearToLab(seen.map((v, k) => v / Math.max(light[k]!, 1e-6)) as unknown as LinearRgb);
};

interface Result {
  readonly tone: number;
  readonly product: 'foundation' | 'lipstick';
  /** Root mean square dE00 of the lights' colours from their mean. */
  readonly spread: number;
  readonly lab: readonly (readonly [light: string, L: number, a: number, b: number])[];
}

const meanLab = (labs: readonly Lab[]): Lab =>
  [0, 1, 2].map((k) => labs.reduce((s, lab) => s + lab[k]!, 0) / labs.length) as unknown as Triple as Lab;

const spreadOf = (labs: readonly Lab[]): number => {
  const middle = meanLab(labs);
  return Math.sqrt(labs.reduce((sum, lab) => sum + deltaE2000(lab, middle) ** 2, 0) / labs.length);
};

/** The same products under six lights, the scene's light taken out by its truth: the colour is the product's, not the lamp's. */
export const lightRows = async (context: Context, tones: readonly number[] = TONES): Promise<Row[]> => {
  const results: Result[] = [];
  const figures: Figure[] = [];
  for (const tone of tones) {
    const labs = { foundation: [] as Lab[], lipstick: [] as Lab[] };
    const images = [];
    let box = null;
    for (const light of LIGHTS) {
      const file = headFile(`light-${String(light)}${tone}`, { width: 640, height: 640, tone, light });
      const { image, masks } = await context.render(file.path, {
        look: LOOK,
        backend: 'webgpu',
        masks: ['foundation', 'lipstick'],
      });
      labs.foundation.push(
        normalised(image.data, file.head, cheekPixels(file.head, image.width, masks.get('foundation')!)),
      );
      labs.lipstick.push(normalised(image.data, file.head, lipPixels(file.head, masks.get('lipstick')!)));
      box ??= boxAround(facePoints(file.head), image, 0.1);
      images.push(cropTo(image, box, 170));
    }
    for (const product of ['foundation', 'lipstick'] as const)
      results.push({
        tone,
        product,
        spread: spreadOf(labs[product]),
        lab: labs[product].map(
          (lab, i) => [String(LIGHTS[i]), ...lab.map((v) => Math.round(v * 10) / 10)] as never,
        ),
      });
    figures.push(
      context.gallery.add(`lights-monk${tone}`, toPng(beside(images)), `Monk ${tone}: ${LIGHTS.join(', ')}`),
    );
  }
  results.sort((a, b) => b.spread - a.spread);
  const rms = Math.sqrt(results.reduce((s, r) => s + r.spread ** 2, 0) / results.length);
  const worst = results[0]!;
  return [
    {
      id: 'lights',
      title: 'One product under six lights',
      target: 'standard deviation at most 2.5 dE00',
      measured: `${rms.toFixed(2)} over all; worst ${worst.spread.toFixed(2)} (Monk ${worst.tone}, ${worst.product})`,
      value: rms,
      sound: rms <= 3.2,
      outcome: rms <= 2.5 ? 'pass' : 'fail',
      how: 'Synthetic heads; mean light of cheeks and lips in the made-up picture over the light that truly falls there (exposure x shading of the head), in Lab; distances from the mean of the six. The renderer is told nothing of the light.',
      details: results,
      figures,
    },
  ];
};

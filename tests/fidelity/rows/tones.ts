import { deltaE2000, hexToLinear, linearToLab, productFilm } from '@carmine/color';
import type { Look } from '@carmine/makeup';
import { meanLinear } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import type { Context } from './context.ts';
import { cheekPixels, facePoints, headFile, headSource, lipPixels, predicted } from './heads.ts';

/** Monk groups, and for each a foundation near its skin (rendering.md 1.3). */
const GROUPS = [
  { name: 'Monk 1-3', tones: [1, 2, 3], shade: '#e0b48c' },
  { name: 'Monk 4-6', tones: [4, 5, 6], shade: '#c68d60' },
  { name: 'Monk 7-8', tones: [7, 8], shade: '#6b432b' },
  { name: 'Monk 9-10', tones: [9, 10], shade: '#44291d' },
] as const;
const FOUNDATION = 0.6;
const LIPS = { color: '#9b1c31', coverage: 0.75 } as const;

interface Result {
  readonly group: string;
  readonly tone: number;
  readonly product: 'foundation' | 'lipstick';
  readonly dE00: number;
}

/** The same care for every tone: how far the worn colour is from the layer model, by groups of the Monk scale. */
export const toneRows = async (context: Context): Promise<Row[]> => {
  const results: Result[] = [];
  const images = [];
  for (const { name, tones, shade } of GROUPS)
    for (const tone of tones) {
      const file = headFile(`tone${tone}`, { width: 640, height: 640, tone, shine: { amount: 0 } });
      const look: Look = {
        version: 1,
        layers: [
          { product: 'foundation', color: shade, finish: 'natural', coverage: FOUNDATION },
          { product: 'lipstick', finish: 'cream', ...LIPS },
        ],
      };
      const { image, masks } = await context.render(file.path, {
        look,
        backend: 'webgpu',
        masks: ['foundation', 'lipstick'],
      });
      const add = (
        product: Result['product'],
        pixels: readonly number[],
        color: string,
        coverage: number,
      ) => {
        const want = linearToLab(predicted(file.head, pixels, productFilm(hexToLinear(color), coverage)));
        const got = linearToLab(meanLinear(image.data, pixels));
        results.push({ group: name, tone, product, dE00: deltaE2000(got, want) });
      };
      add('foundation', cheekPixels(file.head, image.width, masks.get('foundation')!), shade, FOUNDATION);
      add('lipstick', lipPixels(file.head, masks.get('lipstick')!), LIPS.color, LIPS.coverage);
      const box = boxAround(facePoints(file.head), image, 0.1);
      images.push(beside([headSource(file.head), image].map((part) => cropTo(part, box, 150))));
    }
  const means = GROUPS.map(({ name }) => {
    const own = results.filter((r) => r.group === name);
    return { name, mean: own.reduce((s, r) => s + r.dE00, 0) / own.length };
  });
  const values = means.map((m) => m.mean);
  const gap = Math.max(...values) - Math.min(...values);
  const figures: Figure[] = images.map((image, i) =>
    context.gallery.add(`tone-${i + 1}`, toPng(image), `Monk ${i + 1}: bare, a near foundation and a red`),
  );
  return [
    {
      id: 'tones',
      title: 'Every tone alike',
      target: 'worst less best group at most 1.0 dE00',
      measured: `${gap.toFixed(2)} between groups: ${means.map((m) => `${m.name} ${m.mean.toFixed(2)}`).join(', ')}`,
      value: gap,
      sound: gap <= 1.5,
      outcome: gap <= 1 ? 'pass' : 'fail',
      how: `Synthetic heads of all ten Monk tones without shine, a near foundation at contrast ratio ${FOUNDATION} and a cream lipstick at ${LIPS.coverage}: worn cheeks and lips against the film over the true albedo in the true light; mean of a group.`,
      details: results,
      figures,
    },
  ];
};

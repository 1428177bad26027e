import { luminance } from '@carmine/color';
import type { LipstickFinish } from '@carmine/makeup';
import { linearAt } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import type { Context, Rendered } from './context.ts';
import { headFile } from './heads.ts';

const TONES = [2, 5, 9];
const FINISHES: readonly LipstickFinish[] = ['gloss', 'satin', 'matte'];
const COLOR = '#9b1c31';
/** The same film for all, so that only the finish differs. */
const COVERAGE = 0.75;

/** P99 over P50 of luminance where lip is fully made up: how much brighter the highlight is (rendering.md 4, finish). */
const highlight = ({ image, masks }: Rendered, lip: Uint8Array): number => {
  const worn = masks.get('lipstick')!;
  const values: number[] = [];
  lip.forEach((cover, i) => {
    if (cover === 255 && worn[i]! >= 250) values.push(luminance(...linearAt(image.data, i)));
  });
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length * 0.99)]! / values[values.length >> 1]!;
};

/** Gloss shines more than satin, satin more than matte, on light and deep heads. */
export const finishRows = async (context: Context, tones: readonly number[] = TONES): Promise<Row[]> => {
  const results: { tone: number; gloss: number; satin: number; matte: number; ranked: boolean }[] = [];
  const figures: Figure[] = [];
  for (const tone of tones) {
    const file = headFile(`finish${tone}`, { tone });
    const worn: Rendered[] = [];
    for (const finish of FINISHES) {
      const layer = { product: 'lipstick', color: COLOR, finish, coverage: COVERAGE } as const;
      const look = { version: 1, layers: [layer] } as const;
      worn.push(await context.render(file.path, { look, backend: 'webgpu', masks: ['lipstick'] }));
    }
    const [gloss, satin, matte] = worn.map((one) => highlight(one, file.head.masks.lip)) as [
      number,
      number,
      number,
    ];
    const images = worn.map((one) => one.image);
    results.push({ tone, gloss, satin, matte, ranked: gloss > satin && satin > matte });
    const lips: [number, number][] = [];
    file.head.masks.lip.forEach((cover, i) => {
      if (cover) lips.push([i % images[0]!.width, Math.floor(i / images[0]!.width)]);
    });
    const box = boxAround([lips[0]!, lips.at(-1)!, ...lips.filter((_, i) => i % 50 === 0)], images[0]!, 0.25);
    const source = { ...file.head.image, data: new Uint8Array(file.head.image.data) };
    const picture = beside([source, ...images].map((image) => cropTo(image, box, 220)));
    figures.push(
      context.gallery.add(`finish-monk${tone}`, toPng(picture), `Monk ${tone}: bare, ${FINISHES.join(', ')}`),
    );
  }
  const ranked = results.filter((r) => r.ranked).length;
  const show = (r: (typeof results)[number]) =>
    `Monk ${r.tone} ${r.gloss.toFixed(2)} > ${r.satin.toFixed(2)} > ${r.matte.toFixed(2)}`;
  return [
    {
      id: 'finish',
      title: 'Highlights rank gloss, satin, matte',
      target: 'on every head',
      measured: `${ranked} of ${results.length}: ${results.map(show).join('; ')}`,
      outcome: ranked === results.length ? 'pass' : 'fail',
      how: `P99 over P50 of luminance where the true lip carries the full amount, same colour and coverage ${COVERAGE}.`,
      details: results,
      figures,
    },
  ];
};

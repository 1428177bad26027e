import { luminance } from '@carmine/color';
import type { LipstickFinish } from '@carmine/makeup';
import { linearAt } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import type { Context, Rendered } from './context.ts';
import { headFile, headSource } from './heads.ts';

const TONES = [1, 3, 5, 7, 10];
const FINISHES: readonly LipstickFinish[] = ['gloss', 'vinyl', 'satin', 'cream', 'matte'];
const COLOR = '#9b1c31';
/** The same film for all, so that only the finish differs. */
const COVERAGE = 0.75;
/** A highlight is brighter than the lips' middle by this. */
const BRIGHT = 1.5;

interface Shine {
  /** Share of the fully made-up lips that is highlight. */
  readonly area: number;
  /** P99 over P50 of luminance: how much brighter the highlight is (rendering.md 4, finish). */
  readonly ratio: number;
}

const shineOf = ({ image, masks }: Rendered, lip: Uint8Array): Shine => {
  const worn = masks.get('lipstick')!;
  const values: number[] = [];
  lip.forEach((cover, i) => {
    if (cover === 255 && worn[i]! >= 250) values.push(luminance(...linearAt(image.data, i)));
  });
  values.sort((a, b) => a - b);
  const middle = values[values.length >> 1]!;
  return {
    area: values.filter((v) => v > BRIGHT * middle).length / values.length,
    ratio: values[Math.floor(values.length * 0.99)]! / middle,
  };
};

const falls = (values: readonly number[]): boolean => values.every((v, i) => i === 0 || v < values[i - 1]!);

/** Highlights fall from gloss to matte on every head. */
export const finishRows = async (context: Context, tones: readonly number[] = TONES): Promise<Row[]> => {
  const results: { tone: number; shine: Shine[]; ranked: boolean }[] = [];
  const figures: Figure[] = [];
  for (const tone of tones) {
    const file = headFile(`finish${tone}`, { width: 640, height: 640, tone });
    const worn: Rendered[] = [];
    for (const finish of FINISHES) {
      const layer = { product: 'lipstick', color: COLOR, finish, coverage: COVERAGE } as const;
      const look = { version: 1, layers: [layer] } as const;
      worn.push(await context.render(file.path, { look, backend: 'webgpu', masks: ['lipstick'] }));
    }
    const shine = worn.map((one) => shineOf(one, file.head.masks.lip));
    // Two finishes without any highlight rank by what is brightest.
    results.push({ tone, shine, ranked: falls(shine.map((s) => s.area + 1e-4 * s.ratio)) });
    const images = worn.map((one) => one.image);
    const lips: [number, number][] = [];
    file.head.masks.lip.forEach((cover, i) => {
      if (cover) lips.push([i % images[0]!.width, Math.floor(i / images[0]!.width)]);
    });
    const box = boxAround([lips[0]!, lips.at(-1)!, ...lips.filter((_, i) => i % 50 === 0)], images[0]!, 0.25);
    const picture = beside([headSource(file.head), ...images].map((image) => cropTo(image, box, 170)));
    figures.push(
      context.gallery.add(`finish-monk${tone}`, toPng(picture), `Monk ${tone}: bare, ${FINISHES.join(', ')}`),
    );
  }
  const ranked = results.filter((r) => r.ranked).length;
  const show = (r: (typeof results)[number]) =>
    `Monk ${r.tone} ${r.shine.map((s) => (s.area * 100).toFixed(1)).join(' > ')} %`;
  return [
    {
      id: 'finish',
      title: 'Highlights rank gloss, vinyl, satin, cream, matte',
      target: 'on every head',
      measured: `${ranked} of ${results.length}: ${results.map(show).join('; ')}`,
      value: ranked / results.length,
      sound: ranked >= results.length - 1,
      outcome: ranked === results.length ? 'pass' : 'fail',
      how: `Share of the fully made-up lips more than ${BRIGHT} times as bright as their median, same colour and coverage ${COVERAGE}; heads of 640 px.`,
      details: results,
      figures,
    },
  ];
};

import { deltaE2000, hexToLab, hexToLinear, type LinearRgb, linearToLab } from '@carmine/color';
import type { HeadRender } from '@carmine/head';
import type { Look } from '@carmine/makeup';
import { meanLinear } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Row } from '../report.ts';
import type { Context } from './context.ts';
import { cheekPixels, facePoints, headFile, headSource, lipPixels } from './heads.ts';

const TONES = [1, 2, 4, 6, 8, 10];
/** Masstones of rendering.md 1.3, from light to deep; the last lipsticks are the hardest: neons, near black, a nude that is nearly white. */
const FOUNDATIONS = ['#f1d3b8', '#c68d60', '#9a6540', '#6b432b', '#44291d', '#fbeee4'];
const LIPSTICKS = [
  '#b3122d',
  '#e2726e',
  '#5b2b2e',
  '#d4a190',
  '#ff2a6d',
  '#3b1620',
  '#ff7a00',
  '#f3e3da',
  '#120a0c',
];
const OPAQUE = 0.995;

interface Result {
  readonly tone: number;
  readonly color: string;
  readonly product: 'lipstick' | 'foundation';
  readonly dE00: number;
  /** Against the plain swatch: shades at the edge of sRGB cannot be brighter where the form is lighter than its mean. */
  readonly plain: number;
}

const look = (lips: string, face: string): Look => ({
  version: 1,
  layers: [
    { product: 'foundation', color: face, finish: 'matte', coverage: OPAQUE },
    { product: 'lipstick', color: lips, finish: 'matte', coverage: OPAQUE },
  ],
});

/** A swatch on the form of these pixels: as light and dark as they lie to each other, on the mean as it is, and no brighter than a screen. */
const onForm = ({ truth }: HeadRender, pixels: readonly number[], swatch: LinearRgb): LinearRgb => {
  const mean = (of: (pixel: number) => number): number =>
    pixels.reduce((sum, i) => sum + of(i), 0) / pixels.length;
  return swatch.map((v, k) => {
    const light = mean((i) => truth.shading[i * 3 + k]!);
    return mean((i) => Math.min(1, (v * truth.shading[i * 3 + k]!) / light));
  }) as unknown as LinearRgb;
};

/** An opaque shade on a face that is lit like a flat card in D65: what leaves the pipeline is the swatch. */
export const swatchRows = async (context: Context, tones: readonly number[] = TONES): Promise<Row[]> => {
  const results: Result[] = [];
  const figures = [];
  for (const tone of tones) {
    const file = headFile(`swatch${tone}`, {
      width: 600,
      height: 600,
      tone,
      light: 'flat',
      shine: { amount: 0 },
    });
    const images = [];
    for (const [i, lips] of LIPSTICKS.entries()) {
      const face = FOUNDATIONS[i % FOUNDATIONS.length]!;
      const { image, masks } = await context.render(file.path, {
        look: look(lips, face),
        backend: 'webgpu',
        masks: ['foundation', 'lipstick'],
      });
      images.push(image);
      const lip = lipPixels(file.head, masks.get('lipstick')!);
      const cheek = cheekPixels(file.head, image.width, masks.get('foundation')!);
      const add = (product: Result['product'], color: string, pixels: readonly number[]) => {
        const got = linearToLab(meanLinear(image.data, pixels));
        const want = linearToLab(onForm(file.head, pixels, hexToLinear(color)));
        const plain = deltaE2000(got, hexToLab(color));
        results.push({ tone, color, product, dE00: deltaE2000(got, want), plain });
      };
      add('lipstick', lips, lip);
      if (i < FOUNDATIONS.length) add('foundation', face, cheek);
    }
    const box = boxAround(facePoints(file.head), images[0]!, 0.1);
    const picture = beside([headSource(file.head), ...images].map((image) => cropTo(image, box, 130)));
    figures.push(
      context.gallery.add(
        `swatch-monk${tone}`,
        toPng(picture),
        `Monk ${tone}: bare, ${LIPSTICKS.join(', ')}`,
      ),
    );
  }
  results.sort((a, b) => b.dE00 - a.dE00);
  const worst = results[0]!;
  const median = results[results.length >> 1]!.dE00;
  return [
    {
      id: 'swatch',
      title: 'An opaque shade shows its swatch',
      target: 'median dE00 at most 1.0, worst at most 2.0',
      measured: `median ${median.toFixed(2)}, worst ${worst.dE00.toFixed(2)} (Monk ${worst.tone}, ${worst.product} ${worst.color})`,
      value: median,
      sound: median <= 1.4 && worst.dE00 <= 5,
      outcome: median <= 1 && worst.dE00 <= 2 ? 'pass' : 'fail',
      how: `Synthetic heads in even white light without shine, matte lipstick and foundation at contrast ratio ${OPAQUE}, tracked and drawn as any picture; mean of the fully covered lips and of both cheeks against the colour asked for, on the true form (a lip is rounded: what would be brighter than the screen is not). In the details also against the plain colour.`,
      details: results,
      figures,
    },
  ];
};

import { deltaE2000, hexToLinear, linearToLab, productFilm } from '@carmine/color';
import { meanLinear, type Rgba } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import type { Context } from './context.ts';
import { cheekPixels, facePoints, type HeadFile, headFile, headSource, predicted } from './heads.ts';

const TONES = [2, 5, 9];
/** Light, medium and deep masstones (rendering.md 1.3), one near each head's tone and two far from it. */
const SHADES = ['#e0b48c', '#c68d60', '#6b432b'];
const COVERAGE = 0.6;
interface Result {
  readonly tone: number;
  readonly shade: string;
  /** Rendered cheek against prediction. */
  readonly dE00: number;
  /** How far the product moves this cheek. */
  readonly moved: number;
  readonly predicted: readonly number[];
  readonly measured: readonly number[];
}

const measure = async (context: Context, tone: number, shade: string, file: HeadFile) => {
  const layer = { product: 'foundation', color: shade, finish: 'natural', coverage: COVERAGE } as const;
  const look = { version: 1, layers: [layer] } as const;
  const rendered = await context.render(file.path, { look, backend: 'webgpu', masks: ['foundation'] });
  const pixels = cheekPixels(file.head, rendered.image.width, rendered.masks.get('foundation')!);
  if (pixels.length < 100)
    throw new Error(`Monk ${tone}: only ${pixels.length} cheek pixels carry foundation`);
  const bare = linearToLab(meanLinear(new Uint8Array(file.head.image.data), pixels));
  const want = linearToLab(predicted(file.head, pixels, productFilm(hexToLinear(shade), COVERAGE)));
  const got = linearToLab(meanLinear(rendered.image.data, pixels));
  const result: Result = {
    tone,
    shade,
    dE00: deltaE2000(got, want),
    moved: deltaE2000(got, bare),
    predicted: want,
    measured: got,
  };
  return { result, image: rendered.image };
};

const figureOf = (context: Context, tone: number, file: HeadFile, worn: readonly Rgba[]): Figure => {
  const source = headSource(file.head);
  const box = boxAround(facePoints(file.head), source, 0.1);
  const picture = beside([source, ...worn].map((image) => cropTo(image, box, 220)));
  return context.gallery.add(
    `foundation-monk${tone}`,
    toPng(picture),
    `Monk ${tone}: bare, ${SHADES.join(', ')}`,
  );
};

/** Foundation on heads of known albedo and light, against Kubelka-Munk. */
export const foundationRows = async (context: Context, tones: readonly number[] = TONES): Promise<Row[]> => {
  const results: Result[] = [];
  const figures: Figure[] = [];
  for (const tone of tones) {
    const file = headFile(`monk${tone}`, { tone, shine: { amount: 0 } });
    const worn: Rgba[] = [];
    for (const shade of SHADES) {
      const { result, image } = await measure(context, tone, shade, file);
      results.push(result);
      worn.push(image);
    }
    figures.push(figureOf(context, tone, file, worn));
  }
  results.sort((a, b) => b.dE00 - a.dE00);
  const worst = results[0]!;
  return [
    {
      id: 'foundation',
      title: 'Foundation moves the cheek to where the layer model says',
      target: 'within 1.5 dE00 on Monk 2, 5 and 9',
      measured: `worst ${worst.dE00.toFixed(2)} dE00 (Monk ${worst.tone}, ${worst.shade}); mean ${(results.reduce((s, r) => s + r.dE00, 0) / results.length).toFixed(2)}`,
      value: worst.dE00,
      outcome: worst.dE00 <= 1.5 ? 'pass' : 'fail',
      how: `Synthetic heads without shine, natural finish, coverage ${COVERAGE}; mean cheek against the two-flux film over the true albedo in the true light. The renderer sees only the picture. Three shades each: on the far ones a product looks wrong, as it would.`,
      details: results,
      figures,
    },
  ];
};

import { rigidFit } from '@carmine/face';
import type { Look } from '@carmine/makeup';
import { facePath, hasData, SKIP_DATA } from '../../support/paths.ts';
import type { Rgba } from '../measure/color.ts';
import { gaussian, lightness, logLuminance, lumaCodes, minus, type Plane, ssim } from '../measure/texture.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import { type Context, NOTHING } from './context.ts';
import { ownShade } from './own-shade.ts';

/** Freckles, lines, pores, stubble; light and deep. */
const PHOTOS = ['005', '021', '031', '041', '059', '067', '079', '085'];
/** The band of pores and fine lines: what a lowpass of 0.75 mm (the "1.5 mm" band of rendering.md 1.2) leaves. */
const SIGMA_MM = 0.75;
const TARGET = 0.9;

type Planes = (image: Rgba) => Plane;
/** The same in other people's ways: planes, sigma of the lowpass in mm, side of the windows in px, stabiliser ((.03 x range)^2 of 8-bit pictures). */
const VARIANTS: readonly (readonly [string, Planes, number, number, number])[] = [
  ['codes, .75 mm, 7 px', lumaCodes, 0.75, 7, 58.5],
  ['codes, 1.5 mm, 11 px', lumaCodes, 1.5, 11, 58.5],
  ['L*, 1.5 mm, 9 px', lightness, 1.5, 9, 9],
];

const base = {
  id: 'texture',
  title: 'Full foundation keeps pores and lines',
  target: `SSIM of the fine band at least ${TARGET}`,
} as const;

interface Result {
  readonly id: string;
  readonly full: number;
  readonly natural: number;
  /** Full coverage by VARIANTS. */
  readonly variants: Readonly<Record<string, number>>;
}

const look = (color: string, coverage: number): Look => ({
  version: 1,
  layers: [{ product: 'foundation', color, finish: 'natural', coverage }],
});

/** Skin texture before and after foundation on photographs, in a shade of the person's own. */
export const textureRows = async (context: Context, photos: readonly string[] = PHOTOS): Promise<Row[]> => {
  if (!hasData('faces'))
    return [
      {
        ...base,
        measured: SKIP_DATA,
        outcome: 'skipped',
        how: 'The photographs are not part of the repository.',
      },
    ];
  const results: Result[] = [];
  const figures: Figure[] = [];
  for (const id of photos) {
    const bare = await context.render(facePath(id), { look: NOTHING, backend: 'cpu' });
    const { width, height } = bare.source;
    const { landmarks } = bare.answer.faces[0]!;
    const { pxPerMm } = rigidFit(landmarks.flat(), width, height);
    const fine = (image: Rgba, planes: Planes, mm: number): Plane => {
      const plane = planes(image);
      return minus(plane, gaussian(plane, mm * pxPerMm));
    };
    const before = fine(bare.source, logLuminance, SIGMA_MM);
    const variants: Record<string, number> = {};
    const color = ownShade(bare);
    const worn = [];
    const values: number[] = [];
    for (const coverage of [0.9, 0.6]) {
      const { image, masks } = await context.render(facePath(id), {
        look: look(color, coverage),
        backend: 'webgpu',
        masks: ['foundation'],
      });
      const mask = masks.get('foundation')!;
      const full = (i: number): boolean => mask[i]! >= 250;
      values.push(ssim(before, fine(image, logLuminance, SIGMA_MM), full));
      if (values.length === 1)
        for (const [name, planes, mm, side, c] of VARIANTS)
          variants[name] = ssim(fine(bare.source, planes, mm), fine(image, planes, mm), full, side, c);
      worn.push(image);
    }
    results.push({ id, full: values[0]!, natural: values[1]!, variants });
    const cheek = [50, 101, 118, 205, 6, 197].map((v): [number, number] => [
      landmarks[v]![0] * width,
      landmarks[v]![1] * height,
    ]);
    const box = boxAround(cheek, bare.source, 0.2);
    const picture = beside([bare.source, ...worn].map((image) => cropTo(image, box, 260)));
    figures.push(
      context.gallery.add(
        `texture-${id}`,
        toPng(picture),
        `${id}: bare, .9 (SSIM ${values[0]!.toFixed(3)}), .6 (${values[1]!.toFixed(3)})`,
      ),
    );
  }
  results.sort((a, b) => a.full - b.full);
  const mean = (key: 'full' | 'natural') => results.reduce((s, r) => s + r[key], 0) / results.length;
  const worst = results[0]!;
  return [
    {
      ...base,
      measured: `mean ${mean('full').toFixed(3)}, worst ${worst.full.toFixed(3)} (${worst.id}) at contrast ratio .9; ${mean('natural').toFixed(3)} at .6`,
      value: mean('full'),
      sound: mean('full') >= 0.7,
      outcome: mean('full') >= TARGET ? 'pass' : 'fail',
      how: `${results.length} photographs, natural finish in the colour of the person's own cheeks; log luminance less its lowpass of ${SIGMA_MM} mm, structural similarity in 9 px windows where the full amount lies. Crops: cheek and nose at full size.`,
      details: results,
      figures,
    },
  ];
};

import type { UsedBackend } from '@carmine/cli';
import type { Look } from '@carmine/makeup';
import { facePath, hasData } from '../../support/paths.ts';
import { compare, maxCodeDifference, type Rgba } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import { type Context, LOOK, NOTHING, type Rendered } from './context.ts';
import { headFile } from './heads.ts';

const BACKENDS: readonly UsedBackend[] = ['webgpu', 'webgl2', 'cpu'];
const PAIRS = [
  ['webgpu', 'webgl2'],
  ['webgpu', 'cpu'],
  ['webgl2', 'cpu'],
] as const;

const GLOSSY: Look = {
  version: 1,
  layers: [
    { product: 'foundation', color: '#9a6540', finish: 'dewy', coverage: 0.35 },
    { product: 'lipstick', color: '#7a1f3d', finish: 'gloss' },
  ],
};
const LOOKS = [
  ['satin', LOOK],
  ['gloss', GLOSSY],
] as const;

/** Light and deep skin, open and closed mouths, a beard. */
const PHOTOS = ['005', '041', '071'];

const sources = (photos: readonly string[]): { name: string; path: string }[] => {
  const head = headFile('backends', { tone: 6, expression: { smile: 0.4 } });
  const found = hasData('faces') ? photos.map((id) => ({ name: id, path: facePath(id) })) : [];
  return [...found, { name: 'head', path: head.path }];
};

interface PairResult {
  readonly source: string;
  readonly look: string;
  readonly pair: string;
  readonly mean: number;
  readonly p99: number;
  readonly max: number;
}

const figureOf = (context: Context, name: string, source: Rgba, all: readonly Rendered[]): Figure => {
  const { landmarks } = all[0]!.answer.faces[0]!;
  const points = landmarks.map(([x, y]): [number, number] => [x * source.width, y * source.height]);
  const box = boxAround(points, source, 0.05);
  const picture = beside([source, ...all.map((r) => r.image)].map((image) => cropTo(image, box, 200)));
  return context.gallery.add(`backends-${name}`, toPng(picture), `${name}: bare, ${BACKENDS.join(', ')}`);
};

const comparePairs = (all: readonly Rendered[], source: string, look: string): PairResult[] => {
  const cpu = all[2]!;
  const masks = [...cpu.masks.values()];
  const worn = (pixel: number) => masks.some((mask) => mask[pixel]! > 0);
  return PAIRS.map(([a, b]) => {
    const [first, second] = [all[BACKENDS.indexOf(a)]!, all[BACKENDS.indexOf(b)]!];
    const { mean, p99, max } = compare(first.image.data, second.image.data, worn);
    return { source, look, pair: `${a}/${b}`, mean, p99, max };
  });
};

const agreement = async (context: Context, list: readonly { name: string; path: string }[]): Promise<Row> => {
  const results: PairResult[] = [];
  const figures: Figure[] = [];
  for (const { name, path } of list) {
    for (const [title, look] of LOOKS) {
      const all: Rendered[] = [];
      for (const backend of BACKENDS)
        all.push(await context.render(path, { look, backend, masks: ['lipstick', 'foundation'] }));
      results.push(...comparePairs(all, name, title));
      if (all[0]!.answer.faces.length)
        figures.push(figureOf(context, `${name}-${title}`, all[0]!.source, all));
    }
  }
  results.sort((a, b) => b.mean - a.mean);
  const worst = results[0]!;
  return {
    id: 'backends',
    title: 'WebGPU, WebGL2 and CPU wear the same look alike',
    target: 'mean at most 0.3 dE00',
    measured: `worst mean ${worst.mean.toFixed(3)} dE00 (${worst.source}, ${worst.look}, ${worst.pair}); largest of any pixel ${Math.max(...results.map((r) => r.max)).toFixed(1)}`,
    outcome: worst.mean <= 0.3 ? 'pass' : 'fail',
    how: 'Over the pixels that carry product only; each picture, look and pair of backends must hold.',
    details: results,
    figures,
  };
};

const identity = async (context: Context, list: readonly { name: string; path: string }[]): Promise<Row> => {
  const results: { source: string; backend: string; max: number }[] = [];
  for (const { name, path } of list) {
    for (const backend of BACKENDS) {
      const { image, source, answer } = await context.render(path, { look: NOTHING, backend, always: true });
      if (answer.backend !== backend) throw new Error(`asked for ${backend}, drew with ${answer.backend}`);
      results.push({ source: name, backend, max: maxCodeDifference(source.data, image.data) });
    }
  }
  const worst = Math.max(...results.map((r) => r.max));
  return {
    id: 'identity',
    title: 'No product: the picture stays',
    target: 'at most 1 code of 255 on each backend',
    measured: `largest difference ${worst}`,
    outcome: worst <= 1 ? 'pass' : 'fail',
    how: "The renderer's own pixels with an empty look, against the decoded file, every channel of every pixel.",
    details: results,
  };
};

/** Agreement of the backends and identity without product. */
export const backendRows = async (context: Context, photos: readonly string[] = PHOTOS): Promise<Row[]> => {
  const list = sources(photos);
  return [await agreement(context, list), await identity(context, [...new Set([list[0]!, list.at(-1)!])])];
};

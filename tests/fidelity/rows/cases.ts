import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from '@carmine/cli';
import type { Look } from '@carmine/makeup';
import { facePath, hasData } from '../../support/paths.ts';
import { covered } from '../cases/covers.ts';
import { changed, joined } from '../cases/pictures.ts';
import { CASES, type CaseSource, type FailureCase } from '../cases/verdicts.ts';
import type { Rgba } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import { type Context, NOTHING } from './context.ts';
import { headFile } from './heads.ts';
import { ownShade } from './own-shade.ts';

/** What is worn: a foundation of the person's own colour and a red, so that every leak shows and nobody looks made fun of. */
const lookOf = (color: string): Look => ({
  version: 1,
  layers: [
    { product: 'foundation', color, finish: 'natural', coverage: 0.6 },
    { product: 'lipstick', color: '#a3283c', finish: 'satin', coverage: 0.75 },
  ],
});

const write = (name: string, image: Rgba): string => {
  const path = join(tmpdir(), `carmine-${process.pid}-${name}.png`);
  writeFileSync(path, encodePng({ ...image, channels: 4 }));
  return path;
};

const pathOf = async (context: Context, source: CaseSource, name: string): Promise<string> => {
  if ('head' in source) return headFile(name, { width: 600, height: 600, ...source.head }).path;
  const open = async (id: string) =>
    (await context.render(facePath(id), { look: NOTHING, backend: 'cpu' })).source;
  if ('photos' in source)
    return write(name, joined(await open(source.photos[0]), await open(source.photos[1])));
  if ('cover' in source) {
    const bare = await context.render(facePath(source.photo), { look: NOTHING, backend: 'cpu' });
    const { width, height } = bare.source;
    const { landmarks } = bare.answer.faces[0]!;
    const at = (i: number) => [landmarks[i]![0] * width, landmarks[i]![1] * height] as const;
    return write(name, covered(bare.source, source.cover, at).image);
  }
  return source.change
    ? write(name, changed(await open(source.photo), source.change))
    : facePath(source.photo);
};

/** What was done to a photograph, in brackets. */
const doneTo = (source: CaseSource): string => {
  if ('cover' in source) return ` (${source.cover} drawn)`;
  return 'change' in source && source.change ? ` (${source.change})` : '';
};

const figureOf = async (context: Context, source: CaseSource, name: string): Promise<Figure> => {
  const path = await pathOf(context, source, name);
  const bare = await context.render(path, { look: NOTHING, backend: 'cpu' });
  const { faces } = bare.answer;
  const worn = faces.length
    ? (await context.render(path, { look: lookOf(ownShade(bare)), backend: 'webgpu' })).image
    : bare.source;
  const points = faces.flatMap(({ landmarks }) =>
    landmarks.map(([x, y]): [number, number] => [x * worn.width, y * worn.height]),
  );
  const box = points.length
    ? boxAround(points, worn, 0.15)
    : { x: 0, y: 0, width: worn.width, height: worn.height };
  const picture = beside([bare.source, worn].map((image) => cropTo(image, box, 240)));
  const what = 'head' in source ? 'model head' : 'photos' in source ? source.photos.join(', ') : source.photo;
  const found = faces.length ? '' : ': no face told, left bare';
  return context.gallery.add(name, toPng(picture), `${what}${doneTo(source)}${found}`);
};

const caseRow = async (context: Context, one: FailureCase): Promise<Row> => {
  const figures: Figure[] = [];
  for (const [i, source] of one.sources.entries())
    if ('head' in source || hasData('faces'))
      figures.push(await figureOf(context, source, `case-${one.number}-${i + 1}`));
  return {
    id: `case-${one.number}`,
    title: `Case ${one.number}: ${one.title}`,
    target: 'a picture and a verdict',
    measured: `${one.verdict}: ${one.note}`,
    outcome: 'told',
    how: 'Failure case of rendering.md 8, judged by eye when the verdict was written; bare beside made up.',
    figures,
  };
};

/** The fifteen failure cases with their pictures as they come out today. */
export const caseRows = async (context: Context): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const one of CASES) rows.push(await caseRow(context, one));
  return rows;
};

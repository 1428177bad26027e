import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Look } from '@carmine/makeup';
import { DATA, facePath, hasData, SKIP_DATA } from '../../support/paths.ts';
import { deltaAt, type Rgba } from '../measure/color.ts';
import {
  boundary,
  fillHoles,
  fillPolygon,
  grow,
  iou,
  outlineDistance,
  type Polygon,
  walk,
} from '../measure/polygon.ts';
import { type Box, beside, boxAround, cropTo, overlay, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import { type Context, LOOK, type Rendered } from './context.ts';
import { ownShade } from './own-shade.ts';

interface Outlines {
  readonly outer: Polygon;
  readonly inner?: Polygon;
  readonly mouth: string;
  readonly tone: number;
  readonly notes?: string;
}

const LIPS: Look = { version: 1, layers: LOOK.layers.filter((layer) => layer.product === 'lipstick') };

/** Product counts as worn from half its full amount: the edge of a feathered mask. */
const HALF = 128;
/** ... and as showing at all from a tenth. */
const TENTH = 26;
/** A colour change people see beside the original, CIEDE2000. */
const SEEN = 3;

const IOU_TARGET = 'mean IoU at least 0.87, worst tenth 0.76, outline within 1.0 % of the mouth';
const SPILL_TARGET = 'at most 0.3 % of the lips';
const INSIDE_TARGET = 'more than 3 dE00 on at most 2 % of the pixels';
/** Width of a mouth, mm: the canonical face's (rendering.md 1.1). */
const MOUTH_MM = 49.1;
/** Past this distance from the outline product is spilt, mm, and from this change on it shows, CIEDE2000. */
const SPILL_MM = 1.5;
const SPILL_SEEN = 1;

interface LipResult {
  readonly id: string;
  readonly mouth: string;
  readonly tone: number;
  readonly iou: number;
  /** Mean distance of the outer outlines, share of the mouth's width. */
  readonly outline: number;
  /** Pixels of the drawn mouth opening, and how many of them carry product by each definition. */
  readonly inside: {
    readonly pixels: number;
    readonly half: number;
    readonly tenth: number;
    readonly seen: number;
  };
  /** Pixels changed beyond the lips, share of the lips' area. */
  readonly spill: number;
  readonly drawn: Uint8Array;
  readonly worn: Uint8Array;
}

const measureLips = (id: string, outlines: Outlines, source: Rgba, { image, masks }: Rendered): LipResult => {
  const { width, height } = image;
  const mask = masks.get('lipstick')!;
  const outer = fillPolygon(outlines.outer, width, height);
  const opening = outlines.inner?.length
    ? fillPolygon(outlines.inner, width, height)
    : new Uint8Array(outer.length);
  const drawn = outer.map((v, i) => v & (1 - opening[i]!));
  const worn = Uint8Array.from(mask, (v) => (v >= HALF ? 1 : 0));
  const xs = outlines.outer.map(([x]) => x);
  const mouth = Math.max(...xs) - Math.min(...xs);
  const outline = outlineDistance(boundary(fillHoles(worn, width, height), width), walk(outlines.outer));
  const inside = { pixels: 0, half: 0, tenth: 0, seen: 0 };
  opening.forEach((is, i) => {
    if (!is) return;
    inside.pixels++;
    if (mask[i]! >= HALF) inside.half++;
    if (mask[i]! >= TENTH) inside.tenth++;
    if (deltaAt(source.data, image.data, i) > SEEN) inside.seen++;
  });
  const near = grow(outer, width, height, (SPILL_MM / MOUTH_MM) * mouth);
  let spilt = 0;
  let area = 0;
  for (let i = 0; i < outer.length; i++) {
    area += drawn[i]!;
    if (!near[i] && deltaAt(source.data, image.data, i) > SPILL_SEEN) spilt++;
  }
  return {
    id,
    spill: spilt / area,
    mouth: outlines.mouth,
    tone: outlines.tone,
    iou: iou(worn, drawn),
    outline: outline / mouth,
    inside,
    drawn,
    worn,
  };
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
const percent = (value: number, digits = 1): string => `${(value * 100).toFixed(digits)} %`;

const lipFigure = (
  context: Context,
  source: Rgba,
  outlines: Outlines,
  rendered: Rendered,
  result: LipResult,
): Figure => {
  const box: Box = boxAround(outlines.outer, source, 0.35);
  const parts = [source, rendered.image, overlay(source, result.worn, result.drawn)];
  const picture = beside(parts.map((part) => cropTo(part, box, 200)));
  const spill = result.inside.pixels
    ? `, inside ${percent(result.inside.half / result.inside.pixels, 0)}`
    : '';
  const caption = `${result.id}: IoU ${result.iou.toFixed(3)}${spill}`;
  return context.gallery.add(`lips-${result.id}`, toPng(picture), caption);
};

const faceFigure = async (context: Context, id: string, rendered: Rendered): Promise<Figure> => {
  const { source } = rendered;
  const { landmarks } = rendered.answer.faces[0]!;
  const points = landmarks.map(([x, y]): [number, number] => [x * source.width, y * source.height]);
  const box = boxAround(points, source, 0.12);
  const own = { product: 'foundation', color: ownShade(rendered), finish: 'natural', coverage: 0.4 } as const;
  const look: Look = { version: 1, layers: [own, ...LIPS.layers] };
  const { image } = await context.render(facePath(id), { look, backend: 'cpu' });
  const picture = beside([source, image].map((part) => cropTo(part, box, 170)));
  return context.gallery.add(`face-${id}`, toPng(picture), id);
};

interface Survey {
  readonly total: number;
  readonly missed: string[];
  readonly lips: LipResult[];
  readonly faceFigures: Figure[];
  readonly lipFigures: Map<string, Figure>;
}

interface Choice {
  /** Only the photographs whose lips were drawn by hand, and no figures of whole faces: every row but that of the faces stays the same. */
  readonly outlined?: boolean;
}

const survey = async (
  context: Context,
  ids: readonly string[],
  lips: Record<string, Outlines>,
  { outlined = false }: Choice,
): Promise<Survey> => {
  const out: Survey = { total: ids.length, missed: [], lips: [], faceFigures: [], lipFigures: new Map() };
  for (const id of ids) {
    // The reference wears the same product as the GPU (row "backends") and is the quickest without one.
    const rendered = await context.render(facePath(id), { look: LIPS, backend: 'cpu', masks: ['lipstick'] });
    const { source } = rendered;
    if (!rendered.answer.faces.length) out.missed.push(id);
    else if (!outlined) out.faceFigures.push(await faceFigure(context, id, rendered));
    const outlines = lips[id];
    if (!outlines) continue;
    const result = measureLips(id, outlines, source, rendered);
    out.lips.push(result);
    out.lipFigures.set(id, lipFigure(context, source, outlines, rendered, result));
  }
  return out;
};

const facesRow = ({ total, missed, faceFigures }: Survey): Row => ({
  id: 'faces',
  title: 'Faces found on the photographs',
  target: `at least 47 of 50`,
  measured: `${total - missed.length} of ${total}${missed.length ? `; not ${missed.join(', ')}` : ''}`,
  outcome: total - missed.length >= Math.ceil((47 / 50) * total) ? 'pass' : 'fail',
  how: 'carmine render on every photograph of ../shared/data/faces; bare and made up (satin red lipstick, medium foundation in the colour of the cheeks).',
  figures: faceFigures,
});

const rankedFigures = ({ lipFigures }: Survey, results: readonly LipResult[]): Figure[] =>
  results.map((result) => lipFigures.get(result.id)!);

const plain = ({ id, mouth, tone, iou: value, outline, inside }: LipResult) => ({
  id,
  mouth,
  tone,
  iou: Number(value.toFixed(4)),
  outline: Number(outline.toFixed(4)),
  inside,
});

const iouRow = (all: Survey): Row => {
  const byIou = [...all.lips].sort((a, b) => a.iou - b.iou);
  const worst = byIou.slice(0, Math.max(1, Math.round(byIou.length / 10)));
  const value = mean(byIou.map((r) => r.iou));
  const distance = mean(byIou.map((r) => r.outline));
  const tenth = mean(worst.map((r) => r.iou));
  return {
    id: 'lip-mask',
    title: 'Lip mask against hand-drawn lips',
    target: IOU_TARGET,
    measured: `mean ${value.toFixed(3)}, worst tenth ${tenth.toFixed(3)}, outline off by ${percent(distance, 2)} of the mouth's width`,
    value,
    sound: value >= 0.85 && tenth >= 0.7 && distance <= 0.0125,
    outcome: value >= 0.87 && tenth >= 0.76 && distance <= 0.01 ? 'pass' : 'fail',
    how: `Mask of carmine render --mask at half amount against outer minus inner outline of lips.json (${byIou.length} photographs). Green both, red only product, blue only drawn. Worst first.`,
    details: byIou.map(plain),
    figures: rankedFigures(all, byIou),
  };
};

const spillRow = (all: Survey): Row => {
  const worst = [...all.lips].sort((a, b) => b.spill - a.spill);
  const value = mean(worst.map((r) => r.spill));
  return {
    id: 'spill',
    title: 'Lipstick beyond the lips',
    target: SPILL_TARGET,
    measured: `${percent(value, 2)}; worst ${percent(worst[0]!.spill)} (${worst[0]!.id})`,
    value,
    sound: value <= 0.006,
    outcome: value <= 0.003 ? 'pass' : 'fail',
    how: `Pixels changed by more than ${SPILL_SEEN} dE00 farther than ${SPILL_MM} mm outside the hand-drawn outline, over the area of the lips; mean of ${worst.length} photographs. Worst first.`,
    details: worst.map(({ id, spill }) => ({ id, spill })),
    figures: rankedFigures(all, worst.slice(0, 6)),
  };
};

const insideRow = (all: Survey): Row => {
  const open = all.lips.filter((r) => r.inside.pixels > 0);
  const share = (r: LipResult, key: 'half' | 'tenth' | 'seen') => r.inside[key] / r.inside.pixels;
  const pooled = (key: 'half' | 'tenth' | 'seen') =>
    mean(open.map((r) => r.inside[key])) / mean(open.map((r) => r.inside.pixels));
  const perPhoto = mean(open.map((r) => share(r, 'half')));
  const worst = [...open].sort((a, b) => share(b, 'half') - share(a, 'half'));
  return {
    id: 'inner-mouth',
    title: 'Colour inside the open mouth',
    target: INSIDE_TARGET,
    measured: `${percent(pooled('half'))} at half amount (mean of photographs ${percent(perPhoto)}), ${percent(pooled('tenth'))} at a tenth, ${percent(pooled('seen'))} changed by more than 3 dE00`,
    value: pooled('seen'),
    sound: pooled('seen') <= 0.03,
    outcome: pooled('seen') <= 0.02 ? 'pass' : 'fail',
    how: `Pixels inside the hand-drawn inner outline (${open.length} open mouths, all their pixels together) that changed by more than 3 dE00, or carry lipstick. Worst first.`,
    details: worst.map(plain),
    figures: rankedFigures(all, worst),
  };
};

const TITLES = [
  ['faces', 'Faces found on the photographs', 'at least 47 of 50'],
  ['lip-mask', 'Lip mask against hand-drawn lips', IOU_TARGET],
  ['spill', 'Lipstick beyond the lips', SPILL_TARGET],
  ['inner-mouth', 'Colour inside the open mouth', INSIDE_TARGET],
] as const;

/** Rows that need the photographs. */
export const photographRows = async (context: Context, choice: Choice = {}): Promise<Row[]> => {
  if (!hasData('faces'))
    return TITLES.map(([id, title, target]) => ({
      id,
      title,
      target,
      measured: SKIP_DATA,
      outcome: 'skipped',
      how: 'The photographs are not part of the repository.',
    }));
  const lips = JSON.parse(readFileSync(join(DATA, 'faces/lips.json'), 'utf8')) as Record<string, Outlines>;
  const names = readdirSync(join(DATA, 'faces')).filter((name) => name.endsWith('.jpg'));
  const ids = names.map((name) => name.slice(0, -4)).filter((id) => !choice.outlined || lips[id]);
  const all = await survey(context, ids.sort(), lips, choice);
  return [facesRow(all), iouRow(all), spillRow(all), insideRow(all)];
};

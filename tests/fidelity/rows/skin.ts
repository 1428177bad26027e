import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deltaE2000, type Lab, lchToLab, linearToLab, skinLocus } from '@carmine/color';
import type { HeadInput, LightName } from '@carmine/head';
import { REPO } from '../../support/paths.ts';
import { meanLinear } from '../measure/color.ts';
import { beside, cropTo, toPng } from '../picture.ts';
import type { Row } from '../report.ts';
import type { Context } from './context.ts';
import { type HeadFile, headFile } from './heads.ts';

const WEIGHTS = join(REPO, 'models/skin/weights');
const OURS = 'C1 all tokens seen or not';
const LITERAL = 'baseline: cheek sRGB read literally';

interface Meta {
  readonly sha256: string;
  readonly simulated: Readonly<
    Record<
      string,
      { readonly mean: number; readonly median: number; readonly p90: number; readonly n: number }
    >
  >;
}

const target = 'error at most half of reading the cheek literally';

/** The figures the training wrote for exactly the committed weights. */
const recorded = (): Row => {
  const meta = JSON.parse(readFileSync(join(WEIGHTS, 'colournet.json'), 'utf8')) as Meta;
  const sha256 = createHash('sha256')
    .update(readFileSync(join(WEIGHTS, 'colournet.onnx')))
    .digest('hex');
  const [ours, literal] = [meta.simulated[OURS]!, meta.simulated[LITERAL]!];
  const ratio = ours.mean / literal.mean;
  const same = sha256 === meta.sha256;
  return {
    id: 'colournet',
    title: 'ColourNet on held-out synthesis',
    target,
    measured: `${ratio.toFixed(2)} of it: mean ${ours.mean.toFixed(2)} dE00 against ${literal.mean.toFixed(2)}${same ? '' : '; the figures belong to OTHER weights'}`,
    outcome: same && ratio <= 0.5 ? 'pass' : 'fail',
    how: `${ours.n} simulated people, cameras and lights kept from training (models/skin, evaluate); the figures lie beside the committed weights and are taken only when their digest fits. Simulated: no measured deep skin is in the data.`,
    details: meta.simulated,
  };
};

const LIGHTS: readonly LightName[] = ['studio', 'daylight', 'side', 'warm', 'cool', 'dim'];

/** Skin-like albedos from light to deep (the Monk swatches are no skin: too pale and too dark at the ends). */
const toneAt = (index: number): Lab => {
  const L = 32 + ((index * 17) % 37);
  const { chroma, hue } = skinLocus(L);
  return lchToLab([L, chroma, hue + ((index * 5) % 7) - 3]);
};

/** Twelve tones through the lights, over- and underexposed: nothing the training has seen. */
const heads = (count: number): HeadInput[] =>
  Array.from({ length: count }, (_, i) => ({
    width: 640,
    height: 640,
    tone: { lab: toneAt(i) },
    light: LIGHTS[i % LIGHTS.length]!,
    brightness: [1, 0.7, 1.15, 0.5][i % 4]!,
    seed: i + 1,
    expression: { smile: (i % 3) / 4 },
    noise: { read: 0.002, shot: 0.01 },
  }));

/** The picture's cheeks taken at face value. */
const literalCheek = ({ head }: HeadFile): Lab => {
  const { width } = head.image;
  const pixels = [head.regions.leftCheek, head.regions.rightCheek].flatMap((sample) => {
    if (!sample) return [];
    const square: number[] = [];
    for (let dy = -8; dy <= 8; dy++)
      for (let dx = -8; dx <= 8; dx++) square.push(sample.index + dy * width + dx);
    return square.filter((i) => head.masks.skin[i] === 255);
  });
  return linearToLab(meanLinear(new Uint8Array(head.image.data), pixels));
};

const mean = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0) / values.length;

/** The whole path on heads: picture in, report out, against the albedo the head was painted with. */
const measured = async (context: Context, count: number): Promise<Row> => {
  const results: {
    tone: unknown;
    light: unknown;
    ours: number | null;
    literal: number;
    r90: number | null;
  }[] = [];
  const crops = [];
  for (const [index, input] of heads(count).entries()) {
    const file = headFile(`skin${index}`, input);
    const truth = linearToLab(file.head.colors.skin);
    const skin = (await context.analyze(file.path)).report?.skin ?? null;
    const ours = skin ? deltaE2000([...skin.lab] as unknown as Lab, truth) : null;
    const literal = deltaE2000(literalCheek(file), truth);
    results.push({ tone: input.tone, light: input.light, ours, literal, r90: skin?.r90 ?? null });
    const image = { ...file.head.image, data: new Uint8Array(file.head.image.data) };
    crops.push(cropTo(image, { x: 120, y: 60, width: 400, height: 480 }, 90));
  }
  const judged = results.filter((r) => r.ours !== null);
  const [ours, literal] = [mean(judged.map((r) => r.ours!)), mean(judged.map((r) => r.literal))];
  return {
    id: 'colournet-heads',
    title: 'Skin colour on synthetic heads, picture to report',
    target: 'none; a warning light',
    measured: `mean ${ours.toFixed(2)} dE00 against ${literal.toFixed(2)} (${(ours / literal).toFixed(2)} of it); ${judged.length} of ${count} judged`,
    outcome: 'told',
    how: 'carmine analyze on heads of another make than the training synthesis: skin-like albedos of L* 32 to 68, six lights, four exposures, sensor noise; truth is the painted albedo. The heads are exposed for a white card, which flatters the literal reading: a camera exposes for the face.',
    details: results,
    figures: [context.gallery.add('skin-heads', toPng(beside(crops)), 'The heads')],
  };
};

/** Colour of the skin: recorded on held-out synthesis, and measured here on heads. */
export const skinRows = async (context: Context, count = 12): Promise<Row[]> => [
  recorded(),
  await measured(context, count),
];

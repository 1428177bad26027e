import { readFileSync } from 'node:fs';
import type { Lab } from '@carmine/color';
import { analyzeImage } from '../../../packages/skin/src/analyze.ts';
import type { ConditionMap } from '../../../packages/skin/src/measures/condition.ts';
import { conditionOf } from '../../../packages/skin/src/measures/index.ts';
import type { ColourNet } from '../../../packages/skin/src/model/colour-net.ts';
import { parseMeta } from '../../../packages/skin/src/model/meta.ts';
import { createOrtNet } from '../../../packages/skin/src/model/ort.ts';
import { readFace } from '../../../packages/skin/src/reading.ts';
import type { SkinRecipe } from '../../../packages/skin/src/testing/skin-layers.ts';
import type { MeasureId, SkinReport } from '../../../packages/skin/src/types.ts';
import { type Photo, photograph, type Shot } from './rendered-skin.ts';

const WEIGHTS = new URL('../weights/', import.meta.url);

/** The committed net, in Node. */
export const openNet = (): Promise<ColourNet> =>
  createOrtNet({
    meta: parseMeta(readFileSync(new URL('colournet.json', WEIGHTS), 'utf8')),
    model: new Uint8Array(readFileSync(new URL('colournet.onnx', WEIGHTS))),
  });

/** The whole analysis of a rendered photograph, colour net and gates included. */
export const analyse = (
  net: ColourNet,
  skin: { readonly lab: Lab; readonly recipe: SkinRecipe },
  shot: Shot,
): Promise<SkinReport> => {
  const { image, frame } = photograph(skin, shot);
  return analyzeImage(image, frame, net);
};

/** Scores that were told. */
export const scoresOf = (report: SkinReport): Partial<Record<MeasureId, number>> =>
  Object.fromEntries(report.measures.flatMap((m) => (m.score === null ? [] : [[m.id, m.score]])));

/** The condition map of a rendered photograph as the whole analysis sees it, its colour read by the net; null where a gate refuses. */
export const readMap = async (net: ColourNet, { image, frame }: Photo): Promise<ConditionMap | null> => {
  const { skin } = await analyzeImage(image, frame, net);
  return skin && conditionOf(readFace(image, frame, frame.faces[0]!), skin);
};

import { poseFromFit, rigidFit } from '@carmine/face';
import type { DetectedFace, Size } from './detector.ts';
import { lookAgain, type StillContext } from './second-look.ts';
import { drawView, fromView, type View } from './view.ts';

/** A face is reported from this confidence on. When none on the whole picture reaches it the search decides: an upside-down face
 *  reads as 0 to .6, a hand that holds a camera as .55 (docs/decisions/0014). */
const BELIEVED = 0.6;
const SEARCH_SIDE = 384;
const QUARTER = Math.PI / 2;

/** Faces of a single picture, the most exact way: found on the whole picture, else searched for, then each looked at
 *  twice more. Largest first. */
export const detectStill = (
  context: StillContext,
  whole: () => DetectedFace[],
  maxFaces: number,
): DetectedFace[] => {
  const found = whole().map((face) => lookAgain(face, context) ?? halved(face));
  const believed = found.filter((face) => face.confidence >= BELIEVED);
  return believed.length > 0 ? believed : searchFaces(context, maxFaces);
};

const halved = (face: DetectedFace): DetectedFace => ({ ...face, confidence: face.confidence / 2 });

/** The short-range detector sees faces of about 15 % to 80 % of its picture, within 45 degrees of upright. What lies
 *  outside is looked for in larger, turned and smaller views; the first with a believable face ends the search. */
const searchFaces = (context: StillContext, maxFaces: number): DetectedFace[] => {
  for (const views of searchPlan(context.size)) {
    const found = views.flatMap((view) => {
      drawView(context.canvas, context.source, view);
      return context.look(context.canvas).flatMap((seen) => believed(seen, view, context));
    });
    if (found.length > 0) return distinct(found).slice(0, maxFaces);
  }
  return [];
};

const believed = (seen: DetectedFace, view: View, context: StillContext): DetectedFace[] => {
  const landmarks = fromView(seen.landmarks, view, context.size);
  const face = lookAgain({ ...seen, landmarks }, context);
  if (!face || face.confidence < BELIEVED) return [];
  // MediaPipe's pose is that of the view's own camera.
  const { width, height } = context.size;
  return [{ ...face, pose: poseFromFit(rigidFit(face.landmarks, width, height), context.size) }];
};

/** Rounds of views: more room around the picture, turned pictures, then tiles that overlap by half. */
const searchPlan = ({ width, height }: Size): View[][] => {
  const long = Math.max(width, height);
  const at = (centerX: number, centerY: number, span: number, turn = 0): View => ({
    centerX,
    centerY,
    span,
    turn,
    flip: false,
    side: SEARCH_SIDE,
  });
  const [x, y] = [width / 2, height / 2];
  const tiles = (span: number): View[] =>
    steps(height, span).flatMap((cy) => steps(width, span).map((cx) => at(cx, cy, span)));
  return [
    [at(x, y, long * 1.8)],
    [QUARTER, -QUARTER, Math.PI].map((turn) => at(x, y, long, turn)),
    tiles(long / 2),
    tiles(long / 3),
  ];
};

/** Centres of overlapping spans that cover 0..length. */
const steps = (length: number, span: number): number[] => {
  if (length <= span) return [length / 2];
  const count = Math.ceil((length - span) / (span / 2)) + 1;
  return Array.from({ length: count }, (_, i) => span / 2 + ((length - span) * i) / (count - 1));
};

/** Drops what overlapping tiles saw twice: faces whose nose tips lie within half a face. */
const distinct = (faces: DetectedFace[]): DetectedFace[] => {
  const noseOf = (f: DetectedFace) => [f.landmarks[4 * 3]!, f.landmarks[4 * 3 + 1]!] as const;
  const widthOf = (f: DetectedFace) => Math.abs(f.landmarks[454 * 3]! - f.landmarks[234 * 3]!);
  const kept: DetectedFace[] = [];
  for (const face of [...faces].sort((a, b) => b.confidence - a.confidence)) {
    const [x, y] = noseOf(face);
    const near = kept.some((k) => Math.hypot(noseOf(k)[0] - x, noseOf(k)[1] - y) < widthOf(k) / 2);
    if (!near) kept.push(face);
  }
  return kept;
};

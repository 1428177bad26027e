import type { SkinReport } from '../types.ts';
import type { KeptReport, ProgressReason } from './types.ts';

/** Largest difference of two lights, u'v': two steps of what a `cast` warning is. */
const LIGHT_COLOUR = 0.02;
/** Largest difference of the slope of the light over the face (gate `hard-light`). */
const LIGHT_SLOPE = 0.25;
/** Largest difference of the exposure, EV. */
const LIGHT_LEVEL = 1.2;
/** Largest difference of the head's angles, degrees. */
const TURN = 8;
/** Gates whose warning makes a picture too poor to be compared: the change would be the picture's. */
const MUST_PASS = new Set([
  'clipping',
  'noise',
  'blur',
  'filter',
  'mixed-light',
  'half-shadow',
  'cast',
  'surface',
  'unusual',
  'yaw',
  'pitch',
]);

/** Everything that stands between two reports and a comparison; empty: they are comparable. */
export const obstacles = (a: KeptReport, b: KeptReport): ProgressReason[] => {
  if (!a.report.skin || !b.report.skin) return ['no-reading'];
  const found: ProgressReason[] = [];
  const say = (when: boolean, reason: ProgressReason): void => {
    if (when) found.push(reason);
  };
  say(laterFirst(a.takenAt, b.takenAt), 'wrong-order');
  say(
    a.report.model.id !== b.report.model.id || a.report.model.sha256 !== b.report.model.sha256,
    'other-model',
  );
  if (!a.device || !b.device) found.push('device-unknown');
  else say(a.device !== b.device, 'other-device');
  say(
    [a, b].some(({ report }) => report.gates.some((g) => MUST_PASS.has(g.id) && g.level !== 'pass')),
    'poor-picture',
  );
  say(!sameLight(a.report, b.report), 'other-light');
  const turned = (id: string): number => Math.abs(gateValue(a.report, id) - gateValue(b.report, id));
  say(turned('yaw') > TURN || turned('pitch') > TURN, 'other-pose');
  return found;
};

const laterFirst = (a?: string, b?: string): boolean =>
  a !== undefined && b !== undefined && Date.parse(a) >= Date.parse(b);

const gateValue = (report: SkinReport, id: string): number =>
  report.gates.find((g) => g.id === id)?.value ?? 0;

const sameLight = (a: SkinReport, b: SkinReport): boolean => {
  if (!a.light || !b.light) return false;
  const [u0, v0] = chromaticity(a.light.illuminant);
  const [u1, v1] = chromaticity(b.light.illuminant);
  return (
    Math.hypot(u0 - u1, v0 - v1) <= LIGHT_COLOUR &&
    Math.abs(gateValue(a, 'hard-light') - gateValue(b, 'hard-light')) <= LIGHT_SLOPE &&
    Math.abs(Math.log2(a.light.exposure / b.light.exposure)) <= LIGHT_LEVEL
  );
};

/** CIE 1976 u', v' of linear sRGB. */
const chromaticity = ([r, g, b]: readonly [number, number, number]): readonly [number, number] => {
  const x = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b;
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
  const z = 0.0193339 * r + 0.119192 * g + 0.9503041 * b;
  const d = Math.max(1e-9, x + 15 * y + 3 * z);
  return [(4 * x) / d, (9 * y) / d];
};

/** Faces this much larger in one picture show detail that the other cannot. */
const SIZE_RATIO = 1.4;

/** Whether both pictures show the face about equally large. */
export const sameSize = (a: SkinReport, b: SkinReport): boolean => {
  const [p, q] = [gateValue(a, 'size'), gateValue(b, 'size')];
  return p > 0 && q > 0 && Math.max(p, q) / Math.min(p, q) <= SIZE_RATIO;
};

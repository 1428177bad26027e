import {
  ita as itaOf,
  type Lab,
  likelyUndertone,
  monkProbabilities,
  type Triple,
  undertoneProbabilities,
} from '@carmine/color';
import type { FaceFrame } from '@carmine/face';
import { surfaceGate } from './gates/bare-skin.ts';
import { detailGates } from './gates/detail.ts';
import { brightnessGate, clippingGate } from './gates/exposure.ts';
import { glassesGate } from './gates/eyewear.ts';
import { facesGate } from './gates/faces.ts';
import { blocked } from './gates/gate.ts';
import { eyesGate, poseGates, sizeGate } from './gates/geometry.ts';
import { castGate, lightGates } from './gates/light.ts';
import { type GatePreset, type GatePresetName, gatePreset } from './gates/presets.ts';
import { surfaceGates, unusualGate } from './gates/surface.ts';
import { faceLabels } from './maps/face-labels.ts';
import { netMaps } from './maps/net-input.ts';
import { toSkinMaps } from './maps/net-maps.ts';
import { skinMaps } from './maps/skin-maps.ts';
import { conditionOf, MEASURE_IDS, measureAll } from './measures/index.ts';
import { abstain } from './measures/measure.ts';
import type { ColourNet } from './model/colour-net.ts';
import { bothWays, unusualness, whiteLight } from './model/input.ts';
import type { MapNet, NetMaps } from './model/map-net.ts';
import { decodeOutputs, exposureSigma, type SkinPosterior } from './model/posterior.ts';
import type { MappedReport } from './options.ts';
import type { PixelImage } from './pixels/image.ts';
import { median } from './pixels/statistics.ts';
import { type FaceReading, readFace } from './reading.ts';
import type { SkinReference } from './reference/types.ts';
import { type ReadReference, readReference, useCard, usePriors } from './reference/use.ts';
import { buildTokens, type Tokens } from './tokens.ts';
import type { GateResult, LightEstimate, SkinColor, SkinReport } from './types.ts';

/** How a picture is judged, beside the net that reads its colour. */
export interface AnalysisOptions {
  /** Reads the eight maps; without it there are the three of a condition map. */
  readonly mapNet?: MapNet | undefined;
  /** Limits of the gates. Default `standard`. */
  readonly strictness?: GatePresetName | undefined;
  /** What is known beside the face. Default: the whites of the eyes. */
  readonly reference?: SkinReference | ReadReference | undefined;
}

/** Smallest picture side that is looked at, px. */
const MIN_SIDE = 64;

/**
 * One still, straight down: gates -> regions -> tokens -> net -> measures -> report. Pure but for the net.
 * `image` is bare (never made-up), `frame` was tracked on it; only the first face is read.
 * A picture that cannot be judged gives a report whose gates say why; `skin` is null when a gate blocks. Throws only
 * what the net throws (`asset-corrupt`, `internal`), and `invalid-argument` for a `reference` that makes no sense; a card's
 * corners are px of `image`.
 */
export const analyzeImage = async (
  image: PixelImage,
  frame: FaceFrame,
  net: ColourNet,
  options: AnalysisOptions = {},
): Promise<SkinReport> => (await judge(image, frame, net, options)).report;

/** As `analyzeImage`, with what was seen texel by texel: the eight maps of `mapNet`, or without it the three of a condition
 *  map. `maps` is null where `report.skin` is. */
export const analyzeMapped = async (
  image: PixelImage,
  frame: FaceFrame,
  net: ColourNet,
  options: AnalysisOptions = {},
): Promise<MappedReport> => {
  const { report, reading, seen } = await judge(image, frame, net, options);
  if (seen) return { report, maps: report.skin && toSkinMaps(seen) };
  const condition = report.skin && reading ? conditionOf(reading, report.skin, faceLabels) : null;
  return { report, maps: condition && skinMaps(condition) };
};

const read = (image: PixelImage, reference: SkinReference | ReadReference = {}): ReadReference =>
  'card' in reference ? readReference(image, reference) : reference;

interface Judgement {
  readonly report: SkinReport;
  /** null: no face was read. */
  readonly reading: FaceReading | null;
  /** What MapNet saw; null without it. */
  readonly seen: NetMaps | null;
}

const judge = async (
  image: PixelImage,
  frame: FaceFrame,
  net: ColourNet,
  { mapNet, strictness, ...options }: AnalysisOptions,
): Promise<Judgement> => {
  const reference = read(image, options.reference);
  const preset = gatePreset(strictness);
  const clock = stopwatch();
  const face = frame.faces[0];
  if (Math.min(image.width, image.height) < MIN_SIDE)
    return unread(
      refusal(net, {
        id: 'size',
        level: 'block',
        value: Math.min(image.width, image.height),
        hint: 'larger-picture',
      }),
    );
  if (!face || face.landmarks.some((v) => !Number.isFinite(v)))
    return unread(refusal(net, { id: 'face', level: 'block', value: 0, hint: 'no-face' }));
  const reading = readFace(image, frame, face);
  const tokens = buildTokens(reading.regions);
  clock.lap('regions');
  const gates = [facesGate(frame, preset), ...readingGates(reading, tokens, preset)];
  clock.lap('gates');
  if (blocked(gates))
    return unread({ ...refusal(net, ...gates), region: regionColours(reading), timings: clock.laps });
  const lit = useCard(tokens, reference.patches);
  const input = bothWays(lit.tokens, net.meta, lit.known);
  const decoded = decodeOutputs(await net.run(input), net.meta, lit.known);
  const { posterior, uses } = usePriors(decoded, reference);
  clock.lap('infer');
  const sigmaEv = exposureSigma(posterior.lab, posterior.cov, net.meta);
  const far = unusualness(lit.tokens, net.meta);
  const light = lightOf(lit.white ? whiteLight(lit.white) : posterior.light, sigmaEv);
  const all = [
    ...gates,
    brightnessGate(light, preset),
    castGate(light.illuminant, preset),
    unusualGate(far, posterior.unusual, preset),
  ];
  const skin = skinColor(posterior, all);
  const seen = mapNet ? await netMaps(reading, skin, mapNet) : null;
  clock.lap('maps');
  const measures = measureAll(conditionOf(reading, skin), { gates: all, skin });
  clock.lap('measures');
  const report: SkinReport = {
    version: 1,
    model: { id: net.meta.id, sha256: net.meta.sha256 },
    gates: all,
    skin: all.some((g) => g.level === 'block') ? null : skin,
    measures,
    region: regionColours(reading),
    light: { ...light, sigmaEv: sigmaEv * doubtOf(all) },
    reference: [...lit.uses, ...uses],
    timings: clock.laps,
  };
  return { report, reading, seen };
};

const unread = (report: SkinReport): Judgement => ({ report, reading: null, seen: null });

/** Gates that need no net, cheapest first. */
const readingGates = (reading: FaceReading, tokens: Tokens, preset: GatePreset): GateResult[] => [
  sizeGate(reading, preset),
  ...poseGates(reading, preset),
  clippingGate(reading, preset),
  ...detailGates(reading, preset),
  ...surfaceGates(reading, tokens, preset),
  surfaceGate(reading, tokens, preset),
  ...lightGates(reading, tokens, preset),
  eyesGate(reading, tokens, preset),
  glassesGate(reading, preset),
];

const refusal = (net: ColourNet, ...gates: readonly GateResult[]): SkinReport => ({
  version: 1,
  model: { id: net.meta.id, sha256: net.meta.sha256 },
  gates,
  skin: null,
  measures: MEASURE_IDS.map((id) => abstain(id, gates.find((g) => g.level === 'block')?.hint ?? 'no-face')),
  region: {},
  light: null,
  timings: {},
});

/** Gates that cast doubt on the colour: each widens the posterior by a tenth [D]. */
const DOUBT = new Set([
  'yaw',
  'pitch',
  'clipping',
  'noise',
  'filter',
  'mixed-light',
  'hard-light',
  'half-shadow',
  'glasses',
  'surface',
  'cast',
  'unusual',
]);

const doubtOf = (gates: readonly GateResult[]): number =>
  1 + 0.1 * gates.filter((g) => DOUBT.has(g.id) && g.level !== 'pass').length;

/** The posterior as the report's colour. The Monk scale and the undertone integrate the calibrated posterior. */
const skinColor = (p: SkinPosterior, gates: readonly GateResult[]): SkinColor => {
  const doubt = doubtOf(gates);
  const cov = p.cov.map((v) => v * doubt * doubt);
  const r90 = p.r90 * doubt;
  const undertones = undertoneProbabilities(p.lab, cov);
  return {
    lab: p.lab as Lab,
    sigma: [0, 4, 8].map((i) => Math.sqrt(cov[i]!)) as unknown as Triple,
    cov,
    r90,
    ita: itaOf(p.lab),
    mst: { p: monkProbabilities(p.lab, cov) },
    undertone: { p: undertones, label: likelyUndertone(undertones) },
    confidence: r90 <= 3.5 ? 'high' : r90 <= 5.5 ? 'medium' : r90 <= 8 ? 'low' : 'abstain',
  };
};

/** Net's light head -> exposure (luminance of a diffuse white lit like the face) and its colour with luminance 1. */
const lightOf = ([lnY, lnRG, lnBG]: Triple, sigmaEv: number): LightEstimate => {
  const [r, b] = [Math.exp(lnRG), Math.exp(lnBG)];
  const y = 0.2126729 * r + 0.7151522 + 0.072175 * b;
  return { exposure: Math.exp(lnY), sigmaEv, illuminant: [r / y, 1 / y, b / y] };
};

const regionColours = (reading: FaceReading): SkinReport['region'] =>
  Object.fromEntries(
    Object.entries(reading.regions)
      .filter(([, pixels]) => pixels.rgb.length)
      .map(([id, pixels]) => {
        const channel = (k: number): number =>
          median(Float64Array.from({ length: pixels.rgb.length / 3 }, (_, i) => pixels.rgb[i * 3 + k]!));
        return [
          id,
          { rgb: [channel(0), channel(1), channel(2)] as Triple, pixels: Math.round(pixels.count) },
        ];
      }),
  );

/** ms between laps. */
const stopwatch = (): { laps: Record<string, number>; lap(name: string): void } => {
  let last = performance.now();
  const laps: Record<string, number> = {};
  return {
    laps,
    lap: (name) => {
      const now = performance.now();
      laps[name] = Math.round((now - last) * 10) / 10;
      last = now;
    },
  };
};

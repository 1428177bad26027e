/** The engine page of the command: the SDK's own packages behind four calls (protocol.ts). */
import { CarmineError, toWire } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import {
  type AnalyzeInput,
  createSkinAnalyzer,
  type SkinAnalyzer,
  type SkinMaps,
  type SkinReport,
  toImage,
} from '@carmine/skin';
import { createTracker, type Tracker } from '@carmine/tracking';
import type {
  AnalyzeAnswer,
  AnalyzeJob,
  Answer,
  EngineApi,
  LightAnswer,
  MapAnswer,
  SetupJob,
} from '../protocol.ts';
import { createPainters } from './painter.ts';
import { decodePicture, type Picture, post, toBitmap } from './pixels.ts';
import { scaledReference } from './scaled-reference.ts';
import { opaque, renderStill, toAnswer, trackPicture } from './still.ts';
import { renderVideo } from './video.ts';
import { largestFirst } from './window.ts';

const painters = createPainters();
let setup: SetupJob | undefined;
let tracker: Promise<Tracker> | undefined;
let analyzer: Promise<SkinAnalyzer> | undefined;
let frameId = 0;

const config = (): SetupJob => {
  if (!setup) throw new CarmineError('internal', { message: 'The engine page was used before setup.' });
  return setup;
};

const getTracker = (): Promise<Tracker> => {
  const { assetBase, faceModelUrl, numFaces } = config();
  tracker ??= createTracker({
    assetBase,
    numFaces,
    mode: 'image',
    ...(faceModelUrl ? { faceModelUrl } : {}),
  });
  return tracker;
};

const getAnalyzer = (): Promise<SkinAnalyzer> => {
  analyzer ??= Promise.resolve(createSkinAnalyzer({ assetBase: config().assetBase }));
  return analyzer;
};

/** Skin is read from far fewer pixels than a large picture has; px of the longer side. */
const ANALYZE_SIDE = 4096;

type Wish = Pick<AnalyzeJob, 'strictness' | 'reference'>;

/** The picture as the analyser takes it. */
const toInput = async (picture: Picture, frame: FaceFrame, wish: Wish): Promise<AnalyzeInput> => {
  const whole = await toBitmap(opaque(picture));
  const scale = ANALYZE_SIDE / Math.max(whole.width, whole.height);
  let image = whole;
  if (scale < 1) {
    const size = {
      resizeWidth: Math.round(whole.width * scale),
      resizeHeight: Math.round(whole.height * scale),
    };
    image = await createImageBitmap(whole, { ...size, resizeQuality: 'high' });
    whole.close();
  }
  const { width, height } = image;
  const reference = wish.reference && scaledReference(wish.reference, Math.min(1, scale));
  return {
    image,
    frame: { ...frame, width, height },
    ...(wish.strictness ? { strictness: wish.strictness } : {}),
    ...(reference ? { reference } : {}),
  };
};

const analyze = async (picture: Picture, frame: FaceFrame, wish: Wish = {}): Promise<SkinReport> =>
  (await getAnalyzer()).analyze(await toInput(picture, frame, wish));

/** Posts every map at the picture's own size, one at a time. */
const postMaps = async (
  { size, maps }: SkinMaps,
  { url, picture, frame }: { url: string; picture: Picture; frame: FaceFrame },
): Promise<MapAnswer[]> => {
  const { width, height } = picture;
  for (const map of maps)
    await post(`${url}map.${map.id}`, toImage(map, size, frame.faces[0]!, picture), { width, height });
  return maps.map(({ id, unit, low, high }) => ({ id, unit, low, high }));
};

const judge = async (
  picture: Picture,
  frame: FaceFrame,
  job: AnalyzeJob,
): Promise<Pick<AnalyzeAnswer, 'report' | 'maps'>> => {
  if (!frame.faces.length) return { report: null, maps: [] };
  if (!job.maps) return { report: await analyze(picture, frame, job), maps: [] };
  const { report, maps } = await (await getAnalyzer()).analyzeMapped(await toInput(picture, frame, job));
  return { report, maps: maps ? await postMaps(maps, { url: job.post, picture, frame }) : [] };
};

const analyzeStill = async (job: AnalyzeJob): Promise<AnalyzeAnswer> => {
  const start = performance.now();
  const picture = await decodePicture(job.url);
  const frame = largestFirst(await trackPicture(await getTracker(), picture, ++frameId));
  const tracked = performance.now();
  const { width, height } = picture;
  const judged = await judge(picture, frame, job);
  const timings = { decodeAndTrack: tracked - start, analyze: performance.now() - tracked };
  return { width, height, faces: toAnswer(frame), ...judged, timings };
};

/** What draws does not depend on it, so a picture is not lost when it cannot be told. */
const lightOf = (picture: Picture, frame: FaceFrame): Promise<LightAnswer | null> =>
  analyze(picture, frame).then(
    (report) => report.light,
    () => null,
  );

const answer = async <T>(work: () => Promise<T>): Promise<Answer<T>> => {
  try {
    return { ok: await work() };
  } catch (error) {
    return { error: toWire(error) };
  }
};

const api: EngineApi = {
  setup: (job) =>
    answer(async () => {
      setup = job;
      return { delegate: (await getTracker()).diagnostics.delegate };
    }),
  render: (job) =>
    answer(async () =>
      renderStill(job, {
        tracker: await getTracker(),
        painter: await painters(job.backend),
        frameId: ++frameId,
        lightOf,
      }),
    ),
  renderVideo: (job) =>
    answer(async () => {
      const { assetBase, faceModelUrl } = config();
      const model = faceModelUrl ? { faceModelUrl } : {};
      const own = await createTracker({ assetBase, mode: 'video', numFaces: 1, ...model });
      try {
        return await renderVideo(job, { tracker: own, painter: await painters(job.backend) });
      } finally {
        own.close();
      }
    }),
  analyze: (job) => answer(() => analyzeStill(job)),
};

window.carmineEngine = api;

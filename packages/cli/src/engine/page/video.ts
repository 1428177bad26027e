import { CarmineError } from '@carmine/errors';
import type { Tracker } from '@carmine/tracking';
import {
  ALL_FORMATS,
  BlobSource,
  BufferTarget,
  Conversion,
  getFirstEncodableVideoCodec,
  Input,
  Output,
  QUALITY_VERY_HIGH,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';
import type { FaceAnswer, VideoAnswer, VideoJob } from '../protocol.ts';
import type { Painter } from './painter.ts';
import { post } from './pixels.ts';
import { toAnswer } from './still.ts';
import { y4mFrames } from './y4m.ts';

interface VideoTools {
  readonly tracker: Tracker;
  readonly painter: Painter;
}

interface Dresser {
  /** Closes `frame`; the canvas holds the made-up picture until the next call. */
  dress(frame: VideoFrame): Promise<OffscreenCanvas>;
  readonly frames: { time: number; faces: FaceAnswer[] }[];
  size(): { width: number; height: number };
}

/** Every frame in order, none skipped: track it, then draw on exactly it. */
const createDresser = (job: VideoJob, { tracker, painter }: VideoTools): Dresser => {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })!;
  const frames: Dresser['frames'] = [];
  return {
    frames,
    size: () => ({ width: canvas.width, height: canvas.height }),
    dress: async (frame) => {
      const { displayWidth: width, displayHeight: height, timestamp } = frame;
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      context.drawImage(frame, 0, 0, width, height);
      const face = await tracker.track(frame, { frameId: frames.length + 1, captureTime: timestamp / 1000 });
      frames.push({ time: timestamp / 1e6, faces: face ? toAnswer(face) : [] });
      if (face?.faces.length && job.look.layers.length) {
        const { data } = context.getImageData(0, 0, width, height);
        const { image } = await painter.paint({ width, height, data }, face, job.look, []);
        context.putImageData(new ImageData(new Uint8ClampedArray(image.data), width, height), 0, 0);
      }
      return canvas;
    },
  };
};

const unreadable = (cause: unknown, message = 'The browser cannot decode this video.'): CarmineError =>
  cause instanceof CarmineError ? cause : new CarmineError('video-unreadable', { message, cause });

const newOutput = () => new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });

const pickCodec = async () => {
  const codec = await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1']);
  if (!codec)
    throw new CarmineError('browser-unsupported', {
      message: 'This browser cannot encode video (VP9, VP8 or AV1).',
    });
  return codec;
};

/** Container in, WebM out; sound is taken along where WebM can hold it. */
const convert = async (file: Blob, dresser: Dresser): Promise<ArrayBuffer> => {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack().catch((cause) => {
    throw unreadable(cause);
  });
  if (!track || !(await track.canDecode())) throw unreadable(undefined);
  const output = newOutput();
  const video = {
    codec: await pickCodec(),
    quality: QUALITY_VERY_HIGH,
    forceTranscode: true,
    allowTransformationMetadata: false,
    process: (sample: VideoSample) => dresser.dress(sample.toVideoFrame()),
  };
  const conversion = await Conversion.init({ input, output, tracks: 'primary', video, showWarnings: false });
  await conversion.execute();
  return output.target.buffer!;
};

const encodeY4m = async (file: Blob, dresser: Dresser): Promise<ArrayBuffer> => {
  const output = newOutput();
  const source = new VideoSampleSource({ codec: await pickCodec(), quality: QUALITY_VERY_HIGH });
  output.addVideoTrack(source);
  await output.start();
  for await (const frame of y4mFrames(file)) {
    const { timestamp, duration } = frame;
    const canvas = await dresser.dress(frame);
    const sample = new VideoSample(canvas, { timestamp: timestamp / 1e6, duration: (duration ?? 0) / 1e6 });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  return output.target.buffer!;
};

/** A film with the look on every frame, as WebM (docs/decisions/0081). */
export const renderVideo = async (job: VideoJob, tools: VideoTools): Promise<VideoAnswer> => {
  const start = performance.now();
  const file = await (await fetch(job.url)).blob();
  const dresser = createDresser(job, tools);
  const work = job.kind === 'y4m' ? encodeY4m(file, dresser) : convert(file, dresser);
  const buffer = await work.catch((cause) => {
    throw unreadable(
      cause,
      `The video could not be rendered: ${cause instanceof Error ? cause.message : cause}`,
    );
  });
  if (!dresser.frames.length) throw unreadable(undefined, 'The video has no frame that can be decoded.');
  await post(`${job.post}video`, new Uint8Array(buffer));
  return {
    ...dresser.size(),
    backend: tools.painter.backend,
    frames: dresser.frames,
    extension: 'webm',
    timings: { total: performance.now() - start },
  };
};

import { type Zippable, zipSync } from 'fflate';
import { refinementProgram } from './graft.ts';
import { imageInputMetadata } from './metadata.ts';
import { readPackedAssets } from './packed-assets.ts';
import { extendModel } from './tflite/extend.ts';
import { readModel } from './tflite/reader.ts';
import { roundWeights } from './tflite/round-weights.ts';

/** Names of the files in a face landmarker bundle, in the order they are written. */
export const BUNDLE_FILES = [
  'face_detector.tflite',
  'face_landmarks_detector.tflite',
  'geometry_pipeline_metadata_landmarks.binarypb',
] as const;

/** Bits of mantissa the attention mesh's float16 weights keep, of 10: 0.4 MB less to load (brotli), and landmarks move less than half as
 *  far as for a picture shifted by one pixel (docs/decisions/0217). */
const MESH_MANTISSA_BITS = 7;

/** Zip entries carry a date; a fixed one (the earliest a zip can hold) keeps the bytes the same on every run. */
const ZIP_DATE = '1980-01-01T00:00:00';

const ALIGNMENT = 16;
const ZIP_HEADER_BYTES = 30;
const EXTRA_HEADER_BYTES = 4;
/** Padding in the form Android's zipalign uses (APPNOTE 4.6.1, "extra field"). */
const PADDING_ID = 0xd935;

/** Pads the entries so that each file starts on 16 bytes: TFLite reads weights in place and wants them aligned. */
const aligned = (files: Readonly<Record<string, Uint8Array>>): Zippable => {
  const out: Zippable = {};
  let at = 0;
  for (const [name, data] of Object.entries(files)) {
    const start = at + ZIP_HEADER_BYTES + name.length + EXTRA_HEADER_BYTES;
    const padding = (ALIGNMENT - (start % ALIGNMENT)) % ALIGNMENT;
    out[name] = [data, { extra: { [PADDING_ID]: new Uint8Array(padding) } }];
    at = start + padding + data.length;
  }
  return out;
};

/** Assembles a face_landmarker.task (about 2.8 MB) from the installed npm package @mediapipe/face_mesh, for
 *  FaceLandmarker of @mediapipe/tasks-vision 1.1.0 with the CPU delegate. 478 landmarks, no blendshapes. Needs no
 *  network. The same input gives the same bytes. Rejects when the package lacks a file or has another layout. */
export const assembleFaceModel = async (): Promise<Uint8Array> => {
  const asset = await readPackedAssets();
  const detector = asset('face_detection_short_range.tflite');
  const mesh = roundWeights(asset('face_landmark_with_attention.tflite'), MESH_MANTISSA_BITS);
  const files: Record<(typeof BUNDLE_FILES)[number], Uint8Array> = {
    // Short-range BlazeFace wants -1..1, the attention mesh 0..1 (modules/face_{detection,landmark}/*.pbtxt).
    'face_detector.tflite': extendModel(detector, {
      metadata: imageInputMetadata('face_detection_short_range', { mean: 127.5, std: 127.5 }),
    }),
    'face_landmarks_detector.tflite': extendModel(mesh, {
      metadata: imageInputMetadata('face_landmark_with_attention', { mean: 0, std: 255 }),
      program: refinementProgram(readModel(mesh)),
    }),
    'geometry_pipeline_metadata_landmarks.binarypb': asset('geometry_pipeline_metadata_landmarks.binarypb'),
  };
  // Stored, not deflated: tasks-vision maps the files out of the archive.
  return zipSync(aligned(files), { level: 0, mtime: ZIP_DATE });
};

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Names of the files inside @mediapipe/face_mesh's packed assets that Carmine uses. */
export type AssetName =
  | 'face_landmark_with_attention.tflite'
  | 'geometry_pipeline_metadata_landmarks.binarypb'
  | 'face_detection_short_range.tflite';

const DATA = '@mediapipe/face_mesh/face_mesh_solution_packed_assets.data';
const LOADER = '@mediapipe/face_mesh/face_mesh_solution_packed_assets_loader.js';

/** Path of the packed assets inside the installed npm package; for up-to-date checks. */
export const packedAssetsPath = (): string => createRequire(import.meta.url).resolve(DATA);

/** Reads files out of the packed assets of the npm package @mediapipe/face_mesh (0.4.1657299874, Apache-2.0).
 *  The byte ranges stand as JSON in Emscripten's loader script beside it. Throws when a name is not there. */
export const readPackedAssets = async (): Promise<(name: AssetName) => Uint8Array> => {
  const require = createRequire(import.meta.url);
  const [data, loader] = await Promise.all([
    readFile(require.resolve(DATA)),
    readFile(require.resolve(LOADER), 'utf8'),
  ]);
  const json = /loadPackage\((\{"files".*?\})\);/.exec(loader)?.[1];
  if (!json) throw new Error('@mediapipe/face_mesh: the loader script holds no file table');
  const { files } = JSON.parse(json) as { files: { filename: string; start: number; end: number }[] };
  return (name) => {
    const file = files.find((f) => f.filename.endsWith(`/${name}`));
    if (!file || file.end > data.length)
      throw new Error(`@mediapipe/face_mesh: no ${name} in its packed assets`);
    return new Uint8Array(data.subarray(file.start, file.end));
  };
};

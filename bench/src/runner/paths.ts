import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A build of the product: its library and its assets (packages/carmine/dist). */
export interface Build {
  readonly name: string;
  readonly library: string;
  readonly assets: string;
}

/** What the runner needs on disk. */
export interface BenchPaths {
  /** pages/, view/ and runner/ of the built bench. */
  readonly bench: string;
  readonly build: Build;
  /** The official face_landmarker.task; null: peers run on the bundle the product builds, and the report says so. */
  readonly faceModel: string | null;
  /** MediaPipe's wasm files; null: no peers. */
  readonly vision: string | null;
  /** Folder of photographs; null: the clip of photographs cannot be played. */
  readonly photos: string | null;
}

const installedIn = (from: string): string | null => {
  try {
    const folder = join(dirname(createRequire(from).resolve('@mediapipe/tasks-vision')), 'wasm');
    return existsSync(folder) ? folder : null;
  } catch {
    return null;
  }
};

/** MediaPipe's wasm files as its package ships them: peers load them as the guide says. The folder that was named, else where the
 *  package is installed beside the command or where it was called; null: nowhere. */
export const visionOf = ({ mediapipe }: { readonly mediapipe: string | null }): string | null =>
  mediapipe ?? installedIn(import.meta.url) ?? installedIn(join(process.cwd(), 'package.json'));

/** `dir` as a build, or null: it must have lib/index.js and assets/manifest.json. */
export const buildAt = (dir: string, name: string): Build | null => {
  const [library, assets] = [join(dir, 'lib'), join(dir, 'assets')];
  const whole = existsSync(join(library, 'index.js')) && existsSync(join(assets, 'manifest.json'));
  return whole ? { name, library, assets } : null;
};

/** Digest of all that a build loads: of its manifest, which has one for each file. */
export const manifestOf = (build: Build): string => readFileSync(join(build.assets, 'manifest.json'), 'utf8');

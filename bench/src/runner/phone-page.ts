import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRequest } from '@carmine/cli';
import { visionOf } from './paths.ts';

/** Writes a folder any HTTPS host can serve as it is: bench/index.html is what a phone opens. Peers are in it where MediaPipe's package
 *  is installed. */
export const writePhonePage = (request: BenchRequest): string[] => {
  const { out, paths, faceModel } = request;
  mkdirSync(out, { recursive: true });
  cpSync(join(paths.bench, 'pages'), join(out, 'bench'), { recursive: true });
  for (const part of ['lib', 'assets'])
    cpSync(join(paths.build, part), join(out, part), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  const vision = visionOf(request);
  if (vision) cpSync(vision, join(out, 'vision'), { recursive: true });
  if (faceModel) cpSync(faceModel, join(out, 'official/face_landmarker.task'));
  return [join(out, 'bench/index.html')];
};

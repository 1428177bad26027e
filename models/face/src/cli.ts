import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assembleFaceModel } from './assemble.ts';

const USAGE = `carmine-face-model --out DIR
Writes DIR/face_landmarker.task for @mediapipe/tasks-vision 1.1.0 (CPU delegate), assembled from @mediapipe/face_mesh.
`;
const FILE = 'face_landmarker.task';

/** The command. Resolves to the exit code: 0 written, 1 it could not be written, 2 wrong usage. */
export const main = async (args: readonly string[]): Promise<number> => {
  let out: string | undefined;
  try {
    out = parseArgs({ args: [...args], options: { out: { type: 'string' } } }).values.out;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
  }
  if (!out) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    const bundle = await assembleFaceModel();
    await mkdir(out, { recursive: true });
    await writeFile(join(out, FILE), bundle);
    process.stdout.write(`${join(out, FILE)} ${bundle.length} bytes\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${FILE}: ${(error as Error).message}\n`);
    return 1;
  }
};

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHeadClip } from '../clip/clip.ts';
import { encodeClip } from '../clip/clip-file.ts';
import { clipPlan } from '../clip/plan.ts';

/** Renders the clips that are not in `folder` yet. They are code's and may be thrown away at any time. */
export const keepClips = (folder: string, ids: readonly string[], say: (text: string) => void): void => {
  mkdirSync(folder, { recursive: true });
  for (const id of ids) {
    const [plan, file] = [clipPlan(id), join(folder, `${id}.clip`)];
    if (plan.from !== 'head' || existsSync(file)) continue;
    say(`clip ${id}: ${plan.frames} pictures`);
    writeFileSync(file, encodeClip(makeHeadClip(plan)));
  }
};

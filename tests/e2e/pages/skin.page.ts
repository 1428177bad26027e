import { toCarmineError } from '@carmine/errors';
import { createSkinAnalyzer, type SkinMapId, type SkinReport } from '@carmine/skin';
import { createTracker } from '@carmine/tracking';
import { fetchedPixels } from '../../support/picture-pixels.ts';
import { grey, sepia, toned } from '../../support/tones.ts';

const CHANGES: Record<'none' | 'grey' | 'sepia' | 'toned', typeof grey> = {
  none: <T extends Parameters<typeof grey>[0]>(image: T): T => image,
  grey,
  sepia,
  toned: toned([5, 15, 50], [90, 140, 200], [250, 250, 240]),
};
export type Change = keyof typeof CHANGES;

/** Tracks each picture as it is, then has the worker read it with each change; null where no face was found. */
const reports = async (
  paths: string[],
  changes: Change[],
  assetBase: string,
): Promise<(Record<string, SkinReport> | null)[]> => {
  const tracker = await createTracker({ assetBase, mode: 'image' });
  const skin = await createSkinAnalyzer({ assetBase, worker: 'worker' });
  const out: (Record<string, SkinReport> | null)[] = [];
  for (const [i, path] of paths.entries()) {
    const pixels = await fetchedPixels(path);
    const frame = (await tracker.track(await createImageBitmap(pixels), { frameId: i, captureTime: i }))!;
    const found: Record<string, SkinReport> = {};
    for (const change of changes) {
      const { data, width, height } = CHANGES[change]({
        data: pixels.data,
        width: pixels.width,
        height: pixels.height,
      });
      const image = await createImageBitmap(new ImageData(new Uint8ClampedArray(data), width, height));
      found[change] = await skin.analyze({ image, frame });
    }
    out.push(frame.faces.length ? found : null);
  }
  skin.close();
  tracker.close();
  return out;
};

export interface MapFacts {
  readonly id: SkinMapId;
  /** Share of the texels that hold a number. */
  readonly seen: number;
  readonly least: number;
  readonly most: number;
  /** Mean distance from the mean. */
  readonly spread: number;
}

/** One picture read without maps and then with them, by one worker; what each map holds. */
const mapped = async (path: string, assetBase: string) => {
  const tracker = await createTracker({ assetBase, mode: 'image' });
  const pixels = await fetchedPixels(path);
  const frame = (await tracker.track(await createImageBitmap(pixels), { frameId: 1, captureTime: 1 }))!;
  tracker.close();
  const skin = await createSkinAnalyzer({ assetBase, worker: 'worker' });
  const bare = await skin.analyze({ image: await createImageBitmap(pixels), frame });
  const { report, maps } = await skin.analyzeMapped({ image: await createImageBitmap(pixels), frame });
  skin.close();
  const facts = (maps?.maps ?? []).map(({ id, values }): MapFacts => {
    const told = values.filter(Number.isFinite);
    const mean = told.reduce((s, v) => s + v, 0) / told.length;
    return {
      id,
      seen: told.length / values.length,
      least: told.reduce((a, b) => Math.min(a, b)),
      most: told.reduce((a, b) => Math.max(a, b)),
      spread: told.reduce((s, v) => s + Math.abs(v - mean), 0) / told.length,
    };
  });
  return { bare, report, size: maps?.size ?? 0, facts };
};

/** Error code of loading the analyser with everything it may need, or "ok". */
const load = (assetBase: string): Promise<string> =>
  createSkinAnalyzer({ assetBase, worker: 'worker', maps: true }).then(
    (skin) => {
      skin.close();
      return 'ok';
    },
    (error) => toCarmineError(error).code,
  );

/** close() twice with an analysis in flight, then one more analysis: their codes, and whether the pictures were closed. */
const closeEarly = async (path: string, assetBase: string) => {
  const tracker = await createTracker({ assetBase, mode: 'image' });
  const pixels = await fetchedPixels(path);
  const frame = (await tracker.track(await createImageBitmap(pixels), { frameId: 1, captureTime: 1 }))!;
  tracker.close();
  const skin = await createSkinAnalyzer({ assetBase, worker: 'worker' });
  const code = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'ok',
      (error) => toCarmineError(error).code,
    );
  const images = [await createImageBitmap(pixels), await createImageBitmap(pixels)];
  const running = code(skin.analyze({ image: images[0]!, frame }));
  skin.close();
  skin.close();
  const late = code(skin.analyze({ image: images[1]!, frame }));
  return { running: await running, late: await late, open: images.filter((image) => image.width > 0).length };
};

export const skin = { reports, mapped, load, closeEarly };
export type SkinPage = typeof skin;
declare global {
  interface Window {
    skin: SkinPage;
  }
}
window.skin = skin;

import type { FaceFrame } from '@carmine/face';
import { matchFoundation } from '@carmine/shades';
import { demoCatalogue } from '@carmine/shades/demo';
import { createSkinAnalyzer, type SkinAnalyzer, type SkinReport } from '@carmine/skin';
import { createTracker } from '@carmine/tracking';
import { fetchedPixels } from '../../../tests/support/picture-pixels.ts';

/** A photograph and the face tracked on it. */
interface Still {
  readonly path: string;
  readonly pixels: ImageData;
  readonly frame: FaceFrame;
}

/** One analysis as the page saw it; times in ms. */
export interface PageReading {
  readonly path: string;
  /** A gate blocked: less was done. */
  readonly blocked: boolean;
  /** From the call to the report, the crossing to the worker and back included. */
  readonly wall: number;
  /** Parts of it, as the report names them. */
  readonly laps: Readonly<Record<string, number>>;
  /** The report's skin ranked against the demo catalogue, on the page. */
  readonly match: number;
}

const timed = <T>(work: () => T): { readonly ms: number; readonly result: T } => {
  const begin = performance.now();
  const result = work();
  return { ms: performance.now() - begin, result };
};

const ranked = ({ skin }: SkinReport): number =>
  skin === null ? 0 : timed(() => matchFoundation({ lab: skin.lab, cov: skin.cov }, demoCatalogue)).ms;

let stills: Still[] = [];
let analyzer: SkinAnalyzer | null = null;

/** What the runner calls. */
const analysis = {
  /** Tracks the photographs and ends the tracker; how many have a face. */
  track: async (paths: readonly string[], assetBase: string): Promise<number> => {
    const tracker = await createTracker({ assetBase, mode: 'image' });
    stills = [];
    for (const [i, path] of paths.entries()) {
      const pixels = await fetchedPixels(path);
      const frame = await tracker.track(await createImageBitmap(pixels), { frameId: i, captureTime: i });
      if (frame?.faces.length) stills.push({ path, pixels, frame });
    }
    tracker.close();
    return stills.length;
  },
  /** Loads the analyser; ms until it is ready. */
  open: async (assetBase: string): Promise<number> => {
    const begin = performance.now();
    analyzer = await createSkinAnalyzer({ assetBase, worker: 'worker' });
    return performance.now() - begin;
  },
  /** One analysis of one photograph. */
  read: async (index: number, mapped: boolean): Promise<PageReading> => {
    const { path, pixels, frame } = stills[index]!;
    const image = await createImageBitmap(pixels);
    const begin = performance.now();
    const report = mapped
      ? (await analyzer!.analyzeMapped({ image, frame })).report
      : await analyzer!.analyze({ image, frame });
    const wall = performance.now() - begin;
    return { path, blocked: report.skin === null, wall, laps: report.timings, match: ranked(report) };
  },
  close: (): void => {
    analyzer?.close();
    analyzer = null;
  },
};

declare global {
  interface Window {
    analysis: typeof analysis;
  }
}
window.analysis = analysis;

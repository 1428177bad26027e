import { deltaE2000, type Lab, linearToLab } from '@carmine/color';
import type { Look } from '@carmine/makeup';
import { launchTestBrowser } from '../../support/browser.ts';
import { bundlePage } from '../../support/bundle-page.ts';
import { facePath, hasData, SKIP_DATA } from '../../support/paths.ts';
import { startTestServer } from '../../support/server.ts';
import type { SteadyResult } from '../pages/steady.page.ts';
import type { Row } from '../report.ts';
import { type Context, NOTHING } from './context.ts';

/** Closed and open mouths, light and deep skin, a beard. */
const PHOTOS = ['001', '025', '031', '041', '071', '085'];
const LOOK: Look = {
  version: 1,
  layers: [{ product: 'lipstick', color: '#9b1c31', finish: 'satin', coverage: 0.75 }],
};
const FRAMES = 40;

const TITLES = [
  ['swim', 'Product follows the moving face', 'outline RMS at most 0.5 px at 720p'],
  ['jitter', 'Product stands still on a still face', 'outline standard deviation at most 0.3 px at 720p'],
  ['flicker', 'Product keeps its colour on a still face', 'standard deviation at most 0.4 dE00'],
] as const;

type Id = (typeof TITLES)[number][0];
const base = (id: Id) => {
  const [, title, target] = TITLES.find(([name]) => name === id)!;
  return { id, title, target };
};

interface Clip {
  readonly photo: string;
  readonly moving: SteadyResult;
  readonly still: SteadyResult;
}

const flickerOf = ({ colours }: SteadyResult): number => {
  const labs = colours.map((c) => linearToLab(c));
  const mean = [0, 1, 2].map((k) => labs.reduce((s, lab) => s + lab[k]!, 0) / labs.length) as unknown as Lab;
  return Math.sqrt(labs.reduce((s, lab) => s + deltaE2000(lab, mean) ** 2, 0) / labs.length);
};

const film = async (context: Context, frames: number, photos: readonly string[]): Promise<Clip[]> => {
  const entry = new URL('../pages/steady.page.ts', import.meta.url).pathname;
  const server = await startTestServer({ mounts: [await bundlePage(entry, 'steady')] });
  const browser = await launchTestBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/steady/`);
    await page.waitForFunction('window.measureSteadiness !== undefined');
    const clips: Clip[] = [];
    for (const photo of photos) {
      const { answer, image } = await context.render(facePath(photo), { look: NOTHING, backend: 'cpu' });
      const xs = answer.faces[0]!.landmarks.slice(0, 468).map(([x]) => x * image.width);
      const ys = answer.faces[0]!.landmarks.slice(0, 468).map(([, y]) => y * image.height);
      const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
      const job = {
        assetBase: server.assetBase,
        photo: `${server.origin}/data/faces/${photo}.jpg`,
        frames,
        face: { x: (x0 + x1) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2, width: x1 - x0 },
        look: LOOK,
      };
      const run = (moving: boolean) =>
        page.evaluate((j) => window.measureSteadiness(j), { ...job, moving, frames: moving ? frames : 24 });
      clips.push({ photo, moving: await run(true), still: await run(false) });
    }
    return clips;
  } finally {
    await browser.close();
    await server.close();
  }
};

/** Photographs moved along known paths: what moves against them is ours. */
export const steadyRows = async (
  context: Context,
  frames = FRAMES,
  photos: readonly string[] = PHOTOS,
): Promise<Row[]> => {
  if (!hasData('faces'))
    return TITLES.map(([id]) => ({
      ...base(id),
      measured: SKIP_DATA,
      outcome: 'skipped',
      how: 'The photographs are not part of the repository.',
    }));
  const clips = await film(context, frames, photos);
  const pooled = (of: (clip: Clip) => number) =>
    Math.sqrt(clips.reduce((s, clip) => s + of(clip) ** 2, 0) / clips.length);
  const worst = (of: (clip: Clip) => number) => {
    const clip = clips.reduce((a, b) => (of(b) > of(a) ? b : a));
    return `worst ${of(clip).toFixed(2)} (${clip.photo})`;
  };
  const row = (id: Id, of: (clip: Clip) => number, limit: number, unit: string, how: string): Row => {
    const value = pooled(of);
    return {
      ...base(id),
      measured: `${value.toFixed(2)} ${unit}; ${worst(of)}`,
      value,
      sound: value <= 2 * limit,
      outcome: value <= limit ? 'pass' : 'fail',
      how,
      details: clips.map((clip) => ({ photo: clip.photo, value: of(clip), frames: clip.still.frames })),
    };
  };
  const how = `${clips.length} photographs as clips of 1280 x 720 at 30 frames a second with camera noise, tracked as video and drawn; the outline of the lipstick on 48 spokes, brought back to the photograph by the known path.`;
  return [
    row(
      'swim',
      (c) => c.moving.rms,
      0.5,
      'px',
      `${how} A face's width a second, with roll and a step forward.`,
    ),
    row('jitter', (c) => c.still.rms, 0.3, 'px', `${how} The photograph stands still.`),
    row('flicker', (c) => flickerOf(c.still), 0.4, 'dE00', `${how} Mean colour of the fully covered lips.`),
  ];
};

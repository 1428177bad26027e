import { launchTestBrowser } from '../../support/browser.ts';
import { bundlePage } from '../../support/bundle-page.ts';
import { startTestServer } from '../../support/server.ts';
import type { Row } from '../report.ts';
import { type Context, LOOK } from './context.ts';

/** A clip whose pictures carry their number: what is shown wears its own landmarks. */
export const frameMatchRows = async (_context: Context, frames = 45): Promise<Row[]> => {
  const entry = new URL('../pages/frame-match.page.ts', import.meta.url).pathname;
  const server = await startTestServer({ mounts: [await bundlePage(entry, 'frame-match')] });
  const browser = await launchTestBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/frame-match/`);
    await page.waitForFunction('window.measureFrameMatch !== undefined');
    const result = await page.evaluate((job) => window.measureFrameMatch(job), {
      assetBase: server.assetBase,
      frames,
      look: LOOK,
    });
    const share = result.matched / Math.max(1, result.shown);
    return [
      {
        id: 'frame-match',
        title: 'Shown pictures wear their own landmarks',
        target: '100 % of the frames shown',
        measured: `${result.matched} of ${result.shown} shown (${result.skipped} replaced on the way, ${result.worn} with a face)`,
        value: share,
        outcome: share === 1 && result.shown > 0 && result.worn > 0 ? 'pass' : 'fail',
        how: `${frames} pictures of a moving head with their number as bars in the corner, sent in bursts of three to tracker and renderer in their workers; the bars are read back from what is drawn.`,
      },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { launchTestBrowser, watchErrors } from '../../support/browser.ts';
import { LIBRARY, REPO } from '../../support/paths.ts';
import { startTestServer, type TestServer, watchThirdParty } from '../../support/server.ts';
import type { FirstFrame } from '../pages/first-frame/main.js';
import type { Row } from '../report.ts';
import type { Context } from './context.ts';

const PAGE = join(REPO, 'tests/fidelity/pages/first-frame');

interface Loaded {
  readonly path: string;
  readonly bytes: number;
  readonly brotli: number;
}

/** What a server that compresses would have sent for each file, brotli level 9. */
const weigh = async (server: TestServer): Promise<Loaded[]> => {
  const paths = new Set(server.log.filter((r) => r.status === 200 && r.bytes > 0).map((r) => r.path));
  return [...paths]
    .filter((path) => path.startsWith('/lib/') || path.startsWith('/assets/'))
    .map((path) => {
      const dir = path.startsWith('/lib/') ? LIBRARY : join(LIBRARY, '../assets');
      const file = readFileSync(join(dir, path.replace(/^\/(lib|assets)\//, '')));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: file.length };
      return { path, bytes: file.length, brotli: brotliCompressSync(file, { params }).length };
    })
    .sort((a, b) => b.brotli - a.brotli);
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

/** The built library on a bare page: bytes to the first made-up frame, byte progress, no other host. */
export const firstFrameRows = async (_context: Context): Promise<Row[]> => {
  const server = await startTestServer({
    mounts: [
      { prefix: '/lib/', dir: LIBRARY },
      { prefix: '/page/', dir: PAGE },
    ],
  });
  const browser = await launchTestBrowser();
  try {
    const page = await browser.newPage();
    const errors = watchErrors(page);
    const strangers = watchThirdParty(page, server.origin);
    await page.goto(`${server.origin}/page/`);
    await page.waitForFunction('window.firstFrame !== undefined');
    const result: FirstFrame = await page.evaluate((base) => window.firstFrame(base), server.assetBase);
    const files = await weigh(server);
    const total = files.reduce((sum, file) => sum + file.brotli, 0);
    const never = result.progress.every((p, i) => i === 0 || p.loaded >= result.progress[i - 1]!.loaded);
    const last = result.progress.at(-1);
    const complete = last !== undefined && last.loaded === last.total && last.total > 1e6;
    const changed = result.changedPixels > 100;
    const ok = changed && never && complete && !strangers.length && !errors.length;
    return [
      {
        id: 'first-frame',
        title: 'First made-up frame from the built files',
        target: 'shown, with byte progress, under the strict policy, no third-party request',
        measured: `${changed ? 'shown' : 'NOT shown'} on ${result.backend}; ${files.length} files, ${megabytes(total)} brotli; ${result.progress.length} progress steps${complete ? ' to the last byte' : ', NOT complete'}${never ? '' : ', FALLING'}; ${strangers.length} third-party requests; ${errors.length} console errors`,
        outcome: ok ? 'pass' : 'fail',
        how: 'createTryOn of dist/lib with dist/assets on a bare page: the built-in head wears a lipstick; pixels differ from the bare picture. Sizes are brotli level 9 of each file the page asked for.',
        details: { files, strangers, errors, progress: result.progress },
      },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
};

/**
 * Landmarks of photographs, lips not refined: node_modules/.bin/tsx models/lips/landmarks.ts DATA OUT
 * For every DATA/faces/*.jpg, and every DATA/portraits/*.jpg that outlines.json names, writes OUT/{faces,portraits}/NAME.json:
 * {faces: [{landmarks: 478 x 3}]}. Needs the built assets (`pnpm build`) and a Chromium, as the browser tests do.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchTestBrowser } from '../../tests/support/browser.ts';
import { bundlePage } from '../../tests/support/bundle-page.ts';
import { startTestServer } from '../../tests/support/server.ts';

const [data = '', out = ''] = process.argv.slice(2);
const outlines = JSON.parse(readFileSync(new URL('outlines.json', import.meta.url), 'utf8')) as {
  portraits: Record<string, unknown>;
};
const names = {
  faces: readdirSync(join(data, 'faces')).flatMap((file) =>
    file.endsWith('.jpg') ? [file.slice(0, -4)] : [],
  ),
  portraits: Object.keys(outlines.portraits),
};

const entry = new URL('landmarks.page.ts', import.meta.url).pathname;
const mounts = [await bundlePage(entry, 'landmarks'), { prefix: '/photographs/', dir: resolve(data) }];
const server = await startTestServer({ mounts });
const browser = await launchTestBrowser();
try {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/landmarks/`);
  await page.waitForFunction('window.trackPicture !== undefined');
  for (const [kind, list] of Object.entries(names)) {
    mkdirSync(join(out, kind), { recursive: true });
    for (const name of list) {
      const url = `${server.origin}/photographs/${kind}/${name}.jpg`;
      const faces = await page.evaluate(([base, at]) => window.trackPicture(base, at), [
        server.assetBase,
        url,
      ] as const);
      writeFileSync(
        join(out, kind, `${name}.json`),
        JSON.stringify({ faces: faces.map((landmarks) => ({ landmarks })) }),
      );
    }
  }
} finally {
  await browser.close();
  await server.close();
}

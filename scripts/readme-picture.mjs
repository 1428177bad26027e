// Makes docs/images/mirror.jpg, the README's picture, from the built demo: the model head wearing two shades.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { preview } from 'vite';

register();
const { launchBrowser } = await import('../packages/cli/src/browser/index.ts');
const root = fileURLToPath(new URL('../demo/storefront', import.meta.url));
const out = fileURLToPath(new URL('../docs/images/mirror.jpg', import.meta.url));

const server = await preview({ root, configFile: `${root}/vite.config.ts`, preview: { port: 0 } });
const browser = await launchBrowser({});
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
await page.goto(`${server.resolvedUrls.local[0]}?lang=en`);
const mirror = page.locator('carmine-try-on');
await mirror.evaluate(async (element) => {
  element.sku = element.catalogue.find((shade) => shade.type === 'lip').sku;
  await element.start({ kind: 'head', tone: 6 });
});
await page.waitForFunction(() => document.querySelector('carmine-try-on').state?.face === 'found');
const analysed = page.waitForFunction(() =>
  ['done', 'failed'].includes(document.querySelector('carmine-try-on').state.analysis),
);
await mirror.evaluate((element) => element.analyze());
await analysed;
await mirror.evaluate((element) => {
  const { match } = element.state;
  if (match?.matches.length) element.sku = match.matches[0].sku;
});
await mirror.evaluate((element) => {
  element.sku = 'CL-12';
  document.querySelector('header')?.remove();
});
await page.waitForTimeout(2600); // a picture, not a test: let the film settle
const { x, y, width, height } = await mirror.boundingBox();
const scrolled = await page.evaluate(() => window.scrollY);
const clip = { x: x - 12, y: y + scrolled - 8, width: width + 40, height: Math.min(height, 1230) };
await page.screenshot({ path: out, type: 'jpeg', quality: 82, fullPage: true, clip });
await browser.close();
await server.close();

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Alive, aliveOn } from '../support/alive.ts';
import { ElementSite } from '../support/element-site.ts';
import { IN_FULL } from '../support/full.ts';

const MOUNTS = IN_FULL ? 100 : 60;
/** Mounts before the first count: modules, styles and templates that are made once are there then. */
const FIRST = 10;
/** Of ten mounts: on the page and away, away while the camera is asked for, while workers start, and one that shows pictures. */
const STAGES = [
  'shown',
  'asked',
  'asked',
  'shown',
  'starting',
  'shown',
  'asked',
  'starting',
  'shown',
  'live',
];
const CLASSES = [
  'Worker',
  'HTMLCanvasElement',
  'HTMLVideoElement',
  'MessagePort',
  'VideoFrame',
  'WebGL2RenderingContext',
];
/** Objects whose last collection may still be under way: a leak leaves one for each of thirty cameras, or of five that showed pictures. */
const PENDING = 5;
/** Chromium's word on a frame nobody closed. Two of twenty live mounts leave one that was on its way when its workers ended: held to less than one
 *  each, as objects are. */
const UNCLOSED = /^A VideoFrame was garbage collected without being closed/;
/** ms for all of it: starting renderers in software is slow on a busy machine. */
const LIMIT = 480_000;

let site: ElementSite;

beforeAll(async () => {
  site = await ElementSite.start();
});

afterAll(() => site?.close());

afterEach(() => site.tidy());

/** Puts a mirror on the page, goes as far as `stage` and takes it away. */
const mount = (stage: string): Promise<void> =>
  site.page.evaluate(async (how) => {
    const element = window.mirror.add({
      backend: 'webgl2',
      locale: 'en',
      products: 'lipstick',
      sku: 'CL-12',
    });
    await element.updateComplete;
    const until = async (reached: () => boolean): Promise<void> => {
      while (!reached()) await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    if (how !== 'shown') {
      const asked = window.mirror.asked();
      void element.start({ kind: 'camera' });
      if (how === 'starting') await until(() => window.mirror.asked() > asked);
      if (how === 'live') await until(() => element.state?.phase === 'live');
    }
    element.remove();
  }, stage);

const settled = async (): Promise<Alive> => {
  await expect.poll(() => site.page.workers().length, { timeout: 60_000 }).toBe(0);
  await site.page.waitForFunction(() => window.mirror.tracks.every((t) => t.readyState === 'ended'));
  // Nothing the test itself holds may count.
  await site.page.evaluate(() => {
    for (const list of [window.mirror.called, window.mirror.heard, window.mirror.tracks]) list.length = 0;
  });
  return aliveOn(site.page, CLASSES);
};

test(
  'mounts leave nothing behind: no worker, track, canvas, context, port, listener or node',
  async () => {
    await site.open({ locale: 'en' });
    await site.page.evaluate(() => window.mirror.element().remove());
    for (let i = 0; i < FIRST; i++) await mount(STAGES[i % STAGES.length]!);
    const before = await settled();
    for (let i = FIRST; i < MOUNTS; i++) await mount(STAGES[i % STAGES.length]!);
    const after = await settled();
    for (const name of CLASSES)
      expect(after.objects[name], name).toBeLessThan(before.objects[name]! + PENDING);
    // Less than one for each mount.
    expect(after.nodes).toBeLessThan(before.nodes + MOUNTS - FIRST);
    expect(after.listeners).toBeLessThan(before.listeners + MOUNTS - FIRST);
    const lost = site.errors.filter((text) => UNCLOSED.test(text));
    expect(lost.length).toBeLessThan((MOUNTS * STAGES.filter((s) => s === 'live').length) / STAGES.length);
    expect(site.errors.filter((text) => !UNCLOSED.test(text))).toEqual([]);
  },
  LIMIT,
);

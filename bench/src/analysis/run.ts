/**
 * How long one skin analysis takes in a browser, stage by stage; what it loads first; whether its memory comes back. Prints markdown.
 * Software drawing is fine here: nothing of an analysis is drawn. Run: pnpm bench:analysis [--photos N] [--rounds N], after pnpm build.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { launchBrowser } from '@carmine/cli/browser';
import { startStaticServer } from '@carmine/cli/server';
import type { Browser, Page } from 'playwright-core';
import { bundlePage } from '../../../tests/support/bundle-page.ts';
import { ASSETS, DATA } from '../../../tests/support/paths.ts';
import { MemoryWatch } from '../runner/memory.ts';
import { type Reading, tableOf } from './table.ts';
import { threadTime, workerClocks } from './worker-time.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '12' },
    rounds: { type: 'string', default: '5' },
  },
});
const [photos, rounds] = [Number(values.photos), Number(values.rounds)];
/** As a host that compresses ahead. */
const brotli = (data: Buffer): number =>
  brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Rounds before those that count: the engine compiles what is hot. */
const WARM = 2;

/** How often the analyser is opened and closed: what does not come back would add up. */
const TIMES = 4;

const names = readdirSync(join(DATA, 'faces'))
  .filter((name) => name.endsWith('.jpg'))
  .sort();
// Spread over the folder: tones and ages lie in no order there, but neighbours are often alike.
const step = Math.max(1, Math.floor(names.length / photos));
const paths = names.filter((_, i) => i % step === 0).map((name) => `/data/faces/${name}`);

const measure = async (
  browser: Browser,
  page: Page,
  { count, mapped }: { readonly count: number; readonly mapped: boolean },
): Promise<Reading[]> => {
  const clocks = await workerClocks(browser);
  const readings: Reading[] = [];
  for (let round = -WARM; round < rounds; round++)
    for (let index = 0; index < count; index++) {
      const before = threadTime(clocks);
      const seen = await page.evaluate(([i, maps]) => window.analysis.read(i, maps), [
        index,
        mapped,
      ] as const);
      const after = threadTime(clocks);
      const worker = { ran: after.ran - before.ran, waited: after.waited - before.waited };
      if (round >= 0) readings.push({ ...seen, worker });
    }
  return readings;
};

const mount = await bundlePage(new URL('./analysis-page.ts', import.meta.url).pathname, 'analysis');
const server = await startStaticServer({
  mounts: [mount, { prefix: '/assets/', dir: ASSETS }, { prefix: '/data/', dir: DATA }],
});
const launched = await launchBrowser({ software: true, display: 'headless' });
try {
  const { browser } = launched;
  const page = await launched.newPage();
  await page.goto(`${server.origin}/analysis/`);
  await page.waitForFunction(() => Boolean(window.analysis));
  const base = `${server.origin}/assets/`;
  const count = await page.evaluate(([p, b]) => window.analysis.track(p, b), [paths, base] as const);
  const watch = await MemoryWatch.of(browser, page);
  const megabytes = async (): Promise<string> =>
    `${(((await watch.look()).rendererBytes ?? 0) / 1e6).toFixed(0)} MB`;
  const before = await megabytes();
  const sent = server.log.length;
  const ready = await page.evaluate((b) => window.analysis.open(b), base);
  const files = server.log
    .slice(sent)
    .flatMap(({ path }) => (path.startsWith('/assets/') ? [path.slice(8)] : []));
  const first = await page.evaluate(() => window.analysis.read(0, false));
  const plain = await measure(browser, page, { count, mapped: false });
  const mapped = await measure(browser, page, { count, mapped: true });
  const open = await megabytes();
  const after: string[] = [];
  for (let time = 0; time < TIMES; time++) {
    if (time) {
      await page.evaluate((b) => window.analysis.open(b), base);
      await page.evaluate(() => window.analysis.read(0, false));
    }
    const ended = Promise.all(page.workers().map((worker) => worker.waitForEvent('close')));
    await page.evaluate(() => window.analysis.close());
    await ended;
    after.push(await megabytes());
  }
  const blocked = new Set(plain.filter((r) => r.laps.measures === undefined).map((r) => r.path)).size;
  say(
    `${count} photographs of 1000 px with a face, ${blocked} of them blocked by a gate before the net and left out; ${rounds} rounds after ${WARM}, the least of each photograph; Chromium ${browser.version()}, one thread.\n`,
  );
  say(`${tableOf('A reading', plain)}\n`);
  say(`${tableOf('With the maps', mapped)}\n`);
  say(
    `First reading of a new worker: ${first.wall.toFixed(0)} ms, after ${ready.toFixed(0)} ms of loading and starting.\n`,
  );
  say('| First use loads | bytes | brotli |\n|---|---|---|');
  for (const file of files) {
    const data = readFileSync(join(ASSETS, file));
    say(`| ${file} | ${data.length} | ${brotli(data)} |`);
  }
  say(
    `\nMemory of the page's process: ${before} before, ${open} with the analyser, after close() ${after.join(', ')}, ${page.workers().length} workers left.`,
  );
} finally {
  await launched.close();
  await server.close();
}

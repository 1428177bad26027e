import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { watchErrors } from '../support/browser.ts';
import { REPO } from '../support/paths.ts';
import { watchThirdParty } from '../support/server.ts';
import { paintedWall, reached, summary, WALL } from '../support/session-site.ts';
import { useSessionSite } from '../support/use-session-site.ts';

const schema = JSON.parse(readFileSync(join(REPO, 'packages/crm/schema/events.v1.json'), 'utf8'));
const validEvent = new Ajv2020({ strict: false }).compile(schema);

const site = useSessionSite();

describe('from the press to the callback', () => {
  test('camera, shade, analysis, match, snapshot, stop; no third party, no leak', async () => {
    const page = await site.open();
    const errors = watchErrors(page);
    const strangers = watchThirdParty(page, site.server.origin);
    const loading = await page.evaluate(async () => {
      const { make, parseCatalogue } = window.shop;
      const { shades } = parseCatalogue(await (await fetch('/catalogue/demo.jsonl')).text());
      const loaded: [string, number, number][] = [];
      await make({
        catalogue: shades,
        onProgress: (p) => loaded.push([p.part, p.loaded, p.total]),
      });
      const before = window.shop.tracks.length;
      await window.shop.held[0]!.tryOn.startCamera();
      return { before, loaded };
    });
    expect(loading.before).toBe(0);
    const tracking = loading.loaded.filter(([part]) => part === 'tracking');
    expect(tracking.length).toBeGreaterThan(3);
    expect(tracking.every(([, now], i) => i === 0 || now >= tracking[i - 1]![1])).toBe(true);
    expect(tracking.at(-1)![1]).toBe(tracking.at(-1)![2]);
    await reached(page, 0, { face: 'found', phase: 'live' });
    expect(await summary(page)).toMatchObject({
      source: 'camera',
      width: 640,
      height: 480,
      error: null,
      mirrored: true,
    });

    const unknown = await page.evaluate(() =>
      window.shop.settle(window.shop.held[0]!.tryOn.applyShade('NOPE')),
    );
    expect(unknown).toMatchObject({ code: 'shade-unknown', message: expect.stringContaining('NOPE') });
    const told = await page.evaluate(async () => {
      const { tryOn, events } = window.shop.held[0]!;
      await tryOn.applyShade('CL-03', { finish: 'gloss', intensity: 0.6 });
      const report = await tryOn.analyze();
      const { match, analysis, look } = tryOn.state;
      return {
        report: tryOn.state.report === report && Object.isFrozen(report),
        blocked: report.gates.filter((gate) => gate.level === 'block'),
        skus: match?.matches.map((m) => m.sku) ?? [],
        analysis,
        look,
        types: events.map((e) => e.type.replace(/^com\.carmine\.|\.v1$/g, '')),
        applied: events.find((e) => e.type === 'com.carmine.shade.applied.v1')?.data,
      };
    });
    expect(told).toMatchObject({ report: true, blocked: [], analysis: 'done' });
    expect(told.applied).toMatchObject({
      sku: 'CL-03',
      product: 'lipstick',
      finish: 'gloss',
      intensity: 0.6,
    });
    expect(told.skus.length).toBeGreaterThan(0);
    // A slow machine tells its speed in between.
    expect(told.types.filter((type) => type !== 'session.state' && type !== 'perf.sampled')).toEqual([
      'camera.requested',
      'camera.granted',
      'session.started',
      'shade.applied',
      'skin.scored',
      'shade.matched',
    ]);

    await page.waitForFunction(() => window.shop.held[0]!.tryOn.diagnostics().frames.shown > 15);
    expect(await page.evaluate(() => window.shop.held[0]!.tryOn.diagnostics().openFrames)).toBeLessThan(7);
    const after = await page.evaluate(() => {
      const { tryOn } = window.shop.held[0]!;
      tryOn.stop();
      const stopped = window.shop.tracks.map((t) => t.readyState);
      tryOn.close();
      tryOn.close();
      return { stopped, phase: tryOn.state.phase };
    });
    expect(after).toEqual({ stopped: ['ended'], phase: 'closed' });
    await page.waitForFunction(() => window.shop.held[0]!.tryOn.diagnostics().openFrames === 0);
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
    const events = await page.evaluate(() => window.shop.held[0]!.events);
    const wrong = events.flatMap((event) => (validEvent(event) ? [] : [validEvent.errors]));
    expect(wrong).toEqual([]);
    const data = (type: string) => events.find((e) => e.type === `com.carmine.${type}.v1`)?.data;
    expect(data('camera.granted')).toEqual({ surface: 'mirror', width: 640, height: 480 });
    expect(data('camera.stopped')).toMatchObject({ surface: 'mirror', reason: 'stopped' });
    expect(new Set(events.map((e) => e.id)).size).toBe(events.length);
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
  });

  test.each(['webgpu', 'webgl2'] as const)(
    '%s: the camera’s own pixels are on the canvas',
    async (backend) => {
      const page = await site.open();
      const shown = await page.evaluate(
        async ([wish, box]) => {
          const { make, held, mean } = window.shop;
          await make({ backend: wish });
          const { tryOn } = held[0]!;
          await tryOn.startCamera();
          const wall = await mean(await tryOn.snapshot(), box);
          return { backend: tryOn.state.backend, wall };
        },
        [backend, WALL] as const,
      );
      expect(shown.backend).toBe(backend);
      // 8-bit YUV 4:2:0 and back costs up to 3.
      for (const [i, want] of paintedWall().entries())
        expect(Math.abs(shown.wall[i]! - want)).toBeLessThan(6);
    },
  );

  test('a canvas serves one session only, and says so', async () => {
    const page = await site.open();
    const refusal = await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      await window.shop.make({ canvas });
      return window.shop.settle(window.shop.make({ canvas }));
    });
    expect(refusal).toMatchObject({ code: 'invalid-argument', hint: expect.stringContaining('new canvas') });
  });

  test('every call after close() is refused with `closed`', async () => {
    const page = await site.open();
    const codes = await page.evaluate(async () => {
      await window.shop.make();
      const { tryOn } = window.shop.held[0]!;
      tryOn.close();
      const calls = [
        tryOn.startCamera(),
        tryOn.useHead(),
        tryOn.usePhoto(new Blob()),
        tryOn.setLook({ version: 1, layers: [] }),
        tryOn.analyze(),
        tryOn.match(),
        tryOn.snapshot(),
      ];
      tryOn.stop();
      tryOn.compare(true);
      return Promise.all(calls.map((c) => (c as Promise<unknown>).then(String, (e) => e.code)));
    });
    expect(new Set(codes)).toEqual(new Set(['closed']));
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ElementSite } from '../support/element-site.ts';

let site: ElementSite;

beforeAll(async () => {
  site = await ElementSite.start();
});

afterAll(() => site?.close());

afterEach(() => site.tidy());

describe('from press to callback', () => {
  test('the camera is asked for by the press only, the shade reaches host and page, stop closes the camera', async () => {
    await site.open({ locale: 'en' });
    await site.part('camera-button').waitFor();
    expect(await site.page.evaluate(() => window.mirror.asked())).toBe(0);

    await site.part('camera-button').click();
    await site.reached({ phase: 'live', face: 'found', source: 'camera' });
    expect(await site.page.evaluate(() => window.mirror.asked())).toBe(1);

    await site.page.locator('carmine-try-on [part~="tab"][data-value="lips"]').click();
    await site.shade('CL-14').click();
    await site.page.waitForFunction(() =>
      window.mirror.called.some((e) => e.type === 'com.carmine.shade.applied.v1'),
    );
    const applied = await site.page.evaluate(() => {
      const { called, heard } = window.mirror;
      const event = called.find((e) => e.type === 'com.carmine.shade.applied.v1')!;
      return { event, same: heard.includes(event), frozen: Object.isFrozen(event) };
    });
    expect(applied.event).toMatchObject({ specversion: '1.0', data: { sku: 'CL-14', product: 'lipstick' } });
    expect(applied).toMatchObject({ same: true, frozen: true });
    expect(await site.page.evaluate(() => window.mirror.element().sku)).toBe('CL-14');

    await site.part('stop-button').click();
    expect(await site.page.evaluate(() => window.mirror.tracks.map((t) => t.readyState))).toEqual(['ended']);
    await site.part('camera-button').waitFor();
    expect(await site.names()).toContain('com.carmine.session.ended.v1');
    expect(await site.page.evaluate(() => window.mirror.violations)).toEqual([]);
    expect(site.strangers).toEqual([]);
    expect(site.errors).toEqual([]);
  });

  test('reading the colour gives a report, three shades with reasons, and a shade that can be put on', async () => {
    await site.open({ locale: 'zh-CN' });
    await site.choosePhoto('head.png');
    await site.reached({ phase: 'still', face: 'found' });
    await site.part('analyze-button').click();
    await site.reached({ analysis: 'done' });
    const types = await site.names();
    expect(types).toContain('com.carmine.skin.scored.v1');
    expect(types).toContain('com.carmine.shade.matched.v1');
    await site.page.getByText('Lab（D65）').waitFor();
    await site.part('monk').waitFor();
    const cards = site.part('match');
    expect(await cards.count()).toBeGreaterThanOrEqual(2);
    expect(await cards.first().textContent()).toContain('最接近');
    const sku = await cards.first().getAttribute('data-sku');
    await site.part('try-button').first().click();
    await site.page.waitForFunction(
      (s) => window.mirror.called.some((e) => e.type.includes('shade.applied') && e.subject === s),
      sku,
    );
    expect(await site.page.evaluate(() => window.mirror.violations)).toEqual([]);
    expect(site.strangers).toEqual([]);
  });
});

describe('keyboard', () => {
  test('a guided reading: the instruction is a live region, Escape gives it up and the focus goes back', async () => {
    await site.open({ locale: 'en' });
    await site.part('camera-button').click();
    await site.reached({ phase: 'live', face: 'found' });
    await site.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['started', 'ended'] as const)
        document.addEventListener(`carmine-capture-${name}`, (e) => heard.push(e.type));
    });
    await site.part('analyze-button').focus();
    await site.page.keyboard.press('Enter');
    const words = site.part('instruction');
    await words.waitFor();
    expect([await words.getAttribute('role'), await words.getAttribute('aria-live')]).toEqual([
      'status',
      'polite',
    ]);
    await site.page.waitForFunction(
      () => window.mirror.element().shadowRoot?.activeElement?.localName === 'carmine-capture',
    );
    // No device of a test has a voice of its own: the button says so.
    expect(await site.part('voice-button').getAttribute('aria-disabled')).toBe('true');
    await site.page.keyboard.press('Escape');
    await site.reached({ capture: null, phase: 'live' });
    await site.page.waitForFunction(
      () => window.mirror.element().shadowRoot?.activeElement?.localName === 'carmine-toolbar',
    );
    const heard = await site.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard).toEqual(['carmine-capture-started', 'carmine-capture-ended']);
    expect(site.errors).toEqual([]);
  });

  test('the model head, a shade, compare and taking off work without a pointer', async () => {
    await site.open({ locale: 'en', products: 'lipstick', sku: 'CL-01' });
    await site.part('head-button').focus();
    await site.page.keyboard.press('Enter');
    await site.reached({ phase: 'live', source: 'head' });
    await site.shade('CL-01').focus();
    await site.page.keyboard.press('ArrowRight');
    await site.page.waitForFunction(() => window.mirror.element().sku === 'CL-02');
    expect(await site.shade('CL-02').getAttribute('aria-checked')).toBe('true');
    expect(await site.shade('CL-02').evaluate((e) => e.matches(':focus'))).toBe(true);

    await site.part('compare-button').focus();
    await site.page.keyboard.down(' ');
    await site.reached({ compare: true });
    await site.page.keyboard.up(' ');
    await site.reached({ compare: false });

    await site.part('clear-button').focus();
    await site.page.keyboard.press('Enter');
    await site.page.waitForFunction(() => window.mirror.element().state?.look.layers.length === 0);
    expect(await site.page.evaluate(() => window.mirror.element().sku)).toBe('');
  });

  test('compare held with the pointer is let go when the pointer leaves', async () => {
    await site.open({ locale: 'en', products: 'lipstick', sku: 'CL-12' });
    await site.part('head-button').click();
    await site.reached({ phase: 'live' });
    await site.part('compare-button').hover();
    await site.page.mouse.down();
    await site.reached({ compare: true });
    await site.page.mouse.move(5, 5);
    await site.page.mouse.up();
    await site.reached({ compare: false });
  });
});

describe('layout', () => {
  test('nothing sticks out at any width and targets are large enough', async () => {
    await site.open({ locale: 'en', sku: 'CL-12' });
    await site.page.setViewportSize({ width: 340, height: 800 });
    await site.page.evaluate(() => document.body.style.setProperty('margin', '0'));
    await site.part('head-button').click();
    await site.reached({ phase: 'live' });
    await site.part('toolbar').waitFor();
    for (const width of [340, 390, 760, 1200]) {
      await site.page.setViewportSize({ width, height: 800 });
      // Laid out anew, and what observes sizes has had its say.
      await site.page.waitForFunction((w) => window.innerWidth === w, width);
      await site.page.evaluate(async () => {
        for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      });
      const found = await site.page.evaluate(() => {
        const small: string[] = [];
        const walk = (root: ParentNode): void => {
          for (const e of root.querySelectorAll<HTMLElement>('*')) {
            if (e.shadowRoot) walk(e.shadowRoot);
            if (!e.matches('button, select') || e.offsetParent === null) continue;
            const { width: w, height: h } = e.getBoundingClientRect();
            if (w < 24 || h < 24) small.push(`${e.getAttribute('part')} ${w} x ${h}`);
          }
        };
        walk(document);
        return { small, over: document.documentElement.scrollWidth - document.documentElement.clientWidth };
      });
      expect(found, `${width} px`).toEqual({ small: [], over: 0 });
    }
  });
});

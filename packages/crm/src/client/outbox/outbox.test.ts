import { afterEach, describe, expect, it, vi } from 'vitest';
import { settle } from '../../testing/busy-database.ts';
import { openShop, YES } from '../../testing/page.ts';

const fail =
  (status: number, headers: Record<string, string> = {}) =>
  async () =>
    new Response('', { status, headers });
const DAY = 24 * 3600 * 1000;

/** A page whose customer said yes; the record of it is sent. */
const ready = async (shop = openShop(), answers: object = YES) => {
  const page = shop.page();
  page.consent.update(answers, { method: 'widget' });
  await settle();
  return { ...shop, ...page };
};

afterEach(() => void vi.restoreAllMocks());

describe('batches', () => {
  it('wait five seconds for company, and go at once when twenty are there', async () => {
    const { world, sent, view, server } = await ready();
    view(1);
    await world.pass(4999);
    expect(sent).toEqual([]);
    await world.pass(2);
    // The record of consent goes with the first event that rests on it.
    expect(server.names).toEqual(['consent.updated', 'product.viewed']);
    for (let n = 1; n <= 20; n++) view(n);
    await world.pass(0);
    expect(sent.map(({ ids }) => ids.length)).toEqual([2, 20]);
    expect(server.faults).toEqual([]);
  });

  it('stay under 48 KiB', async () => {
    const { world, sent, crm, server } = await ready(openShop(), { ...YES, camera_process: 'granted' });
    const skus = Array.from({ length: 200 }, (_, i) => `${i}-${'s'.repeat(40)}`);
    const range = { line: 'L', skus, p: 1 };
    for (let n = 0; n < 12; n++)
      crm.emit('shade.matched', {
        matches: [],
        abstained: true,
        skin: { lab: [50, 10, 10], r90: 3, confidence: 'high', undertone: 'warm' },
        range,
      });
    await world.pass(10_000);
    expect(server.names.filter((name) => name === 'shade.matched')).toHaveLength(12);
    expect(sent.length).toBeGreaterThan(2);
    for (const { body } of sent) expect(body.length).toBeLessThanOrEqual(48 * 1024);
  });
});

describe('back-off', () => {
  it('waits longer with each failure, full jitter, and sends the same bytes under the same key', async () => {
    const shop = await ready();
    shop.answer.now = fail(500);
    shop.view(1);
    await shop.world.pass(60_000);
    const gaps = shop.sent.slice(1).map(({ at }, i) => at - shop.sent[i]!.at);
    expect(gaps.length).toBeGreaterThan(4);
    for (const [i, gap] of gaps.entries()) expect(gap).toBeLessThanOrEqual(Math.min(60_000, 500 * 2 ** i));
    expect(new Set(shop.sent.map(({ key }) => key)).size).toBe(1);
    expect(new Set(shop.sent.map(({ body }) => body)).size).toBe(1);
  });

  it.each([
    ['seconds', () => '90', 90_000],
    ['a date', (now: number) => new Date(now + 60_000).toUTCString(), 54_000],
    ['no more than five minutes', () => '86400', 300_000],
  ])('honours Retry-After: %s', async (_, header, least) => {
    const { world, sent, view, answer } = await ready();
    answer.now = async () => new Response('', { status: 429, headers: { 'retry-after': header(world.now) } });
    view(1);
    await world.pass(700_000);
    expect(sent[1]!.at - sent[0]!.at).toBeGreaterThanOrEqual(least);
    expect(sent[1]!.at - sent[0]!.at).toBeLessThanOrEqual(least + 7000);
  });

  it('a day offline costs nothing, and the network back means now', async () => {
    const { world, server, view, answer, crm, tab, page } = await ready();
    answer.now = async () => {
      throw new TypeError('offline');
    };
    for (let n = 1; n <= 30; n++) view(n);
    await world.pass(3_600_000);
    world.kill(tab);
    await world.pass(DAY);
    const next = page();
    await world.pass(3_600_000);
    expect(server.stored.size).toBe(0);
    answer.now = async (_tab, _url, init) => server.answer(init);
    await next.crm.resume();
    await settle();
    expect(server.names.filter((n) => n === 'product.viewed')).toHaveLength(30);
    expect(crm.state.dropped).toEqual({});
  });

  it('an answer that never comes is given up after 15 s, and a portal page is no answer', async () => {
    const { world, server, view, answer, sent } = await ready();
    answer.now = (_tab, _url, init) =>
      new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(new Error('aborted'))));
    view(1);
    await world.pass(5000 + 15_000 + 600);
    expect(sent).toHaveLength(2);
    answer.now = async () => new Response('<html>sign in</html>', { status: 200 });
    await world.pass(40_000);
    expect(server.stored.size).toBe(0);
    answer.now = async (_tab, _url, init) => server.answer(init);
    await world.pass(60_000);
    expect(server.names).toContain('product.viewed');
  });
});

describe('answers', () => {
  it('an event the collector cannot store now comes again; one it refuses is dropped and counted', async () => {
    const { world, server, crm } = await ready();
    let busy = 3;
    server.judge = (event) => {
      const { sku } = event.data as { sku?: string };
      if (sku === 'BAD') return { code: 'pii-found', retryable: false };
      if (sku === 'LATER' && busy-- > 0) return { code: 'storage-unavailable', retryable: true };
      return null;
    };
    for (const sku of ['BAD', 'LATER', 'GOOD']) crm.emit('product.viewed', { sku });
    await world.pass(120_000);
    expect(server.names.filter((n) => n === 'product.viewed')).toHaveLength(2);
    expect(server.names).toContain('queue.dropped');
    const told = [...server.stored.values()].find((e) => e.type.includes('queue.dropped'));
    expect(told?.data).toEqual({ count: 1, reasons: { rejected: 1 } });
    expect(crm.state.dropped).toEqual({ rejected: 1 });
  });

  it('a batch refused as a whole is halved until the one at fault is alone', async () => {
    const { world, server, crm, answer } = await ready();
    answer.now = async (_tab, _url, init) =>
      String(init.body).includes('"POISON"') ? new Response('', { status: 400 }) : server.answer(init);
    for (let n = 0; n < 19; n++) crm.emit('product.viewed', { sku: n === 11 ? 'POISON' : `S-${n}` });
    await world.pass(120_000);
    expect(server.names.filter((n) => n === 'product.viewed')).toHaveLength(18);
    expect(crm.state.dropped).toEqual({ refused: 1 });
  });

  it('not let in: stops, keeps, and goes on with resume()', async () => {
    const { world, server, sent, view, crm, answer } = await ready();
    answer.now = fail(401);
    view(1);
    await world.pass(DAY);
    expect(sent).toHaveLength(1);
    expect(crm.state.phase).toBe('blocked');
    answer.now = async (_tab, _url, init) => server.answer(init);
    await crm.resume();
    await settle();
    expect(server.names).toContain('product.viewed');
  });

  it('closed for good: stops and counts what waited', async () => {
    const { world, sent, view, crm, answer } = await ready();
    answer.now = fail(410);
    view(1);
    await world.pass(10_000);
    view(2);
    await world.pass(DAY);
    expect(sent).toHaveLength(1);
    expect(crm.state.phase).toBe('gone');
  });
});

describe('bounds', () => {
  it('a thousand events wait; older ones go, counted; the record of consent stays', async () => {
    const { world, server, view, crm, answer } = await ready();
    answer.now = fail(503);
    for (let n = 1; n <= 1100; n++) view(n);
    await crm.settled();
    expect((await crm.waiting()).events).toBe(1000);
    answer.now = async (_tab, _url, init) => server.answer(init);
    await world.pass(600_000);
    expect(server.names[0]).toBe('consent.updated');
    const views = [...server.stored.values()].filter((e) => e.type.includes('product.viewed'));
    expect(views).toHaveLength(999);
    expect((views[0]!.data as { position: number }).position).toBe(102);
    expect(crm.state.dropped).toEqual({ full: 101 });
  });

  it('an event of more than seven days is not worth sending', async () => {
    const { world, server, view, tab, page, answer } = await ready();
    answer.now = fail(401);
    view(1);
    await settle();
    world.kill(tab);
    await world.pass(6 * DAY);
    const second = page();
    second.view(2);
    await settle();
    world.kill(second.tab);
    await world.pass(DAY + 3_600_000);
    answer.now = async (_tab, _url, init) => server.answer(init);
    const third = page();
    await world.pass(120_000);
    expect(server.names.filter((n) => n === 'product.viewed')).toHaveLength(1);
    // The first event, and the record of consent told with it.
    expect(third.crm.state.dropped).toEqual({ expired: 2 });
  });

  it('a full disk: events wait in memory, nothing is lost, and the state says so', async () => {
    const { world, server, view, crm } = await ready();
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    view(1);
    await crm.settled();
    expect(crm.state.storage).toBe('full');
    await world.pass(6000);
    expect(server.names).toEqual(['consent.updated', 'product.viewed']);
    full.mockRestore();
    view(2);
    await crm.settled();
    expect(crm.state.storage).toBe('device');
  });
});

describe('tabs and leaving', () => {
  it('a tab that is hidden sends what it has in one request that outlives it', async () => {
    const { world, sent, view, tab, server } = await ready(openShop(), { analytics: 'granted' });
    for (let n = 1; n <= 5; n++) view(n);
    await settle();
    tab.hide();
    await world.pass(0);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ keepalive: true });
    expect(server.names).toHaveLength(6);
  });

  it('one of two tabs sends for both; when it dies the other goes on', async () => {
    const { world, sent, view, tab, page, server, crm } = await ready();
    const other = page();
    await settle();
    expect([crm.state.leader, other.crm.state.leader]).toEqual([true, false]);
    other.view(1);
    await world.pass(6000);
    expect(sent).toHaveLength(1);
    view(2);
    await crm.settled();
    world.kill(tab);
    await world.pass(6000);
    expect(other.crm.state.leader).toBe(true);
    expect(server.names.filter((n) => n === 'product.viewed')).toHaveLength(2);
  });

  it('survives a reload: the next page sends what the last one kept', async () => {
    const { world, view, tab, page, server, crm, answer } = await ready();
    answer.now = fail(500);
    view(1);
    await crm.settled();
    world.kill(tab);
    answer.now = async (_tab, _url, init) => server.answer(init);
    page();
    await world.pass(10_000);
    expect(server.names).toContain('product.viewed');
  });

  it('close() is idempotent, and what is told later is refused', async () => {
    const { crm, view } = await ready();
    crm.close();
    crm.close();
    expect(view(1)).toMatchObject({ taken: false, code: 'closed' });
  });
});

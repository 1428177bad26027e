import { describe, expect, it, vi } from 'vitest';
import type { WireEvent } from '../contract/wire.ts';
import { exampleEvents } from '../examples.ts';
import { createEventFactory } from '../factory.ts';
import { acceptedFixtures } from '../fixtures/index.ts';
import { PURPOSES, type Purpose } from '../purposes.ts';
import { settle } from '../testing/busy-database.ts';
import { openShop, YES } from '../testing/page.ts';
import { ANON_KEY } from './actor.ts';
import { collector } from './adapters/collector.ts';
import { dataLayer } from './adapters/data-layer.ts';
import { callback, domEvent } from './adapters/page.ts';
import { segmentTrack } from './adapters/segment.ts';

const ALL = Object.fromEntries(PURPOSES.map((p) => [p, 'granted'])) as Record<Purpose, 'granted'>;
const mirror = createEventFactory({ source: 'https://shop.example/mirror' });
const look = (name: string) => mirror('look.saved', { name, layers: [] });

describe('before a consent', () => {
  it('nothing is taken in, stored or sent; a fault of the SDK alone may be told', async () => {
    const { world, sent, page } = openShop();
    const { crm, view, refusals } = page();
    for (const event of exampleEvents()) crm.tell(event);
    view(1);
    await world.pass(60_000);
    const names = sent.flatMap(({ body }) => (JSON.parse(body) as WireEvent[]).map((e) => e.type));
    expect(names).toEqual(['com.carmine.sdk.error.v1']);
    expect(world.items.size).toBe(0);
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['consent-missing']));
  });

  it('an event made before the yes is not sent after it', async () => {
    const { world, server, page } = openShop();
    const { view, consent } = page();
    view(1);
    consent.update(YES, { method: 'widget' });
    view(2);
    await world.pass(10_000);
    expect([...server.stored.values()].map((e) => (e.data as { sku?: string }).sku)).toEqual([
      undefined,
      'S-2',
    ]);
  });
});

describe('what is taken in', () => {
  it('bears the consent of its moment, and is the same frozen object for every sink', async () => {
    const { world, server, page } = openShop();
    const got: WireEvent[] = [];
    const target = new EventTarget();
    target.addEventListener('carmine-told', (event) => got.push((event as CustomEvent<WireEvent>).detail));
    const { crm, consent } = page([callback((event) => got.push(event)), domEvent(target)]);
    consent.update(ALL, { method: 'host', ageGate: 'passed' });
    const event = look('Evening');
    expect(crm.tell(event)).toEqual({ taken: true });
    await world.pass(6000);
    const told = got.filter((e) => e.id === event.id);
    expect(told).toHaveLength(2);
    expect(told[0]).toBe(told[1]);
    expect(Object.isFrozen(told[0]!.data)).toBe(true);
    expect(told[0]).toMatchObject({ consentver: 1, agegate: 'passed', sessionid: event.sessionid });
    expect([...server.stored.values()].find((e) => e.id === event.id)).toEqual(told[0]);
  });

  it.each([
    ['schema-invalid', { specversion: '1.0' }],
    ['schema-invalid', null],
    ['pii-found', { ...look('x'), data: { name: '13812345678', layers: [] } }],
    ['pii-found', { ...look('x'), source: 'https://shop.example/?mail=ann@shop.example' }],
  ])('refused: %s', (code, event) => {
    const { crm, consent } = openShop().page();
    consent.update(ALL, { method: 'host', ageGate: 'passed' });
    expect(crm.tell(event)).toMatchObject({ taken: false, code });
  });

  it('a type of the host is not a page’s to send; an event over 32 KiB is too large', () => {
    const { crm, consent } = openShop().page();
    consent.update(ALL, { method: 'host', ageGate: 'passed' });
    const tier = acceptedFixtures().fixtures.find(({ name }) => name.endsWith('tier.changed'));
    expect(crm.tell(tier!.event)).toMatchObject({ code: 'type-not-yours' });
    const wide = {
      key: 'k'.repeat(40),
      values: Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`v${i}`, 'x'.repeat(64)])),
    };
    const match = {
      sku: 'A',
      dE00: 1,
      pWithin2: 1,
      pBest: 1,
      direction: 'closest',
      reasons: new Array(20).fill(wide),
    } as const;
    const skin = {
      lab: [50, 10, 10] as [number, number, number],
      r90: 3,
      confidence: 'high',
      undertone: 'warm',
    } as const;
    expect(crm.emit('shade.matched', { matches: [match], abstained: false, skin })).toMatchObject({
      code: 'too-large',
    });
  });

  it('a reading of skin waits for the age gate; of a minor nothing personal goes', () => {
    const { crm, consent } = openShop().page();
    const scored = exampleEvents().find((e) => e.type.includes('skin.scored'));
    consent.update(ALL, { method: 'widget' });
    expect(crm.tell(scored)).toMatchObject({ code: 'age-gate' });
    consent.update({}, { method: 'widget', ageGate: 'passed' });
    expect(crm.tell(scored)).toEqual({ taken: true });
    consent.update({}, { method: 'widget', ageGate: 'minor' });
    expect(crm.tell(look('x'))).toMatchObject({ code: 'age-gate' });
    expect(crm.emit('csat.rated', { rating: 4, channel: 'online' })).toEqual({ taken: true });
  });
});

describe('who it is about', () => {
  const actors = (events: Iterable<WireEvent>) =>
    [...events].map((e) => (e.data as { actor?: object }).actor);

  it('nobody without crm_share; a random id of this browser with it; the customer when the host says so', async () => {
    const { world, server, page } = openShop();
    const { crm, view, consent } = page();
    consent.update({ analytics: 'granted' }, { method: 'widget' });
    crm.setCustomer('C-1');
    view(1);
    await world.pass(6000);
    // The record of consent itself may name the customer; a view may not.
    expect(actors(server.stored.values()).at(-1)).toBeUndefined();
    consent.update(YES, { method: 'widget' });
    view(2);
    await world.pass(6000);
    const [last] = actors(server.stored.values()).slice(-1);
    expect(last).toEqual({ anonId: world.items.get(ANON_KEY), customerRef: 'C-1' });
  });

  it.each(['Ann Lee', 'ann@shop.example', '13812345678', '', 'x'.repeat(65)])('no reference: %j', (ref) => {
    expect(() => openShop().page().crm.setCustomer(ref)).toThrow(/opaque reference/);
  });
});

describe('withdrawal', () => {
  it('purges what waits for it, tells the collector, forgets the browser’s id, and leaves nothing on the device', async () => {
    const { world, server, page, answer, name } = openShop();
    const { crm, consent, view } = page();
    consent.update(ALL, { method: 'widget', ageGate: 'passed' });
    answer.now = async () => new Response('', { status: 503 });
    view(1);
    crm.tell(look('Evening'));
    await crm.settled();
    const anonId = world.items.get(ANON_KEY);
    consent.withdraw(undefined, { method: 'widget' });
    await crm.settled();
    await settle();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of ['rows', 'meta']) {
      const request = database.transaction(store).objectStore(store).getAll();
      expect(await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))).toEqual([]);
    }
    database.close();
    expect(world.items.has(ANON_KEY)).toBe(false);
    answer.now = async (_tab, _url, init) => server.answer(init);
    await world.pass(120_000);
    expect(new Set(server.names)).toEqual(new Set(['consent.updated', 'consent.withdrawn']));
    const withdrawn = [...server.stored.values()].filter((e) => e.type.includes('withdrawn'));
    // For the page's own session and for the mirror's.
    expect(withdrawn).toHaveLength(2);
    for (const event of withdrawn)
      expect(event.data).toMatchObject({
        actor: { anonId },
        purposes: expect.arrayContaining(['analytics']),
      });
  });

  it('calls a batch back that is under way', async () => {
    const { world, page, answer, sent } = openShop();
    const { consent, view } = page();
    consent.update(YES, { method: 'widget' });
    let aborted = false;
    answer.now = (_tab, _url, init) =>
      new Promise((_, reject) =>
        init.signal!.addEventListener('abort', () => {
          aborted = true;
          reject(new DOMException('', 'AbortError'));
        }),
      );
    view(1);
    await world.pass(6000);
    expect(sent).toHaveLength(1);
    consent.withdraw(['analytics'], { method: 'widget' });
    await settle();
    expect(aborted).toBe(true);
  });

  it('a refusal from the start is nobody’s business: nothing is told', async () => {
    const { world, page, sent } = openShop();
    const { consent, view } = page();
    consent.withdraw(undefined, { method: 'widget' });
    view(1);
    await world.pass(60_000);
    expect(sent).toEqual([]);
  });
});

describe('tools in the page', () => {
  const layer: { dataLayer?: Record<string, unknown>[] } = {};
  const tracked: unknown[][] = [];
  const shopWithTools = () => {
    layer.dataLayer = [];
    tracked.length = 0;
    const page = openShop().page([
      dataLayer(layer),
      segmentTrack({ track: (...args: unknown[]) => void tracked.push(args) }),
    ]);
    return page;
  };

  it('get the names they know, without the person', () => {
    const { crm, consent } = shopWithTools();
    consent.update(ALL, { method: 'widget', ageGate: 'passed' });
    crm.setCustomer('C-1');
    crm.emit('product.added', { sku: 'CL-12', quantity: 2, price: 119.5, currency: 'CNY' });
    expect(layer.dataLayer!.at(-1)).toEqual({
      event: 'add_to_cart',
      ecommerce: { currency: 'CNY', value: 239, items: [{ item_id: 'CL-12', price: 119.5, quantity: 2 }] },
    });
    expect(tracked.at(-1)).toEqual([
      'Product Added',
      { sku: 'CL-12', product_id: 'CL-12', price: 119.5, quantity: 2, currency: 'CNY' },
      { messageId: expect.any(String) },
    ]);
    crm.emit('shade.removed', { sku: 'CL-12', product: 'lipstick', reason: 'taken-off' });
    expect(layer.dataLayer!.at(-1)).toMatchObject({ event: 'carmine_shade_removed', reason: 'taken-off' });
    expect(JSON.stringify([layer.dataLayer, tracked])).not.toContain('C-1');
  });

  it('never get a reading, a match, a complaint or a record of consent, and nothing without analytics', () => {
    const { crm, consent } = shopWithTools();
    consent.update({ ...ALL, analytics: 'denied' }, { method: 'widget', ageGate: 'passed' });
    crm.emit('recommendation.opened', { recId: 'r', sku: 'A' });
    expect(layer.dataLayer).toEqual([]);
    consent.update(ALL, { method: 'widget' });
    for (const { event, code } of acceptedFixtures().fixtures) if (!code) crm.tell(event);
    const told = JSON.stringify([layer.dataLayer, tracked]).toLowerCase();
    for (const word of ['skin', 'undertone', 'complaint', 'consent', 'lab', 'expecting', 'chat'])
      expect(told).not.toContain(`"${word}`);
    for (const row of layer.dataLayer!) if (row.event) expect(row.event).toMatch(/^[a-z0-9_]{1,40}$/);
  });

  it('a sink that throws stops no other, and the page is told', () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const got: WireEvent[] = [];
    const bad = {
      name: 'bad',
      purposes: [],
      take: () => {
        throw new Error('host fault');
      },
    };
    const { view, consent } = openShop().page([bad, callback((e) => got.push(e))]);
    consent.update(YES, { method: 'widget' });
    view(1);
    expect(got.map((e) => e.type)).toContain('com.carmine.product.viewed.v1');
    expect(reported).toHaveBeenCalledTimes(got.length);
    vi.unstubAllGlobals();
  });
});

describe('collector()', () => {
  it.each(['', 'ftp://shop.example/', 'not a url', 'javascript:alert(1)'])('refuses the address %j', (url) =>
    expect(() => collector({ url })).toThrow(/http address/),
  );
});

import { describe, expect, it } from 'vitest';
import { openConsent } from '../consent/store.ts';
import { barred } from '../contract/allowed.ts';
import { type WireEvent, wireName } from '../contract/wire.ts';
import { settle } from '../testing/busy-database.ts';
import { dice } from '../testing/dice.ts';
import { FakeCollector } from '../testing/fake-collector.ts';
import { type Tab, World } from '../testing/world.ts';
import { collector } from './adapters/collector.ts';
import { openCrm } from './crm.ts';
import type { Crm } from './types.ts';

const PORTAL = '<!doctype html><title>Sign in to the airport</title>';

/** A network that drops, delays, doubles and overtakes, before a server that is at times busy, broken or behind a portal. */
const badNetwork =
  (world: () => World, server: FakeCollector, random: () => number): World['network'] =>
  (_tab, _url, init) =>
    new Promise((resolve, reject) => {
      const lost = () => reject(new TypeError('network'));
      init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      const later = (then: () => void) => world().after(random() ** 3 * 20_000, then);
      const fate = random();
      if (fate < 0.1) later(lost);
      else if (fate < 0.15)
        later(() => resolve(new Response('', { status: 503, headers: { 'retry-after': '3' } })));
      else if (fate < 0.18) later(() => resolve(new Response('', { status: 500 })));
      else if (fate < 0.2) later(() => resolve(new Response(PORTAL, { status: 200 })));
      else if (fate < 0.23) later(() => resolve(new Response('', { status: 413 })));
      else
        later(() => {
          const answer = server.answer(init);
          // The network sends the request once more on its own, much later.
          if (fate < 0.35) later(() => void server.answer(init));
          if (fate < 0.5) later(lost);
          else later(() => resolve(answer));
        });
    });

interface Page {
  readonly tab: Tab;
  readonly crm: Crm;
  readonly consent: ReturnType<typeof openConsent>;
}

const shop = (seed: number) => {
  const random = dice(seed);
  const server = new FakeCollector();
  const world: World = new World(
    random,
    badNetwork(() => world, server, random),
  );
  let opened = 0;
  const name = `chaos-${seed}`;
  const page = (): Page => {
    const tab = world.open();
    const { platform, storage, hearOtherTabs } = tab;
    const consent = openConsent({ policyVersion: '1', storage, now: platform.now, hearOtherTabs });
    const crm = openCrm({
      source: `https://shop.example/tab/${++opened}`,
      consent,
      storage,
      name,
      platform,
      carrier: collector({ url: 'https://shop.example/v1/events', platform }),
      onRefused: () => {},
    });
    return { tab, crm, consent };
  };
  return { world, server, random, page };
};

const YES = { analytics: 'granted', crm_share: 'granted' } as const;
const view = (crm: Crm, n: number) => crm.emit('product.viewed', { sku: `S-${n}`, position: n });
/** Position of a product.viewed, by which the test knows its events; -1 for others. */
const numberOf = (event: WireEvent): number =>
  wireName(event.type) === 'product.viewed' ? (event as WireEvent<'product.viewed'>).data.position! : -1;

describe('10,000 events, a network that fails, two tabs that are killed', () => {
  it('every event that was taken in arrives exactly once', async () => {
    const { world, server, random, page } = shop(20261122);
    const pages = [page(), page()];
    pages[0]!.consent.update(YES, { method: 'widget' });
    await settle();
    const safe = new Set<number>();
    const atRisk = new Set<number>();
    let n = 0;
    let kills = 0;
    while (n < 10_000) {
      const at = Math.floor(random() * 2);
      const { crm, tab } = pages[at]!;
      const told: number[] = [];
      for (let i = Math.ceil(random() * 100); i > 0 && n < 10_000; i--) {
        expect(view(crm, ++n).taken).toBe(true);
        told.push(n);
      }
      if (random() < 0.1) {
        // Killed before it could know that its last events lie on the device.
        world.kill(tab);
        kills += 1;
        for (const k of told) atRisk.add(k);
        pages[at] = page();
      } else {
        await crm.settled();
        for (const k of told) safe.add(k);
        if (random() < 0.1) tab.hide();
      }
      // The queue is bounded on purpose; the shopper here is slower than the network.
      do await world.pass(random() * 4000);
      while ((await pages[at]!.crm.waiting()).events > 700);
    }
    await world.pass(3_600_000);
    const arrived = [...server.stored.values()].map(numberOf).filter((k) => k > 0);
    expect(server.faults).toEqual([]);
    expect(kills).toBeGreaterThan(10);
    expect(safe.size + atRisk.size).toBe(10_000);
    expect(new Set(arrived).size).toBe(arrived.length);
    const there = new Set(arrived);
    expect([...safe].filter((k) => !there.has(k))).toEqual([]);
    expect(arrived.filter((k) => !safe.has(k) && !atRisk.has(k))).toEqual([]);
    // The network did what it was meant to do.
    expect(server.duplicates).toBeGreaterThan(500);
    expect((await pages[0]!.crm.waiting()).events).toBe(0);
  }, 600_000);
});

describe('consent that comes and goes while events wait', () => {
  it.each([1, 2, 3])(
    'nothing leaves without its consent, and nothing else is lost (seed %i)',
    async (seed) => {
      const { world, server, random, page } = shop(seed);
      const pages = [page(), page()];
      const truth = page().consent;
      const carry = world.network;
      const violations: string[] = [];
      world.network = (tab, url, init) => {
        const { purposes, ageGate } = truth.snapshot;
        const held = Object.entries(purposes).flatMap(([p, { state }]) => (state === 'granted' ? [p] : []));
        for (const event of JSON.parse(String(init.body)) as WireEvent[]) {
          const bar = barred(wireName(event.type)!, { purposes: held, ageGate });
          if (bar) violations.push(`${event.type}: ${bar}`);
        }
        return carry(tab, url, init);
      };
      /** Taken in under a consent that has held ever since, in a tab that was not killed while it was in memory. */
      let due = new Set<number>();
      const arrived = () => new Set([...server.stored.values()].map(numberOf));
      for (let n = 1; n <= 1500; ) {
        const { crm, consent } = pages[Math.floor(random() * 2)]!;
        if (random() < 0.05) {
          const change = random();
          if (change < 0.5) consent.update(YES, { method: 'widget' });
          else if (change < 0.75) consent.withdraw(['analytics'], { method: 'widget' });
          else consent.withdraw(['crm_share'], { method: 'widget' });
          if (change >= 0.5 && change < 0.75) due = new Set();
        }
        for (let i = Math.ceil(random() * 10); i > 0 && n <= 1500; i--, n++) {
          const allowed = truth.snapshot.purposes.analytics.state === 'granted';
          expect(view(crm, n).taken).toBe(allowed);
          if (allowed) due.add(n);
        }
        await crm.settled();
        await world.pass(random() * 3000);
        const there = arrived();
        due = new Set([...due].filter((k) => !there.has(k)));
      }
      await world.pass(3_600_000);
      const there = arrived();
      expect(violations).toEqual([]);
      expect(server.faults).toEqual([]);
      expect([...due].filter((k) => !there.has(k))).toEqual([]);
      expect(server.names).toContain('consent.updated');
      expect(server.names).toContain('consent.withdrawn');
    },
  );
});

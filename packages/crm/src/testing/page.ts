import { collector } from '../client/adapters/collector.ts';
import type { Sink } from '../client/adapters/sink.ts';
import { openCrm } from '../client/crm.ts';
import type { Refusal } from '../client/intake.ts';
import { openConsent } from '../consent/store.ts';
import { dice } from './dice.ts';
import { FakeCollector } from './fake-collector.ts';
import { World } from './world.ts';

export const YES = { analytics: 'granted', crm_share: 'granted' } as const;

let worlds = 0;

/** A world with one collector behind `network`, and pages of the shop in it. */
export const openShop = (network?: World['network']) => {
  const server = new FakeCollector();
  /** Requests in order: when, body, and whether the page was being left. */
  const sent: { at: number; ids: string[]; keepalive: boolean; key: string; body: string }[] = [];
  const answer: { now: World['network'] } = {
    now: network ?? (async (_tab, _url, init) => server.answer(init)),
  };
  const world: World = new World(dice(7), async (tab, url, init) => {
    const body = String(init.body);
    const ids = (JSON.parse(body) as { id: string }[]).map(({ id }) => id);
    const key = (init.headers as Record<string, string>)['idempotency-key']!;
    sent.push({ at: world.now, ids, keepalive: init.keepalive === true, key, body });
    return answer.now(tab, url, init);
  });
  const name = `shop-${++worlds}`;
  const page = (sinks: readonly Sink[] = []) => {
    const tab = world.open();
    const { platform, storage, hearOtherTabs } = tab;
    const refusals: Refusal[] = [];
    const consent = openConsent({ policyVersion: '1', storage, now: platform.now, hearOtherTabs });
    const crm = openCrm({
      source: 'https://shop.example/',
      consent,
      storage,
      name,
      platform,
      sinks,
      carrier: collector({ url: 'https://shop.example/v1/events', platform }),
      onRefused: (refusal) => refusals.push(refusal),
    });
    const view = (n: number) => crm.emit('product.viewed', { sku: `S-${n}`, position: n });
    return { tab, consent, crm, refusals, view };
  };
  return { world, server, sent, page, answer, name };
};

import { openConsent } from '@carmine/crm/consent';
import { createWireFactory, type WireEvent } from '@carmine/crm/contract';
import type { Desk, DeskOptions } from '../../demo/storefront/src/crm/desk.ts';
import type { Locale } from '../../demo/storefront/src/products.ts';
import { ShopStore } from '../../demo/storefront/src/store.ts';

/** A desk that makes every event by the contract, which throws for data that is wrong, and hands it on at once. */
const recordingDesk = (options: DeskOptions, events: WireEvent[]) => {
  const make = createWireFactory({ source: 'https://shop.example/', sessionId: 'page-1' });
  const take = (event: WireEvent) => {
    events.push(event);
    options.onTaken(event);
  };
  const sent = { reached: true };
  const desk: Desk = {
    consent: openConsent({ policyVersion: '1', storage: null }),
    tell: (event) => take(event as WireEvent),
    emit: (name, data, more) => take(make(name, data, more) as WireEvent),
    send: async () => sent.reached,
  };
  return { desk, sent, state: options.onState };
};

/** The shop's store without a browser, and all that its desk was told. */
export const testShop = (locale: Locale = 'en') => {
  const events: WireEvent[] = [];
  let opened: ReturnType<typeof recordingDesk> | undefined;
  const store = new ShopStore(locale, (options) => {
    opened = recordingDesk(options, events);
    return opened.desk;
  });
  const { desk, sent, state } = opened!;
  /** Data of the events of a type, in order. */
  const told = (name: string) =>
    events.filter((e) => e.type === `com.carmine.${name}.v1`).map((e) => e.data as Record<string, unknown>);
  return { store, desk, events, told, sent, state };
};

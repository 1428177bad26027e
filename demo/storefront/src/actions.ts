import { type InboxEvent, kindOf } from './crm/log.ts';
import { newCaseId, readingForCase, shopEvent } from './crm/shop-events.ts';
import { logged, type ShopStore } from './store.ts';

/** What the mirror's callback delivers goes to the shop's inbox; here the inbox is the log on the page. */
export const receive = (store: ShopStore, event: InboxEvent): void =>
  store.set((s) => ({ log: logged(s.log, event, kindOf(event.type)) }));

/** Into the bag, and a line in the log. */
export const addToBag = (store: ShopStore, sku: string): void => {
  store.addToBag(sku);
  receive(store, shopEvent('bag.added', { sku }));
};

/** Keeps the present reading with a case, so that nobody has to tell the story twice. */
export const openCase = (store: ShopStore, reason: string): void => {
  const { mirror, chosen, product } = store.shop;
  if (!mirror?.report) return;
  const caseId = newCaseId(new Date());
  const data = { caseId, reason, sku: chosen[product] || null, reading: readingForCase(mirror) };
  receive(store, shopEvent('case.opened', data));
  store.set({ caseId });
};

import type { CarmineEvent } from '@carmine/crm';
import { granted } from '@carmine/crm/consent';
import type { WireDataMap } from '@carmine/crm/contract';
import { complaintData, EMPTY_COMPLAINT, kindOfForm, newCaseId, type Stated } from './crm/complaint.ts';
import { recommendationOf } from './crm/recommendation.ts';
import { afterEvent } from './crm/tried.ts';
import { currencyOf, productOf } from './products.ts';
import type { ShopStore } from './store.ts';

/** What the customer does and what the shop's CRM is told of it. Each event goes through the desk, which asks the consent. */

/** The mirror's callback: told on, and what a complaint may need later is remembered on this page. */
export const receive = (store: ShopStore, event: CarmineEvent): void => {
  const { desk } = store;
  desk.tell(event);
  store.set((s) => ({ tried: afterEvent(s.tried, event, s.mirror) }));
  const shown = recommendationOf(event, crypto.randomUUID());
  if (shown) {
    store.set({ recommended: { id: shown.recId, skus: shown.items.map((i) => i.sku), opened: [] } });
    desk.emit('recommendation.shown', shown);
  }
  if (event.type === 'com.carmine.shade.applied.v1') opened(store, (event.data as { sku: string }).sku);
};

/** A recommended shade was looked at on the face, for the first time. */
const opened = (store: ShopStore, sku: string): void => {
  const { recommended } = store.shop;
  if (!recommended?.skus.includes(sku) || recommended.opened.includes(sku)) return;
  store.set({ recommended: { ...recommended, opened: [...recommended.opened, sku] } });
  store.desk.emit('recommendation.opened', { recId: recommended.id, sku });
};

/** Where a wish to buy came from. */
const attribution = (
  store: ShopStore,
  skus: readonly string[],
): Pick<WireDataMap['product.added'], 'attributedTo'> => {
  const { recommended, tried } = store.shop;
  const recId = skus.some((sku) => recommended?.skus.includes(sku)) ? recommended?.id : undefined;
  const tryonSession = tried.find((t) => skus.includes(t.sku))?.session;
  if (!recId && !tryonSession) return {};
  return { attributedTo: { ...(recId ? { recId } : {}), ...(tryonSession ? { tryonSession } : {}) } };
};

/** A shade was chosen in the shop: its product is looked at. */
export const viewShade = (store: ShopStore, sku: string): void => {
  const product = productOf(sku);
  const before = product && store.shop.chosen[product.id];
  store.choose(sku);
  if (product && before !== sku)
    store.desk.emit('product.viewed', { sku, product: product.kind, line: product.line }, { subject: sku });
};

const priceOf = (store: ShopStore, sku: string): number => productOf(sku)?.price[store.shop.locale] ?? 0;

export const addToBag = (store: ShopStore, sku: string): void => {
  store.addToBag(sku);
  const { desk, shop } = store;
  const currency = currencyOf(shop.locale);
  const data = { sku, quantity: 1, price: priceOf(store, sku), currency, ...attribution(store, [sku]) };
  desk.emit('product.added', data, { subject: sku });
  const { recommended } = shop;
  if (recommended?.skus.includes(sku)) desk.emit('recommendation.accepted', { recId: recommended.id, sku });
};

/** The demo's checkout: nothing is charged, the order is told as a real one would be. */
export const checkOut = (store: ShopStore): void => {
  const { bag, locale, orders } = store.shop;
  if (bag.length === 0) return;
  const ref = `O-${crypto.randomUUID().slice(0, 8)}`;
  const items = bag.map(({ sku, quantity }) => ({ sku, quantity, price: priceOf(store, sku) }));
  store.desk.emit('order.completed', {
    orderRef: ref,
    items,
    currency: currencyOf(locale),
    total: items.reduce((sum, i) => sum + i.price * i.quantity, 0),
    channel: 'online',
    ...attribution(
      store,
      bag.map((l) => l.sku),
    ),
  });
  store.set({ bag: [], added: '', orders: [{ ref, lines: bag }, ...orders] });
};

/** Whether the facts of the try-on go along with a complaint: as the customer ticked, else as they allowed matching. */
export const attaches = ({ shop }: Pick<ShopStore, 'shop'>): boolean =>
  shop.complaint.attach ?? granted(shop.consent, 'camera_process');

/** Files the complaint as a case and tries to hand it over at once. */
export const openCase = (store: ShopStore): void => {
  const { complaint, tried, recommended } = store.shop;
  const { stated, sku } = complaint;
  if (stated === '' || sku === '') return;
  const id = newCaseId(new Date());
  const told = { tried: tried.find((t) => t.sku === sku), attach: attaches(store) };
  store.desk.emit('complaint.opened', complaintData(id, { ...complaint, stated }, told), { subject: id });
  if (kindOfForm(complaint) === 'shade-mismatch' && recommended?.skus.includes(sku))
    store.desk.emit('recommendation.rejected', { recId: recommended.id, sku, reason: 'wrong-shade' });
  store.set({
    complaint: EMPTY_COMPLAINT,
    filed: { id, sku, stated: stated as Stated, kind: kindOfForm(complaint), where: 'sending', rating: 0 },
  });
  void handOver(store);
};

/** Sends what waits; a case that is with the shop says so. */
export const handOver = async (store: ShopStore): Promise<void> => {
  const where = (await store.desk.send()) ? 'shop' : 'waiting';
  store.set((s) => ({ filed: s.filed && { ...s.filed, where } }));
};

/** How it was to tell us. */
export const rate = (store: ShopStore, rating: number): void => {
  const { filed } = store.shop;
  if (!filed || filed.rating > 0) return;
  store.desk.emit('csat.rated', { rating, caseId: filed.id, sku: filed.sku, channel: 'online' });
  store.set({ filed: { ...filed, rating } });
};

/** The customer tells a stage of life themselves, or takes it back. */
export const declare = (
  store: ShopStore,
  stage: WireDataMap['lifecycle.declared']['stage'],
  applies: boolean,
): void => store.desk.emit('lifecycle.declared', { stage, applies });

/** The customer wants to see, or to have deleted, all that is known of them. */
export const requestOwnData = (store: ShopStore, kind: 'export' | 'erasure'): void => {
  const id = `R-${crypto.randomUUID().slice(0, 8)}`;
  const request = { requestId: id, scope: 'all' } as const;
  if (kind === 'export') store.desk.emit('privacy.export.requested', request);
  else store.desk.emit('privacy.erasure.requested', request);
  store.set({ asked: { kind, id } });
};

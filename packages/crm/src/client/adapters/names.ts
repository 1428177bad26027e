import type { WireDataMap, WireName } from '../../contract/schemas.ts';
import { type WireEvent, wireName } from '../../contract/wire.ts';

/**
 * Names that analytics tools know, beside the contract and never in it. GA4: developers.google.com/analytics/devguides/collection/ga4/ecommerce.
 * Segment: segment.com/docs/connections/spec/ecommerce/v2. What has no counterpart there goes under our own name.
 */
export interface NameRow<K extends WireName = WireName> {
  readonly ga4?: { readonly name: string; params(data: WireDataMap[K]): Readonly<Record<string, unknown>> };
  readonly segment?: {
    readonly name: string;
    properties(data: WireDataMap[K]): Readonly<Record<string, unknown>>;
  };
}

type Named = { readonly [K in WireName]?: NameRow<K> };

const sum = (price: number, quantity: number): number => Math.round(price * quantity * 100) / 100;

export const NAMES: Named = {
  'product.viewed': {
    ga4: {
      name: 'view_item',
      params: (d) => ({
        items: [
          { item_id: d.sku, item_brand: d.brand, item_category: d.product ?? d.category, index: d.position },
        ],
      }),
    },
    segment: {
      name: 'Product Viewed',
      properties: (d) => ({
        sku: d.sku,
        product_id: d.sku,
        brand: d.brand,
        category: d.product ?? d.category,
        position: d.position,
      }),
    },
  },
  'shade.applied': {
    ga4: {
      name: 'select_item',
      params: (d) => ({
        item_list_id: 'try_on',
        items: [{ item_id: d.sku, item_brand: d.brand, item_category: d.product, item_variant: d.finish }],
      }),
    },
    segment: {
      name: 'Product Clicked',
      properties: (d) => ({
        sku: d.sku,
        product_id: d.sku,
        brand: d.brand,
        category: d.product,
        variant: d.finish,
        list_id: 'try_on',
      }),
    },
  },
  'product.added': {
    ga4: {
      name: 'add_to_cart',
      params: (d) => ({
        currency: d.currency,
        value: sum(d.price, d.quantity),
        items: [{ item_id: d.sku, price: d.price, quantity: d.quantity }],
      }),
    },
    segment: {
      name: 'Product Added',
      properties: (d) => ({
        sku: d.sku,
        product_id: d.sku,
        price: d.price,
        quantity: d.quantity,
        currency: d.currency,
      }),
    },
  },
  'order.completed': {
    ga4: {
      name: 'purchase',
      params: (d) => ({
        transaction_id: d.orderRef,
        currency: d.currency,
        value: d.total,
        items: d.items.map((i) => ({ item_id: i.sku, price: i.price, quantity: i.quantity })),
      }),
    },
    segment: {
      name: 'Order Completed',
      properties: (d) => ({
        order_id: d.orderRef,
        total: d.total,
        currency: d.currency,
        products: d.items.map((i) => ({
          sku: i.sku,
          product_id: i.sku,
          price: i.price,
          quantity: i.quantity,
        })),
      }),
    },
  },
  'look.shared': {
    ga4: { name: 'share', params: (d) => ({ method: d.via, content_type: 'look' }) },
    segment: { name: 'Product Shared', properties: (d) => ({ share_via: d.via }) },
  },
  'recommendation.shown': {
    ga4: {
      name: 'view_item_list',
      params: (d) => ({ item_list_id: d.recId, items: d.items.map((i) => ({ item_id: i.sku })) }),
    },
    segment: {
      name: 'Product List Viewed',
      properties: (d) => ({
        list_id: d.recId,
        products: d.items.map((i) => ({ sku: i.sku, product_id: i.sku })),
      }),
    },
  },
};

/** Readings, records of consent and faults are no analytics: a tool of another company never gets them. */
const KEPT_HOME =
  /^(skin|shade\.matched|consent|privacy|lifecycle|complaint|callback|chat|sdk|queue|session\.state)/;

/** Type and data for a tool of another company, without the actor; null for what is not its business. */
export const forTools = (event: WireEvent): { name: WireName; data: Record<string, unknown> } | null => {
  const name = wireName(event.type);
  if (!name || KEPT_HOME.test(name)) return null;
  const { actor: _, ...data } = event.data as Record<string, unknown>;
  return { name, data };
};

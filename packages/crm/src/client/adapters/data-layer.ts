import { forTools, NAMES, type NameRow } from './names.ts';
import type { Sink } from './sink.ts';

/** `shade.removed` as a GA4 name: at most 40 of a-z, 0-9 and _. */
const ownName = (name: string): string => `carmine_${name.replaceAll(/[^a-z0-9]+/g, '_')}`.slice(0, 40);

/** GA4 takes text of at most 100 characters, numbers and lists of items; nothing nested. */
const flat = (data: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const entries = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    if (typeof value === 'string') return [[key, value.slice(0, 100)]];
    return typeof value === 'number' || typeof value === 'boolean' ? [[key, value]] : [];
  });
  return Object.fromEntries(entries);
};

/** Pushes events to `dataLayer` under GA4's e-commerce names, where there is one, for the tag manager the page already has. */
export const dataLayer = (
  page: { dataLayer?: unknown[] } = globalThis as { dataLayer?: unknown[] },
): Sink => ({
  name: 'data-layer',
  purposes: ['analytics'],
  take: (event) => {
    const told = forTools(event);
    if (!told) return;
    const ga4 = (NAMES[told.name] as NameRow | undefined)?.ga4;
    page.dataLayer ??= [];
    const { dataLayer: layer } = page;
    if (!ga4) {
      layer.push({ event: ownName(told.name), ...flat(told.data) });
      return;
    }
    // Else items of the event before would be merged in (Google's own advice).
    layer.push({ ecommerce: null });
    layer.push({ event: ga4.name, ecommerce: ga4.params(event.data as never) });
  },
});

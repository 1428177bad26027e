import { forTools, NAMES, type NameRow } from './names.ts';
import type { Sink } from './sink.ts';

/** What Segment, RudderStack and others have in a page. */
export interface TrackLike {
  track(
    event: string,
    properties: Readonly<Record<string, unknown>>,
    options?: { messageId?: string },
  ): unknown;
}

const titled = (name: string): string =>
  name
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/** Calls `track` with the names of Segment's e-commerce specification v2, where there is one; the event's id makes repeats known. */
export const segmentTrack = (analytics: TrackLike): Sink => ({
  name: 'segment',
  purposes: ['analytics'],
  take: (event) => {
    const told = forTools(event);
    if (!told) return;
    const row = (NAMES[told.name] as NameRow | undefined)?.segment;
    const properties = row ? row.properties(event.data as never) : told.data;
    analytics.track(row?.name ?? titled(told.name), properties, { messageId: event.id });
  },
});

import { dice } from '@carmine/crm/testing/dice';
import { collect } from '../src/collect/batch.ts';
import type { Database } from '../src/db/database.ts';
import type { Host } from '../src/host.ts';
import { type DemoEvent, demoVisit } from './visits.ts';

/** ms between two events of the invented visitors. */
const EVERY = 2500;

/** Somebody is in the invented shop whenever somebody looks at the live page. Returns how to stop. */
export const startVisitors = (
  db: Database,
  host: Host,
  secret: string,
  onStored: () => void,
): (() => void) => {
  const random = dice(Date.now());
  let left: DemoEvent[] = [];
  let orders = 90_000;
  const step = async (): Promise<void> => {
    if (host.live.listeners === 0) return;
    if (left.length === 0) left = demoVisit(random, { at: Date.now(), order: orders++ });
    const next = left.shift();
    if (!next) return;
    const now = Date.now();
    // Told when its turn comes, not when the visit was drawn.
    const event = { ...next.json, time: new Date(now).toISOString() };
    await collect(db, secret, {
      events: [event],
      sender: { kind: 'server', name: 'demo', sources: ['urn:demo:'] },
      receivedAt: now,
    });
    onStored();
  };
  const timer = setInterval(() => void step().catch(() => undefined), EVERY);
  return () => clearInterval(timer);
};

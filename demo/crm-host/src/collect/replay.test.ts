import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { signVisitor } from '../auth/senders.ts';
import type { Database } from '../db/database.ts';
import { testHost } from '../testing/client.ts';
import { SITE_KEY, testConfig } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';

interface FixtureFile {
  readonly sentAt: string;
  readonly receivedAt: string;
  readonly fixtures: readonly {
    readonly name: string;
    readonly event: { readonly type: string };
    readonly code: string | null;
  }[];
}
const { sentAt, receivedAt, fixtures }: FixtureFile = createRequire(import.meta.url)(
  '@carmine/crm/fixtures/accepted.json',
);
const now = Date.parse(receivedAt);
const headers = {
  'Carmine-Sent-At': sentAt,
  Authorization: `Bearer ${signVisitor(testConfig.senders.secret, SITE_KEY, 'C-48213', now + 3_600_000)}`,
};

/** Every row of every table, but the queue's and sequences' own numbers. */
const dump = async (db: Database): Promise<Record<string, string[]>> => {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migrations' order by 1`,
  );
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await db.query<{ row: string }>(
      `select (to_jsonb(t) - 'seq' - 'person_id')::text as row from ${name} t`,
    );
    all[name] = rows.map(({ row }) => row).sort();
  }
  return all;
};

/** An order that is the same in every run. */
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, i) => ({ item, at: Math.sin((i + 1) * 12.9898 * seed) * 43_758.5453 }))
    .sort((a, b) => (a.at % 1) - (b.at % 1))
    .map(({ item }) => item);

onBothStores((db) => {
  it('twice and shuffled changes no table, not one that is derived', async () => {
    const host = testHost(db());
    host.clock.now = now;
    const send = async (list: readonly { event: unknown }[]): Promise<void> => {
      for (let i = 0; i < list.length; i += 7)
        await host.send(
          list.slice(i, i + 7).map((f) => f.event),
          headers,
        );
      await host.work();
    };
    await send(fixtures);
    const before = await dump(db());
    expect(Object.values(before).flat().length).toBeGreaterThan(fixtures.length / 2);
    for (const seed of [1, 2, 3]) {
      await send(shuffled(fixtures, seed));
      expect(await dump(db())).toEqual(before);
    }
  });
});

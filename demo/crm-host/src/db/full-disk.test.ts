import { expect, it } from 'vitest';
import { checkAudit } from '../audit/log.ts';
import { testHost } from '../testing/client.ts';
import { ADMIN_TOKEN, shade, testConfig } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import type { Database } from './database.ts';

/** From here on the store says what a PostgreSQL says whose disk is full: 53100, wherever it would have to write. */
const fill = (db: Database): Promise<void> =>
  db.script(`
    create function disk_is_full() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create trigger full_disk before insert on events for each row execute function disk_is_full();
    create trigger full_disk before insert on audit for each row execute function disk_is_full();`);
const mend = (db: Database): Promise<void> => db.script('drop function if exists disk_is_full() cascade');

const admin = { headers: { Authorization: `Bearer ${ADMIN_TOKEN}` } };

onBothStores((db) => {
  it('a full disk: told to come again, nothing half kept, nothing shown unlogged, nothing lost', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    const known = shade('CL-0', { actor: { anonId: 'anon-1' } });
    await host.send([known]);
    await host.work();
    const batch = [shade('CL-1'), shade('CL-2')];
    await fill(db());
    try {
      const refused = await host.post(batch);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await refused.json()).toMatchObject({
        status: 503,
        title: expect.stringContaining('nothing was kept'),
      });
      expect(await db().query('select count(*)::int as n from events')).toEqual([{ n: 1 }]);
      expect(await db().query('select 1 from event_queue')).toEqual([]);
      // Reading a customer writes to the log: without room for that nobody reads.
      const person = await host.app.request('/v1/people/anon/anon-1', admin);
      expect(person.status).toBe(503);
      expect(await person.text()).not.toContain('CL-0');
      expect((await host.app.request('/v1/people/anon/anon-1')).status).toBe(401);
    } finally {
      await mend(db());
    }
    expect((await host.send(batch)).results.map((r) => r.status)).toEqual(['accepted', 'accepted']);
    expect((await host.app.request('/v1/people/anon/anon-1', admin)).status).toBe(200);
    expect(await checkAudit(db(), testConfig.senders.secret)).toMatchObject({ ok: true, entries: 1 });
    expect(host.logged.some((line) => line.includes('No space left'))).toBe(true);
  });
});

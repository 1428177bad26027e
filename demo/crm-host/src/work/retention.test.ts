import { expect, it } from 'vitest';
import { testHost } from '../testing/client.ts';
import { consentData, DAY, NOON, sample, shade, testConfig } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import { expire, RETENTION } from './retention.ts';

const secret = testConfig.senders.secret;
const actor = { anonId: 'anon-1' };

onBothStores((db) => {
  it('lets what arrived go when the time of its class is over, not a day before', async () => {
    const host = testHost(db());
    await host.send([
      sample('consent.updated', consentData(actor, 'denied')),
      sample('session.started', { source: 'camera' }),
      shade('CL-1', { actor }),
      sample('skin.scored', {
        model: { id: 'm', sha256: 'ab' },
        gates: [],
        skin: null,
        measures: [],
        consent: { required: ['skin_analysis', 'crm_share'], heldBy: 'host' },
      }),
      { ...shade('CL-2', { actor }), expirytime: new Date(NOON + 2 * DAY).toISOString() },
    ]);
    const left = async (days: number): Promise<string[]> => {
      await expire(db(), { now: NOON + days * DAY, secret });
      const rows = await db().query<{ type: string }>('select type from events order by type');
      return rows.map((r) => r.type);
    };
    expect(await left(400)).toHaveLength(5);
    await host.work();
    expect(await left(1)).toHaveLength(5);
    expect(await left(3)).toHaveLength(4);
    expect(await left(RETENTION.events.internal)).toContain('session.started');
    expect(await left(RETENTION.events.internal + 1)).not.toContain('session.started');
    expect(await left(RETENTION.events.sensitive + 1)).toEqual(['consent.updated', 'shade.applied']);
    expect(await left(RETENTION.events.personal + 1)).toEqual([]);
    const noted = await db().query(`select detail from audit where action = 'retention'`);
    expect(noted).toHaveLength(4);
  });
});

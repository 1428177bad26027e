import { describe, expect, it } from 'vitest';
import { personOf } from '../people/identities.ts';
import { erasePerson } from '../people/rights.ts';
import { testHost } from '../testing/client.ts';
import { NOON, sample, testConfig } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import { completenessOf } from './completeness.ts';
import { PROFILES, SOURCES } from './profiles.ts';
import { checkRows, decode, type Fields, isFilled, readRows } from './rows.ts';
import { completenessReport, importFile } from './store.ts';

const by = { actor: 'tests', now: NOON, secret: testConfig.senders.secret };
const csv = (text: string) => ({ bytes: new TextEncoder().encode(text), format: 'csv' as const });

const CRM = `member_id,customer_ref,joined_at,city,channel,phone
M1,C-1,2025-03-01,上海,mini-program,13812345678
M2,C-2,2025-04-01 10:00,未知,counter,
M3,,2025-05-01T10:00:00+08:00,成都,,
`;
const POS = `order_ref,line,card_no,customer_ref,placed_at,sku,quantity,price,currency,refunded
R1,1,K1,C-1,2026-11-01 12:00,CL-12,2,239.00,CNY,
R1,2,K1,C-1,2026-11-01 12:00,BS-180N,1,420,CNY,20.5
R2,1,K9,,2026-11-02 12:00,CL-14,1,239,CNY,
`;

describe('rows of files', () => {
  it.each(['', ' ', '-', 'N/A', 'null', '未知', '无'])('%j is nothing', (text) => {
    expect(isFilled(text)).toBe(false);
  });
  it('zero and no are something', () => {
    expect([isFilled('0'), isFilled(0), isFilled(false), isFilled('否')]).toEqual([true, true, true, true]);
  });

  it.each([
    ['no amount', { price: '239,00' }, 'malformed', 'price'],
    ['three decimals', { price: '1.005' }, 'malformed', 'price'],
    ['a day that is none', { placed_at: '2026-02-31' }, 'malformed', 'placed_at'],
    ['a time without zone or shop form', { placed_at: 'Nov 3 2026' }, 'malformed', 'placed_at'],
    ['no sku', { sku: 'N/A' }, 'missing', 'sku'],
    ['a phone number as reference', { customer_ref: '13812345678' }, 'pii-found', 'customer_ref'],
    ['a formula as reference', { sku: '=1+1' }, 'malformed', 'sku'],
    ['SQL as reference', { order_ref: `R'; drop table orders` }, 'malformed', 'order_ref'],
  ])('%s', (_, change, code, field) => {
    const row = { ...(readRows(POS, 'csv')[0] as object), ...change };
    expect(checkRows([row], PROFILES.pos)).toEqual([{ line: 1, ok: false, code, field }]);
  });

  it('refuses a reading without consent and a row that comes twice', () => {
    const row = { reading_id: 'r', read_at: '2026-11-01', consent: 'no' };
    expect(checkRows([row], PROFILES.detector)[0]).toMatchObject({ code: 'consent-missing' });
    const [first] = readRows(POS, 'csv');
    expect(checkRows([first!, first!], PROFILES.pos)[1]).toMatchObject({ code: 'twice' });
  });

  it('reads what a till in China writes', () => {
    // 上海 in GB18030.
    expect(decode(new Uint8Array([0xc9, 0xcf, 0xba, 0xa3]))).toBe('上海');
    expect(decode(new TextEncoder().encode('上海'))).toBe('上海');
    expect(
      checkRows([{ ...readRows(POS, 'csv')[0], placed_at: '2026-11-01 07:30' }], PROFILES.pos)[0],
    ).toMatchObject({
      fields: { placed_at: '2026-10-31T23:30:00.000Z' },
    });
  });

  it.each(['[1]', '{"a":1}', 'a,"b\n1'])('%j is no file', (text) => {
    expect(() => readRows(text, text.startsWith('a') ? 'csv' : 'json')).toThrow('The file is no');
  });
});

describe('completeness', () => {
  /** The same figure by another road: over a table of cells. */
  const again = (source: 'crm', rows: readonly Fields[]): number => {
    const cells = rows.flatMap((row) =>
      PROFILES[source].fields.filter((f) => f.required).map((f) => f.name in row),
    );
    return cells.filter(Boolean).length / cells.length;
  };

  it('is filled required fields over required fields, with both marks', () => {
    const full = { member_id: 'M', customer_ref: 'C', joined_at: 't', city: 'x', channel: 'y' };
    const { city: _none, ...without } = full;
    for (const [gaps, reached] of [
      [0, [true, true]],
      [1, [true, true]],
      [3, [true, false]],
      [6, [false, false]],
    ] as const) {
      const rows = Array.from({ length: 11 }, (_, i) => (i < gaps ? without : full));
      const c = completenessOf('crm', rows);
      expect(c.share).toBeCloseTo(again('crm', rows), 12);
      expect(c.reached).toEqual(reached);
      expect(c.fields.city).toBeCloseTo(1 - gaps / 11, 12);
    }
    expect(completenessOf('crm', []).share).toBeNull();
  });

  it('knows every source', () => {
    expect(SOURCES).toEqual(['crm', 'pos', 'erp', 'shop', 'detector']);
  });
});

onBothStores((db) => {
  it('takes files in once, joins them on the opaque reference and tells what it left', async () => {
    const report = await importFile(db(), 'crm', csv(CRM), by);
    expect(report).toMatchObject({ rows: 3, stored: 3, unchanged: 0, refused: [], ignored: ['phone'] });
    expect(await importFile(db(), 'crm', csv(CRM), by)).toMatchObject({ stored: 0, unchanged: 3 });
    await importFile(db(), 'pos', csv(POS), by);
    expect(await personOf(db(), 'pos', 'K1')).toBe(await personOf(db(), 'crm', 'M1'));
    expect(await personOf(db(), 'pos', 'K9')).not.toBe(await personOf(db(), 'crm', 'M1'));
    expect(await db().query('select order_ref, total, refunded, id_value from orders order by 1')).toEqual([
      { order_ref: 'R1', total: 89_800, refunded: 2050, id_value: 'C-1' },
      { order_ref: 'R2', total: 23_900, refunded: 0, id_value: 'K9' },
    ]);
    const { sources, overall } = await completenessReport(db());
    // CRM: 15 required, M2 lacks the city, M3 reference and channel.
    expect(sources.crm).toMatchObject({ filled: 12, required: 15 });
    expect(sources.pos).toMatchObject({ filled: 26, required: 27 });
    expect(overall).toMatchObject({ filled: 38, required: 42, reached: [true, false] });
    expect(JSON.stringify(await db().query('select * from records'))).not.toContain('13812345678');
  });

  it('counts an order once, whether an event or the books tell it first', async () => {
    const event = sample(
      'order.completed',
      {
        actor: { customerRef: 'C-1' },
        orderRef: 'W1',
        items: [{ sku: 'CL-12', quantity: 1, price: 239 }],
        currency: 'CNY',
        total: 230,
        channel: 'online',
      },
      { source: 'urn:shop:web' },
    );
    const file = `order_ref,line,account,customer_ref,placed_at,sku,quantity,price,currency,refunded
W1,1,A1,C-1,2026-11-20 09:30,CL-12,1,239,CNY,239
`;
    const host = testHost(db());
    const told = async () => {
      await host.sendAsServer([event]);
      await host.work();
    };
    const read = () => importFile(db(), 'shop', csv(file), by);
    await told();
    await read();
    const one = await db().query('select total, refunded, origin from orders');
    expect(one).toEqual([{ total: 23_900, refunded: 23_900, origin: 'import' }]);
    await db().query('delete from orders');
    await db().query('delete from events');
    await db().query('delete from records');
    await read();
    await told();
    expect(await db().query('select total, refunded, origin from orders')).toEqual(one);
  });

  it('does not bring back who was erased', async () => {
    await importFile(db(), 'crm', csv(CRM), by);
    await erasePerson(db(), (await personOf(db(), 'crm', 'M1'))!, by);
    expect(await importFile(db(), 'crm', csv(CRM), by)).toMatchObject({ stored: 0, unchanged: 2 });
    expect(await personOf(db(), 'customer', 'C-1')).toBeUndefined();
  });
});

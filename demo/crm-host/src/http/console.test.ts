import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putStaff, type Role } from '../auth/staff.ts';
import type { Database } from '../db/database.ts';
import { type TestHost, testHost } from '../testing/client.ts';
import { ADMIN_TOKEN, DAY, NOON, sample, shade } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import { addConsoleFiles } from './console-files.ts';
import { addErrors } from './errors.ts';

const OWN = 'http://localhost';

const signIn = (host: TestHost, token: string, headers: Record<string, string> = {}) =>
  host.app.request(`${OWN}/v1/session`, { method: 'POST', headers, body: JSON.stringify({ token }) });

/** The cookie of somebody signed in. */
const cookieOf = async (host: TestHost, token: string): Promise<string> =>
  (await signIn(host, token)).headers.get('set-cookie')?.split(';')[0] ?? '';

const staffOf = async (db: Database, role: Role): Promise<Record<string, string>> => {
  const token = `token-of-the-${role}-in-tests`;
  await putStaff(db, { name: role, role }, token);
  return { Authorization: `Bearer ${token}` };
};

onBothStores((db) => {
  it('signs in by a cookie that no script reads, and out', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    const response = await signIn(host, ADMIN_TOKEN);
    expect(await response.json()).toMatchObject({ name: 'admin', role: 'admin', demo: false });
    const set = response.headers.get('set-cookie') ?? '';
    for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(set).toContain(flag);
    expect(set).not.toContain(ADMIN_TOKEN);
    const abroad = await host.app.request('https://crm.example/v1/session', {
      method: 'POST',
      body: JSON.stringify({ token: ADMIN_TOKEN }),
    });
    expect(abroad.headers.get('set-cookie')).toContain('Secure');
    const cookie = set.split(';')[0]!;
    const me = (headers: Record<string, string>) => host.app.request(`${OWN}/v1/session`, { headers });
    expect((await me({ Cookie: cookie })).status).toBe(200);
    expect((await me({})).status).toBe(204);
    expect((await me({ Cookie: `${cookie}x` })).status).toBe(204);
    host.clock.now += 10 * 3_600_000;
    expect((await me({ Cookie: cookie })).status).toBe(204);
    const out = await host.app.request(`${OWN}/v1/session`, { method: 'DELETE' });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it('lets nobody in who tries tokens, and ends sessions of who got another', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await signIn(host, `guess-${i}`)).status);
    expect(statuses.slice(0, 10)).toEqual(new Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    host.clock.now += 60_000;
    const cookie = await cookieOf(host, ADMIN_TOKEN);
    expect(cookie).not.toBe('');
    await putStaff(db(), { name: 'admin', role: 'admin' }, 'a new token of the admin, long');
    const after = await host.app.request(`${OWN}/v1/session`, { headers: { Cookie: cookie } });
    expect(after.status).toBe(204);
  });

  it('acts by cookie for a page of its own only', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    const Cookie = await cookieOf(host, ADMIN_TOKEN);
    const stock = (headers: Record<string, string>) =>
      host.app.request(`${OWN}/v1/stock`, {
        method: 'POST',
        headers: { Cookie, ...headers },
        body: JSON.stringify({ sku: 'A', quantity: 50 }),
      });
    expect((await stock({})).status).toBe(403);
    expect((await stock({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await stock({ Origin: 'null' })).status).toBe(403);
    expect((await stock({ Origin: OWN })).status).toBe(200);
  });

  it('shows each role what its work needs, and an agent no reading of skin and nothing declared', async () => {
    const host = testHost(db());
    const customer = { customerRef: 'C-1' };
    const from = { source: 'urn:shop:web' };
    await host.sendAsServer([
      shade('CL-1', { ...from, actor: customer }),
      sample('lifecycle.declared', { actor: customer, stage: 'expecting', applies: true }, from),
    ]);
    await host.work();
    const read = async (role: Role, path: string) => {
      const response = await host.app.request(path, { headers: await staffOf(db(), role) });
      return { status: response.status, text: await response.text() };
    };
    const who = '/v1/people/customer/C-1';
    expect((await read('agent', who)).text).not.toContain('expecting');
    expect((await read('agent', who)).text).toContain('CL-1');
    expect((await read('privacy', who)).text).toContain('expecting');
    const may: readonly (readonly [string, readonly Role[]])[] = [
      [who, ['agent', 'privacy', 'admin']],
      ['/v1/people?q=C-1', ['agent', 'privacy', 'admin']],
      ['/v1/cases', ['agent', 'admin']],
      ['/v1/matches', ['agent', 'admin']],
      ['/v1/figures/funnel', ['analyst', 'operator', 'admin']],
      ['/v1/figures/segments', ['analyst', 'operator', 'admin']],
      ['/v1/figures/experiments', ['analyst', 'operator', 'admin']],
      ['/v1/privacy-requests', ['privacy', 'admin']],
      ['/v1/audit/check', ['privacy', 'admin']],
    ];
    for (const [path, roles] of may)
      for (const role of ['agent', 'analyst', 'privacy', 'operator', 'admin'] as const)
        expect([path, role, (await read(role, path)).status]).toEqual([
          path,
          role,
          roles.includes(role) ? 200 : 403,
        ]);
  });

  it('finds somebody by a whole number only, and says what is wrong with a question', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    await host.sendAsServer([shade('CL-1', { source: 'urn:shop:web', actor: { customerRef: 'C-100' } })]);
    await host.work();
    const get = async (path: string) => {
      const response = await host.app.request(path, {
        headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    expect((await get('/v1/people?q=C-100')).body.found).toEqual([
      { kind: 'customer', value: 'C-100', by: 'identifier' },
    ]);
    for (const part of ['C-10', 'C-%', '%', "' or 1=1 --"])
      expect((await get(`/v1/people?q=${encodeURIComponent(part)}`)).body.found).toEqual([]);
    expect((await get('/v1/people?q=')).status).toBe(422);
    expect((await get('/v1/figures/funnel?by=customer')).status).toBe(422);
    expect((await get('/v1/figures/funnel?days=1e9')).status).toBe(422);
  });

  it('tells events as they arrive, without persons, to who may see them', async () => {
    const host = testHost(db());
    host.clock.now = NOON;
    await host.letAdminIn();
    await host.send([shade('CL-0', { actor: { anonId: 'anon-secret' } })]);
    expect((await host.app.request('/v1/live')).status).toBe(401);
    const response = await host.app.request('/v1/live', {
      headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (part: string): Promise<void> => {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream has ended');
        text += value;
      }
    };
    await until('CL-0');
    await host.send([shade('CL-1'), shade('CL-2')]);
    await host.look();
    await until('CL-2');
    await host.look();
    await host.send([shade('CL-3')]);
    await host.look();
    await until('CL-3');
    expect(text.match(/CL-1/g)).toHaveLength(1);
    expect(text).not.toContain('anon-secret');
    await reader.cancel();
    await expect.poll(() => host.live.listeners).toBe(0);
  });

  it('counts late cases, and lists who can take one', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    await staffOf(db(), 'agent');
    await staffOf(db(), 'analyst');
    await host.sendAsServer([
      sample(
        'complaint.opened',
        {
          actor: { customerRef: 'C-1' },
          caseId: 'S-1',
          kind: 'shade-mismatch',
          tags: [],
          severity: 'high',
          channel: 'phone',
        },
        { source: 'urn:shop:web' },
      ),
    ]);
    await host.work();
    host.clock.now = NOON + DAY;
    const response = await host.app.request('/v1/cases', {
      headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    expect(await response.json()).toMatchObject({
      loop: { cases: 1, closed: 0, late: 1 },
      owners: ['admin', 'agent'],
      cases: [{ id: 'S-1', who_kind: 'customer', who_value: 'C-1' }],
    });
  });
});

describe('files of the console', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carmine-console-'));
    mkdirSync(join(folder, 'dist/assets'), { recursive: true });
    writeFileSync(join(folder, 'dist/index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'dist/assets/index-1.js'), '1');
    writeFileSync(join(folder, 'secret'), 'secret');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const appOf = (at: string): Hono => {
    const app = new Hono();
    addErrors(app, () => undefined);
    addConsoleFiles(app, at);
    return app;
  };

  it('allow nothing of another host, no inline script, no frame', async () => {
    const page = await appOf(join(folder, 'dist')).request('/');
    const csp = page.headers.get('content-security-policy') ?? '';
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toMatch(/unsafe|\*|http/);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const script = await appOf(join(folder, 'dist')).request('/assets/index-1.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toContain('javascript');
  });

  it.each(['/assets/..%2f..%2fsecret', '/assets/%2e%2e%2f%2e%2e%2fsecret', '/assets/none.js', '/secret'])(
    '%s is nowhere',
    async (path) => {
      const response = await appOf(join(folder, 'dist')).request(path);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('secret"');
    },
  );

  it('say how to build them where they are not built', async () => {
    const response = await appOf(join(folder, 'none')).request('/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('build.mjs');
  });
});
